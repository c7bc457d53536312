package io.txswitch.notifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.bus.WireJson;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.StoresConfig;
import io.vertx.core.Vertx;
import java.util.Map;

/** Puts a notifier on its real stores. */
public final class Notifier {
    private Notifier() {}

    /** A verticle to deploy once per node; {@link NotifierMigrations#run} comes before. */
    public static NotifierVerticle create(
            NotifierConfig config, Map<String, Merchant> merchants, StoresConfig stores, NotifierContext node) {
        return new NotifierVerticle(config, merchants, vertx -> ports(vertx, config, stores, node), node);
    }

    private static NotifierPorts ports(Vertx vertx, NotifierConfig config, StoresConfig stores, NotifierContext node) {
        ObjectMapper json = WireJson.mapper(node.keys());
        MySqlStore mysql = MySqlStore.create(vertx, stores.mysql());
        DeadLetters letters = KafkaDeadLetters.create(vertx, stores.kafka(), json);
        return new NotifierPorts(
                KafkaPaymentEvents.create(
                        vertx,
                        stores.kafka(),
                        new KafkaPaymentEvents.Group(config.groupId(), config.maxBatch()),
                        new KafkaPaymentEvents.Means(json, letters, node.time())),
                new MySqlDeliveries(mysql),
                new MySqlEventLog(mysql),
                new MySqlEndpoints(mysql, node.keys()),
                RedisReadModel.create(vertx, stores.redis(), json, config.readModelTtlMs()),
                HttpWebhooks.create(vertx, config),
                letters);
    }

    /** The dead letters' consumer, to deploy beside it. */
    public static DeadLetterVerticle deadLetters(NotifierConfig config, StoresConfig stores, NotifierContext node) {
        return new DeadLetterVerticle(config, stores, node, WireJson.mapper(node.keys()));
    }
}
