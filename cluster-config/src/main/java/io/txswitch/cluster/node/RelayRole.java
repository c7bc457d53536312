package io.txswitch.cluster.node;

import io.txswitch.core.supervision.Leases.Lease;
import io.vertx.core.Future;

/** Publishes what this node commits. */
final class RelayRole {
    private final NodeParts parts;

    RelayRole(NodeParts parts) {
        this.parts = parts;
    }

    Future<Void> start(Lease lease) {
        return Future.succeededFuture();
    }

    void wake() {}

    void adopted(String nodeId) {}

    boolean healthy() {
        return parts.vertx() != null;
    }

    Future<Void> stop() {
        return Future.succeededFuture();
    }
}
