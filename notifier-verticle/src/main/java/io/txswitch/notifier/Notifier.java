package io.txswitch.notifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.bus.WireJson;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.StoresConfig;
import java.util.Map;

/** Puts a notifier on its real stores. */
public final class Notifier {
    private Notifier() {}

    /** A verticle to deploy once per node; {@link NotifierMigrations#run} comes before. */
    public static NotifierVerticle create(
            NotifierConfig config, Map<String, Merchant> merchants, StoresConfig stores, NotifierContext node) {
        ObjectMapper json = WireJson.mapper(node.keys());
        return new NotifierVerticle(
                config,
                merchants,
                vertx -> new NotifierPorts(
                        KafkaPaymentEvents.create(vertx, stores.kafka(), config.groupId(), json),
                        MySqlDeliveries.create(vertx, stores.mysql()),
                        RedisReadModel.create(vertx, stores.redis(), json, config.readModelTtlMs()),
                        HttpWebhooks.create(vertx, config)),
                node);
    }
}
