package io.txswitch.cluster.provisioning;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request to the control port says; whatever is wrong is an {@link IllegalArgumentException} without values. */
record Body(JsonObject json) {
    /** Every member has to be known: a slip of the pen must not become a change that nobody meant. */
    static Body of(JsonObject json, String... known) {
        Set<String> all = Set.of(known);
        for (String name : json.fieldNames()) {
            if (!all.contains(name)) {
                throw new IllegalArgumentException("'" + name + "' is not known here");
            }
        }
        return new Body(json);
    }

    String text(String name) {
        String text = optional(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    @Nullable
    String optional(String name) {
        Object value = json.getValue(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw new IllegalArgumentException(name + " is not a text");
        }
        return text.isBlank() ? null : text.strip();
    }

    String text(String name, String fallback) {
        String text = optional(name);
        return text == null ? fallback : text;
    }

    int integer(String name, int fallback, int min, int max) {
        String text = optional(name);
        if (text == null) {
            return fallback;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            throw new IllegalArgumentException(name + " is not between " + min + " and " + max);
        }
        return Integer.parseInt(text);
    }

    List<String> texts(String name) {
        if (!(json.getValue(name) instanceof JsonArray values)) {
            throw new IllegalArgumentException(name + " is missing");
        }
        List<String> found = new ArrayList<>();
        for (Object each : values) {
            if (!(each instanceof String text)) {
                throw new IllegalArgumentException(name + " is not a list of texts");
            }
            found.add(text.strip());
        }
        return found;
    }
}
