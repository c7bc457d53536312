package io.txswitch.sandbox.wallet;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads fields of JSON from outside without ever throwing: what has the wrong shape counts as absent. */
public final class Fields {
    private Fields() {}

    public static Optional<JsonObject> parse(@Nullable Buffer body) {
        if (body == null || body.length() == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JsonObject(body));
        } catch (DecodeException | ClassCastException notAnObject) {
            return Optional.empty();
        }
    }

    /** The text, or empty. */
    public static String text(JsonObject json, String name) {
        return json.getValue(name) instanceof String text ? text : "";
    }

    /** The whole number, or -1; a fraction is not a number here. */
    public static long integer(JsonObject json, String name) {
        return switch (json.getValue(name)) {
            case Integer number -> number;
            case Long number -> number;
            case null, default -> -1;
        };
    }

    /** The object, or an empty one. */
    public static JsonObject object(JsonObject json, String name) {
        return json.getValue(name) instanceof JsonObject object ? object : new JsonObject();
    }
}
