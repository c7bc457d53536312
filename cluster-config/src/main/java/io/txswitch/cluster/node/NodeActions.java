package io.txswitch.cluster.node;

import io.txswitch.channel.message.ChannelMessages;
import io.txswitch.cluster.control.ControlActions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.function.IntSupplier;

/** What the control port can do on this node. */
final class NodeActions implements ControlActions {
    private final NodeParts parts;
    private final ChannelMessages messages;
    private final IntSupplier members;

    NodeActions(NodeParts parts, ChannelMessages messages, IntSupplier members) {
        this.parts = parts;
        this.messages = messages;
        this.members = members;
    }

    @Override
    public Future<JsonObject> show(String id, boolean withMessages) {
        return Future.succeededFuture(
                new JsonObject().put("payments", new JsonArray()).put("m", messages.toString()));
    }

    @Override
    public Future<JsonObject> find(Filter filter) {
        return Future.succeededFuture(new JsonObject().put("payments", new JsonArray()));
    }

    @Override
    public Future<JsonObject> totals(LocalDate day, String by) {
        return Future.succeededFuture(new JsonObject().put("rows", new JsonArray()));
    }

    @Override
    public Future<JsonObject> status() {
        return Future.succeededFuture(
                new JsonObject().put("node", parts.config().id()).put("members", members.getAsInt()));
    }
}
