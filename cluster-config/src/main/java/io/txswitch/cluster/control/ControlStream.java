package io.txswitch.cluster.control;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.BiFunction;

/**
 * Something people can ask whose answer does not fit into memory: one JSON object a line ({@code
 * application/x-ndjson}), and as the last one {@code {"end":{…}}}, or {@code {"error":"…"}} when it broke on the way.
 * Without its last line it is no answer.
 *
 * @param name in the audit, such as {@code bill.read}
 * @param path below {@code /control/}, with parts such as {@code :id}
 * @param handler from the parts of the path and the query's parameters, all texts, to what stands in {@code end}; an
 *     {@link IllegalArgumentException} or a {@link ChangeRefused} before the first line is answered with a status
 */
public record ControlStream(String name, String path, BiFunction<JsonObject, Lines, Future<JsonObject>> handler) {
    /** Where the lines go. */
    @FunctionalInterface
    public interface Lines {
        /** Blocks, so not for an event loop, while the reader is slow; throws when he is gone. */
        void write(JsonObject line);
    }
}
