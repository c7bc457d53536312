package io.txswitch.notifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.config.StoresConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** {@link DeadLetters} in the topic {@link DeadLetter#TOPIC}, acknowledged by all replicas in sync. */
public final class KafkaDeadLetters implements DeadLetters {
    /** A letter that is not acknowledged within this counts as failed, and whoever wrote it repeats it. */
    private static final String DELIVERY_TIMEOUT_MS = "10000";

    private static final String REQUEST_TIMEOUT_MS = "4000";
    /** How long a send may wait for metadata, on a worker thread. */
    private static final String MAX_BLOCK_MS = "4000";

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final ObjectMapper json;

    private KafkaDeadLetters(KafkaProducer<String, byte[]> producer, String topic, ObjectMapper json) {
        this.producer = producer;
        this.topic = topic;
        this.json = json;
    }

    public static KafkaDeadLetters create(Vertx vertx, StoresConfig.Kafka config, ObjectMapper json) {
        Map<String, String> settings = Map.of(
                "bootstrap.servers",
                config.bootstrap(),
                "key.serializer",
                StringSerializer.class.getName(),
                "value.serializer",
                ByteArraySerializer.class.getName(),
                "acks",
                "all",
                "enable.idempotence",
                "true",
                "delivery.timeout.ms",
                DELIVERY_TIMEOUT_MS,
                "request.timeout.ms",
                REQUEST_TIMEOUT_MS,
                "max.block.ms",
                MAX_BLOCK_MS);
        return new KafkaDeadLetters(KafkaProducer.create(vertx, settings), config.topic(DeadLetter.TOPIC), json);
    }

    @Override
    public Future<Void> publish(DeadLetter letter) {
        try {
            return producer.send(KafkaProducerRecord.create(topic, letter.id(), json.writeValueAsBytes(letter)))
                    .mapEmpty();
        } catch (JsonProcessingException e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public Future<Void> close() {
        return producer.close();
    }
}
