package io.txswitch.notifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.notifier.KafkaRecords.Raw;
import io.txswitch.notifier.KafkaRecords.Source;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link PaymentEvents} from the topic {@link PaymentEvent#TOPIC}.
 *
 * <p>A record that cannot be read would be as unreadable the next time: it becomes a dead letter, and the partition
 * goes on.
 */
public final class KafkaPaymentEvents implements PaymentEvents {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPaymentEvents.class);

    private final KafkaRecords records;
    private final ObjectMapper json;
    private final DeadLetters deadLetters;
    private final InstantSource time;

    private KafkaPaymentEvents(KafkaRecords records, ObjectMapper json, DeadLetters deadLetters, InstantSource time) {
        this.records = records;
        this.json = json;
        this.deadLetters = deadLetters;
        this.time = time;
    }

    /**
     * Who listens.
     *
     * @param groupId a Kafka consumer group, shared by all nodes of one switch; each group hears everything
     * @param maxBatch events handed over at once, at most
     */
    public record Group(String groupId, int maxBatch) {}

    /** What listening needs besides Kafka; the letters belong to the caller, who closes them. */
    public record Means(ObjectMapper json, DeadLetters deadLetters, InstantSource time) {}

    /** Makes the consumer, which belongs to the caller's event loop. */
    public static KafkaPaymentEvents create(Vertx vertx, StoresConfig.Kafka config, Group group, Means means) {
        Source source = new Source(PaymentEvent.TOPIC, group.groupId(), group.maxBatch());
        return new KafkaPaymentEvents(
                KafkaRecords.create(vertx, config, source), means.json(), means.deadLetters(), means.time());
    }

    @Override
    public Future<Void> start(Function<List<PaymentEvent>, Future<Void>> handler) {
        return records.start(batch -> {
            List<PaymentEvent> events = new ArrayList<>();
            List<Future<Void>> letters = new ArrayList<>();
            batch.forEach(each -> read(each, events, letters));
            return Future.all(letters)
                    .compose(written -> events.isEmpty() ? Future.succeededFuture() : handler.apply(events));
        });
    }

    private void read(Raw record, List<PaymentEvent> events, List<Future<Void>> letters) {
        try {
            byte[] value = record.value();
            PaymentEvent event = value == null ? null : json.readValue(value, PaymentEvent.class);
            if (event == null || !isWhole(event)) {
                letters.add(unreadable(record, "incomplete"));
            } else {
                events.add(event);
            }
        } catch (IOException | RuntimeException e) {
            letters.add(unreadable(record, e.getClass().getSimpleName()));
        }
    }

    /** JSON says nothing about what has to be there. */
    @SuppressWarnings("ConstantValue")
    private static boolean isWhole(PaymentEvent event) {
        PaymentView view = event.payment();
        return view != null
                && Stream.of(event.events(), event.at(), view.id(), view.kind(), view.phase(), view.merchantId())
                        .allMatch(Objects::nonNull)
                && Stream.of(view.money(), view.product(), view.receivedAt(), view.updatedAt())
                        .allMatch(Objects::nonNull);
    }

    private Future<Void> unreadable(Raw record, String why) {
        LOG.warn("notifier=undecodable record={} error={}", record.position(), why);
        return deadLetters.publish(
                DeadLetter.ofRecord(record.position(), "undecodable: " + why, record.value(), time.instant()));
    }

    @Override
    public Future<Void> stop() {
        return records.stop();
    }
}
