package io.txswitch.core.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a node's YAML file and lays the environment over it.
 *
 * <p>{@code TXSWITCH__MYSQL__PASSWORD} overrides {@code mysql.password}: two underscores go one level down, one stands
 * for a hyphen, a number picks a list's element.
 */
public final class ConfigFile {
    private static final String PREFIX = "TXSWITCH__";
    /** A configuration is a page or two; more is a mistake. */
    private static final long MAX_BYTES = 1L << 20;

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private ConfigFile() {}

    /** Reads a file; anything that cannot be read is a {@link ConfigException}. */
    public static Section read(Path file, Map<String, String> environment) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ConfigException(List.of(file + ": is larger than 1 MiB"));
            }
            return parse(Files.readString(file), environment);
        } catch (IOException e) {
            throw new ConfigException(
                    List.of(file + ": cannot be read (" + e.getClass().getSimpleName() + ")"));
        }
    }

    /** Reads the text of a file. */
    public static Section parse(String yaml, Map<String, String> environment) {
        JsonNode node = tree(yaml);
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && node instanceof ObjectNode root) {
                override(root, name.substring(PREFIX.length()).split("__"), value);
            }
        });
        return Section.root(node, new Problems());
    }

    private static JsonNode tree(String yaml) {
        try (JsonParser parser = YAML.createParser(yaml)) {
            JsonNode node = YAML.readTree(parser);
            if (node == null || !node.isObject()) {
                throw new ConfigException(List.of("the file has no settings"));
            }
            return node;
        } catch (IOException e) {
            throw new ConfigException(List.of("not YAML: " + firstLine(e)));
        }
    }

    /** The first line only: the rest may quote the file, secrets included. */
    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static void override(ObjectNode root, String[] parts, String value) {
        JsonNode at = root;
        for (int i = 0; i < parts.length; i++) {
            String key = parts[i].toLowerCase(Locale.ROOT).replace('_', '-');
            boolean last = i == parts.length - 1;
            if (at instanceof ArrayNode array && key.matches("[0-9]{1,4}") && Integer.parseInt(key) < array.size()) {
                at = array.get(Integer.parseInt(key));
            } else if (at instanceof ObjectNode object) {
                if (last) {
                    object.put(key, value);
                    return;
                }
                at = object.has(key) ? object.get(key) : object.putObject(key);
            } else {
                return;
            }
        }
    }
}
