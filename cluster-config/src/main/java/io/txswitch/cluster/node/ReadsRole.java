package io.txswitch.cluster.node;

import io.txswitch.core.journal.MySqlConnections;
import io.txswitch.core.journal.MySqlPaymentSearch;
import io.txswitch.core.reads.ReadsVerticle;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** Answers what merchants ask, on connections of its own: however many ask, a payment waits for none of them. */
final class ReadsRole {
    private final NodeParts parts;
    private final Pool pool;

    ReadsRole(NodeParts parts) {
        this.parts = parts;
        this.pool = MySqlConnections.pool(
                parts.vertx(),
                parts.config()
                        .stores()
                        .mysql()
                        .withPoolSize(parts.config().reads().connections()));
    }

    Future<Void> start() {
        return parts.vertx()
                .deployVerticle(new ReadsVerticle(parts.bus(), new MySqlPaymentSearch(pool, parts.json())))
                .mapEmpty();
    }

    Future<Void> stop() {
        return pool.close();
    }
}
