package io.txswitch.notifier.loyalty;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.bus.WireJson;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.notifier.DeadLetters;
import io.txswitch.notifier.KafkaDeadLetters;
import io.txswitch.notifier.KafkaPaymentEvents;
import io.txswitch.notifier.MySqlStore;
import io.txswitch.notifier.NotifierContext;
import io.txswitch.notifier.PaymentEvents;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;

/** Puts the example on its real stores. */
public final class Loyalty {
    private static final int MAX_BATCH = 500;
    /** An insert and a scan at a time. */
    private static final int CONNECTIONS = 2;

    private Loyalty() {}

    /** Verticles to deploy once per node; none when the example is off. */
    public static List<VerticleBase> create(LoyaltyConfig config, StoresConfig stores, NotifierContext node) {
        if (!config.enabled()) {
            return List.of();
        }
        return List.of(
                new PointsVerticle(
                        config,
                        vertx -> new PointsVerticle.Ports(
                                events(vertx, stores, node, "txswitch-points"), new MySqlPoints(store(vertx, stores)))),
                new RepairVerticle(
                        config,
                        node.bus(),
                        vertx -> new RepairVerticle.Ports(
                                events(vertx, stores, node, "txswitch-repair"),
                                new MySqlOpenPayments(store(vertx, stores)))));
    }

    private static MySqlStore store(Vertx vertx, StoresConfig stores) {
        return MySqlStore.create(vertx, stores.mysql().withPoolSize(CONNECTIONS));
    }

    /** A group of its own: it hears everything, whatever others have heard. */
    private static PaymentEvents events(Vertx vertx, StoresConfig stores, NotifierContext node, String group) {
        ObjectMapper json = WireJson.mapper(node.keys());
        DeadLetters letters = KafkaDeadLetters.create(vertx, stores.kafka(), json);
        KafkaPaymentEvents events = KafkaPaymentEvents.create(
                vertx,
                stores.kafka(),
                new KafkaPaymentEvents.Group(group, MAX_BATCH),
                new KafkaPaymentEvents.Means(json, letters, node.time()));
        return new PaymentEvents() {
            @Override
            public Future<Void> start(Function<List<PaymentEvent>, Future<Void>> handler) {
                return events.start(handler);
            }

            @Override
            public Future<Void> stop() {
                return events.stop().eventually(letters::close);
            }
        };
    }
}
