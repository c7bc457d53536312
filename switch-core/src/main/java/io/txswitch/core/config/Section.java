package io.txswitch.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.txswitch.core.model.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One part of a configuration file, which remembers what was asked of it: a key nobody asked for is a problem, and so
 * is a value of the wrong shape. A reader always gets a usable value; {@link Problems} decides in the end.
 */
public final class Section {
    private static final String MASK = "****";

    private final String path;
    private final JsonNode node;
    private final Problems problems;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Object> effective = new LinkedHashMap<>();
    private final List<Section> children = new ArrayList<>();

    Section(String path, JsonNode node, Problems problems) {
        this.path = path;
        this.node = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
        this.problems = problems;
        if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
            problems.add(path, "expected a group of settings");
        }
    }

    /** The whole file as a section: for tests and small tools. */
    public static Section root(JsonNode node, Problems problems) {
        return new Section("", node, problems);
    }

    public Problems problems() {
        return problems;
    }

    public String path() {
        return path;
    }

    public boolean has(String key) {
        return node.has(key);
    }

    /** A group below this one; empty when absent, so that defaults apply. */
    public Section section(String key) {
        asked.add(key);
        Section child = new Section(pathOf(key), node.path(key), problems);
        children.add(child);
        effective.put(key, child.effective);
        return child;
    }

    /** A list of groups; empty when absent. */
    public List<Section> sections(String key) {
        asked.add(key);
        List<Section> found = new ArrayList<>();
        List<Object> shown = new ArrayList<>();
        int index = 0;
        for (JsonNode each : node.path(key)) {
            Section child = new Section(pathOf(key) + "[" + index++ + "]", each, problems);
            found.add(child);
            shown.add(child.effective);
        }
        children.addAll(found);
        effective.put(key, shown);
        return found;
    }

    public String text(String key) {
        String value = optionalText(key);
        if (value == null || value.isBlank()) {
            problems.add(pathOf(key), "is missing");
            return "";
        }
        return value;
    }

    public String text(String key, String fallback) {
        String value = optionalText(key);
        return shown(key, value == null ? fallback : value);
    }

    public @Nullable String optionalText(String key) {
        JsonNode value = value(key);
        if (value == null) {
            return null;
        }
        if (value.isContainerNode()) {
            problems.add(pathOf(key), "expected a text");
            return null;
        }
        return shown(key, value.asText());
    }

    public List<String> texts(String key, List<String> fallback) {
        JsonNode value = value(key);
        if (value == null) {
            return shown(key, fallback);
        }
        List<String> found = new ArrayList<>();
        for (JsonNode each : value) {
            found.add(each.asText());
        }
        if (!value.isArray()) {
            problems.add(pathOf(key), "expected a list of texts");
        }
        return shown(key, List.copyOf(found));
    }

    /** A secret: asked for, never printed. */
    public Secret secret(String key) {
        Secret found = optionalSecret(key);
        if (found == null) {
            problems.add(pathOf(key), "is missing");
            return new Secret("");
        }
        return found;
    }

    public @Nullable Secret optionalSecret(String key) {
        JsonNode value = value(key);
        effective.put(key, MASK);
        return value == null || value.asText().isBlank() ? null : new Secret(value.asText());
    }

    public int integer(String key, int fallback, int min, int max) {
        return (int) number(key, fallback, min, max);
    }

    public long number(String key, long fallback, long min, long max) {
        JsonNode value = value(key);
        if (value == null) {
            return shown(key, fallback);
        }
        if (!value.isIntegralNumber() && !value.asText().matches("-?[0-9]{1,18}")) {
            problems.add(pathOf(key), "expected a whole number");
            return fallback;
        }
        long number = value.asLong();
        if (number < min || number > max) {
            problems.add(pathOf(key), "expected " + min + " to " + max + ", found " + number);
            return fallback;
        }
        return shown(key, number);
    }

    public boolean flag(String key, boolean fallback) {
        JsonNode value = value(key);
        if (value == null) {
            return shown(key, fallback);
        }
        String text = value.asText();
        if (!text.equals("true") && !text.equals("false")) {
            problems.add(pathOf(key), "expected true or false");
            return fallback;
        }
        return shown(key, text.equals("true"));
    }

    /** One of an enum's names, written in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        String text = optionalText(key);
        if (text == null) {
            return fallback;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return each;
            }
        }
        problems.add(pathOf(key), "does not know '" + text + "'");
        return fallback;
    }

    /** Reports every key nobody asked for, here and below; call it once, on the root, after everything was read. */
    public void refuseUnknownKeys() {
        node.fieldNames().forEachRemaining(key -> {
            if (!asked.contains(key)) {
                problems.add(pathOf(key), "is not a setting");
            }
        });
        children.forEach(Section::refuseUnknownKeys);
    }

    /** What is in force, defaults included and secrets masked. */
    public Map<String, Object> effective() {
        return effective;
    }

    private @Nullable JsonNode value(String key) {
        asked.add(key);
        JsonNode value = node.path(key);
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    private <T> T shown(String key, T value) {
        effective.put(key, value);
        return value;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
