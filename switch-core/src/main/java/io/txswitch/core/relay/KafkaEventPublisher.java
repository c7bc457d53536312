package io.txswitch.core.relay;

import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.contract.PaymentEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.util.HashMap;
import java.util.Map;

/** Publishes to the topic {@link PaymentEvent#TOPIC}, acknowledged by all replicas in sync. */
public final class KafkaEventPublisher implements EventPublisher {
    /** A record that is not acknowledged within this counts as failed, and the relay repeats it. */
    private static final String DELIVERY_TIMEOUT_MS = "10000";

    private static final String REQUEST_TIMEOUT_MS = "4000";
    /** How long a send may wait for metadata, on a worker thread. */
    private static final String MAX_BLOCK_MS = "4000";
    /** Lets the records of one wave share a request. */
    private static final String LINGER_MS = "2";

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;

    public KafkaEventPublisher(Vertx vertx, StoresConfig.Kafka config) {
        this.topic = config.topic(PaymentEvent.TOPIC);
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", config.bootstrap());
        settings.put("key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
        settings.put("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("delivery.timeout.ms", DELIVERY_TIMEOUT_MS);
        settings.put("request.timeout.ms", REQUEST_TIMEOUT_MS);
        settings.put("max.block.ms", MAX_BLOCK_MS);
        settings.put("linger.ms", LINGER_MS);
        this.producer = KafkaProducer.create(vertx, settings);
    }

    @Override
    public Future<Void> publish(String key, byte[] value) {
        return producer.send(KafkaProducerRecord.create(topic, key, value)).mapEmpty();
    }

    @Override
    public Future<Void> close() {
        return producer.close();
    }
}
