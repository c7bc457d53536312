package io.txswitch.cluster.control;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * Something people can change.
 *
 * @param name in the audit, such as {@code terminal.block}
 * @param path below {@code /control/}, with parts such as {@code :id}; the audit's target
 * @param needsReason what touches money or keys is not done without {@code reason} in the body
 * @param handler from the body, with the parts of the path put in, to what was done; an {@link
 *     IllegalArgumentException} is answered with 400, a {@link ChangeRefused} with its status
 */
public record ControlChange(
        String name, String path, boolean needsReason, Function<JsonObject, Future<Applied>> handler) {
    /**
     * A change that is done and durable.
     *
     * @param before what it was, for the audit: never a secret, sealed or not; empty for something new
     * @param after what it is, likewise
     * @param answer what the person is told
     */
    public record Applied(JsonObject before, JsonObject after, JsonObject answer) {}
}
