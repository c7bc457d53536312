package io.txswitch.notifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.contract.PaymentEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.consumer.KafkaConsumerRecord;
import io.vertx.kafka.client.consumer.KafkaConsumerRecords;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link PaymentEvents} from {@link PaymentEvent#TOPIC}, by a consumer group that commits only what was handled.
 *
 * <p>One poll is one batch, and the next poll waits for its commit: nothing piles up here, the backlog stays in Kafka.
 * A record that cannot be read is logged and left behind, because it would be as unreadable the next time.
 */
public final class KafkaPaymentEvents implements PaymentEvents {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPaymentEvents.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MAX_POLL_RECORDS = 500;
    /** Before the same batch is tried again, or the server asked again. */
    private static final long PAUSE_MS = 1_000;
    /** How long a batch may fail (its stores away) before another node is given the work. */
    private static final int MAX_POLL_INTERVAL_MS = 600_000;
    /** A node that died gives its partitions up this soon. */
    private static final int SESSION_TIMEOUT_MS = 10_000;
    /** A topic that is made after the node started is seen this soon. */
    private static final int METADATA_MAX_AGE_MS = 5_000;

    private final Vertx vertx;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final ObjectMapper json;
    private final Promise<Void> idle = Promise.promise();
    private boolean stopping;
    private boolean started;
    private boolean troubled;

    private KafkaPaymentEvents(Vertx vertx, KafkaConsumer<byte[], byte[]> consumer, String topic, ObjectMapper json) {
        this.vertx = vertx;
        this.consumer = consumer;
        this.topic = topic;
        this.json = json;
    }

    /** Makes the consumer, which belongs to the caller's event loop. */
    public static KafkaPaymentEvents create(Vertx vertx, StoresConfig.Kafka config, String groupId, ObjectMapper json) {
        Map<String, String> options = Map.ofEntries(
                Map.entry("bootstrap.servers", config.bootstrap()),
                Map.entry("group.id", config.topic(groupId)),
                Map.entry("key.deserializer", ByteArrayDeserializer.class.getName()),
                Map.entry("value.deserializer", ByteArrayDeserializer.class.getName()),
                Map.entry("enable.auto.commit", "false"),
                Map.entry("auto.offset.reset", "earliest"),
                Map.entry("allow.auto.create.topics", "false"),
                Map.entry("session.timeout.ms", Integer.toString(SESSION_TIMEOUT_MS)),
                Map.entry("max.poll.records", Integer.toString(MAX_POLL_RECORDS)),
                Map.entry("max.poll.interval.ms", Integer.toString(MAX_POLL_INTERVAL_MS)),
                Map.entry("metadata.max.age.ms", Integer.toString(METADATA_MAX_AGE_MS)));
        return new KafkaPaymentEvents(
                vertx, KafkaConsumer.create(vertx, options), config.topic(PaymentEvent.TOPIC), json);
    }

    @Override
    public Future<Void> start(Function<List<PaymentEvent>, Future<Void>> handler) {
        started = true;
        return consumer.subscribe(topic).onSuccess(done -> poll(handler)).onFailure(idle::tryFail);
    }

    private void poll(Function<List<PaymentEvent>, Future<Void>> handler) {
        if (stopping) {
            idle.tryComplete();
            return;
        }
        consumer.poll(POLL).compose(records -> take(records, handler)).onComplete(done -> {
            if (done.succeeded()) {
                troubled = false;
                poll(handler);
            } else if (stopping) {
                idle.tryComplete();
            } else {
                complain("poll", done.cause());
                vertx.setTimer(PAUSE_MS, again -> poll(handler));
            }
        });
    }

    private Future<Void> take(
            KafkaConsumerRecords<byte[], byte[]> records, Function<List<PaymentEvent>, Future<Void>> handler) {
        if (records.isEmpty()) {
            return Future.succeededFuture();
        }
        List<PaymentEvent> batch = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            decode(records.recordAt(i)).ifPresent(batch::add);
        }
        return untilHandled(batch, handler).compose(handled -> consumer.commit());
    }

    private Future<Void> untilHandled(List<PaymentEvent> batch, Function<List<PaymentEvent>, Future<Void>> handler) {
        return handler.apply(batch).recover(cause -> {
            if (stopping) {
                return Future.failedFuture(cause);
            }
            complain("handle", cause);
            return vertx.timer(PAUSE_MS, TimeUnit.MILLISECONDS).compose(again -> untilHandled(batch, handler));
        });
    }

    private Optional<PaymentEvent> decode(KafkaConsumerRecord<byte[], byte[]> message) {
        try {
            byte[] value = message.value();
            return value == null ? Optional.empty() : Optional.ofNullable(json.readValue(value, PaymentEvent.class));
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "notifier=undecodable partition={} offset={} error={}",
                    message.partition(),
                    message.offset(),
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Once per trouble, not once per second of it. */
    private void complain(String doing, Throwable cause) {
        if (!troubled) {
            LOG.warn("notifier=waiting doing={} error=\"{}\"", doing, cause.toString());
        }
        troubled = true;
    }

    @Override
    public Future<Void> stop() {
        stopping = true;
        if (!started) {
            idle.tryComplete();
        }
        return idle.future().otherwiseEmpty().compose(done -> consumer.close());
    }
}
