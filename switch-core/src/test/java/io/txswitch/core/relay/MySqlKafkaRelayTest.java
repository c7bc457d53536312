package io.txswitch.core.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.flow.VertxTimers;
import io.txswitch.core.journal.Append;
import io.txswitch.core.journal.AppendResult;
import io.txswitch.core.journal.JournalDb;
import io.txswitch.core.journal.MySqlConnections;
import io.txswitch.core.journal.MySqlJournal;
import io.txswitch.core.journal.Samples;
import io.txswitch.core.journal.Views;
import io.txswitch.sandbox.stores.TestStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the tables to a consumer, on real parts. */
class MySqlKafkaRelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Vertx vertx = Vertx.vertx();
    private final StoresConfig.Kafka kafka = new StoresConfig.Kafka(
            TestStores.get().kafkaBootstrap(), TestStores.get().keyPrefix("relay"));
    private final JournalDb db = JournalDb.fresh("relay").lease(Samples.NODE, 1, 7);
    private final Pool pool = MySqlConnections.pool(vertx, db.config());
    private final List<PaymentEvent> consumed = new CopyOnWriteArrayList<>();
    private final EventPublisher publisher = new KafkaEventPublisher(vertx, kafka);
    private MySqlJournal journal;
    private Relay relay;

    @BeforeEach
    void open() {
        RelayLog log = new MySqlRelayLog(pool, Samples.MAPPER);
        relay = new Relay(
                log, publisher, Samples.MAPPER, new VertxTimers(vertx), () -> Future.succeededFuture(List.of(1)));
        MySqlJournal.Settings settings = new MySqlJournal.Settings(db.config(), Samples.NODE, 1, 2);
        journal = get(MySqlJournal.start(vertx, settings, Samples.MAPPER, () -> 7, relay::wake));
    }

    @AfterEach
    void close() {
        get(relay.stop());
        get(publisher.close());
        get(journal.close(vertx));
        get(pool.close());
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void consume() {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka.bootstrap());
        settings.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
        settings.put("value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        settings.put("group.id", kafka.topic("test"));
        settings.put("auto.offset.reset", "earliest");
        settings.put("metadata.max.age.ms", "500");
        KafkaConsumer<String, byte[]> consumer = KafkaConsumer.create(vertx, settings);
        consumer.handler(record -> {
            try {
                PaymentEvent event = Samples.MAPPER.readValue(record.value(), PaymentEvent.class);
                assertThat(record.key()).isEqualTo(event.payment().id().text());
                consumed.add(event);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        consumer.subscribe(kafka.topic(PaymentEvent.TOPIC));
    }

    @Test
    void whatIsCommittedIsConsumedInTheOrderOfEachTransaction() {
        vertx.runOnContext(v -> relay.start());
        consume();
        List<Append> firsts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            firsts.add(Samples.first(Samples.receivedBy(Samples.NODE)));
        }
        firsts.stream()
                .map(journal::append)
                .toList()
                .forEach(each -> assertThat(get(each)).isEqualTo(AppendResult.COMMITTED));
        List<Append> seconds = firsts.stream().map(Samples::approved).toList();
        seconds.stream()
                .map(journal::append)
                .toList()
                .forEach(each -> assertThat(get(each)).isEqualTo(AppendResult.COMMITTED));
        await().atMost(PATIENCE).until(() -> consumed.size() >= 100);
        for (int i = 0; i < 50; i++) {
            Append first = firsts.get(i);
            List<PaymentEvent> ofOne = consumed.stream()
                    .filter(each -> each.payment().id().equals(first.id()))
                    .toList();
            assertThat(ofOne)
                    .extracting(PaymentEvent::payment)
                    .containsExactly(
                            Views.of(first.after(), 1, 0),
                            Views.of(seconds.get(i).after(), 2, 0));
        }
        await().atMost(PATIENCE)
                .until(() -> db.numbers("SELECT COUNT(*) FROM tx_event e LEFT JOIN relay_cursor c"
                                + " ON c.writer=e.writer WHERE c.n IS NULL OR e.n>c.n")
                        .equals(List.of(0L)));
    }
}
