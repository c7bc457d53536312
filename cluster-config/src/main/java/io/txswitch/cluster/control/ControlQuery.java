package io.txswitch.cluster.control;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * Something people can ask, beyond {@link ControlActions}.
 *
 * @param name in the audit, such as {@code terminal.list}
 * @param path below {@code /control/}, with parts such as {@code :id}
 * @param handler from the parts of the path and the query's parameters, all texts, to the answer; an {@link
 *     IllegalArgumentException} is answered with 400, a {@link ChangeRefused} with its status
 */
public record ControlQuery(String name, String path, Function<JsonObject, Future<JsonObject>> handler) {}
