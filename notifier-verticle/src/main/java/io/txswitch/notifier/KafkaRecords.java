package io.txswitch.notifier;

import io.txswitch.core.config.StoresConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.consumer.KafkaConsumerRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer of one topic in a group.
 *
 * <p>One poll is one batch, and the next poll waits for its commit: nothing piles up here, the backlog stays in Kafka.
 */
final class KafkaRecords {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaRecords.class);
    private static final Duration POLL = Duration.ofMillis(200);
    /** Before the same batch is tried again, or the server asked again. */
    private static final long PAUSE_MS = 1_000;
    /** How long a batch may fail (its stores away) before another node is given the work. */
    private static final int MAX_POLL_INTERVAL_MS = 600_000;
    /** A node that died gives its partitions up this soon. */
    private static final int SESSION_TIMEOUT_MS = 10_000;
    /** A topic that is made after the node started is seen this soon. */
    private static final int METADATA_MAX_AGE_MS = 5_000;

    /**
     * Which records, and how many at once.
     *
     * @param topic without the prefix, as {@code groupId}
     * @param maxBatch records of one poll
     */
    record Source(String topic, String groupId, int maxBatch) {}

    /** @param position topic, partition and offset: the record's name */
    record Raw(String position, byte @Nullable [] value) {}

    private final Vertx vertx;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final String group;
    private final Promise<Void> idle = Promise.promise();
    private boolean stopping;
    private boolean started;
    private boolean troubled;

    private KafkaRecords(Vertx vertx, KafkaConsumer<byte[], byte[]> consumer, String topic, String group) {
        this.vertx = vertx;
        this.consumer = consumer;
        this.topic = topic;
        this.group = group;
    }

    /** Makes the consumer, which belongs to the caller's event loop. */
    static KafkaRecords create(Vertx vertx, StoresConfig.Kafka config, Source source) {
        String group = config.topic(source.groupId());
        Map<String, String> options = Map.ofEntries(
                Map.entry("bootstrap.servers", config.bootstrap()),
                Map.entry("group.id", group),
                Map.entry("key.deserializer", ByteArrayDeserializer.class.getName()),
                Map.entry("value.deserializer", ByteArrayDeserializer.class.getName()),
                Map.entry("enable.auto.commit", "false"),
                Map.entry("auto.offset.reset", "earliest"),
                Map.entry("allow.auto.create.topics", "false"),
                Map.entry("session.timeout.ms", Integer.toString(SESSION_TIMEOUT_MS)),
                Map.entry("max.poll.records", Integer.toString(source.maxBatch())),
                Map.entry("max.poll.interval.ms", Integer.toString(MAX_POLL_INTERVAL_MS)),
                Map.entry("metadata.max.age.ms", Integer.toString(METADATA_MAX_AGE_MS)));
        return new KafkaRecords(vertx, KafkaConsumer.create(vertx, options), config.topic(source.topic()), group);
    }

    /** A batch whose handler failed is handed over again, after a pause and before anything later. */
    Future<Void> start(Function<List<Raw>, Future<Void>> handler) {
        started = true;
        return consumer.subscribe(topic).onSuccess(done -> poll(handler)).onFailure(idle::tryFail);
    }

    private void poll(Function<List<Raw>, Future<Void>> handler) {
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

    private Future<Void> take(KafkaConsumerRecords<byte[], byte[]> records, Function<List<Raw>, Future<Void>> handler) {
        if (records.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Raw> batch = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            var each = records.recordAt(i);
            batch.add(new Raw(each.topic() + "/" + each.partition() + "/" + each.offset(), each.value()));
        }
        return untilHandled(batch, handler).compose(done -> consumer.commit());
    }

    private Future<Void> untilHandled(List<Raw> batch, Function<List<Raw>, Future<Void>> handler) {
        Future<Void> handled = Future.succeededFuture().compose(go -> handler.apply(batch));
        return handled.recover(cause -> {
            if (stopping) {
                return Future.failedFuture(cause);
            }
            complain("handle", cause);
            return vertx.timer(PAUSE_MS, TimeUnit.MILLISECONDS).compose(again -> untilHandled(batch, handler));
        });
    }

    /** Once per trouble, not once per second of it. */
    private void complain(String doing, Throwable cause) {
        if (!troubled) {
            LOG.warn("consumer={} waiting doing={} error=\"{}\"", group, doing, cause.toString());
        }
        troubled = true;
    }

    Future<Void> stop() {
        stopping = true;
        if (!started) {
            idle.tryComplete();
        }
        return idle.future().otherwiseEmpty().compose(done -> consumer.close());
    }
}
