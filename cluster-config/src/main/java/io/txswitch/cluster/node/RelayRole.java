package io.txswitch.cluster.node;

import io.txswitch.core.flow.VertxTimers;
import io.txswitch.core.relay.KafkaEventPublisher;
import io.txswitch.core.relay.MySqlRelayLog;
import io.txswitch.core.relay.Relay;
import io.txswitch.core.supervision.Leases;
import io.vertx.core.Context;
import io.vertx.core.Future;

/** Publishes what this node commits, and what the nodes it adopted had committed; on one event loop. */
final class RelayRole {
    private final Relay relay;
    private final Context loop;

    RelayRole(NodeParts parts, Leases leases) {
        this.loop = parts.vertx().getOrCreateContext();
        this.relay = new Relay(
                new MySqlRelayLog(parts.pool(), parts.json()),
                new KafkaEventPublisher(parts.vertx(), parts.config().stores().kafka()),
                parts.json(),
                new VertxTimers(parts.vertx()),
                () -> leases.relayedBy(parts.config().id()));
    }

    Future<Void> start() {
        return Future.future(started -> loop.runOnContext(v -> {
            relay.start();
            started.complete();
        }));
    }

    void wake() {
        relay.wake();
    }

    void adopted() {
        relay.refresh();
    }

    boolean healthy() {
        return relay.healthy();
    }

    Future<Void> stop() {
        return Future.future(stopped -> loop.runOnContext(v -> relay.stop().onComplete(stopped)));
    }
}
