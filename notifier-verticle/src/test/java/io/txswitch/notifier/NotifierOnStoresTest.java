package io.txswitch.notifier;

import static io.txswitch.notifier.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.bus.WireJson;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Secret;
import io.txswitch.sandbox.merchant.MerchantEvent;
import io.txswitch.sandbox.merchant.MerchantKeys;
import io.txswitch.sandbox.merchant.MerchantOptions;
import io.txswitch.sandbox.merchant.MerchantSimulator;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two notifiers on real stores, and a merchant who checks signatures with code of his own. */
@ExtendWith(VertxExtension.class)
class NotifierOnStoresTest {
    private static final int PAYMENTS = 60;
    private static final NotifierConfig CONFIG = new NotifierConfig(
            "notifier", List.of(50L, 50L, 50L, 50L, 50L, 50L), 30_000, true, 4, 50, 30, 60_000, 500, 60_000);

    private final StoresConfig stores = SharedStores.fresh("notifier");
    private final MerchantKeys keys = MerchantKeys.generate("app", new Random(5));
    private final ObjectMapper json = WireJson.mapper(Samples.KEYS);

    @Test
    void twoNodesTellAMerchantEverythingOnceAlthoughHeFailsSometimes(Vertx vertx, @TempDir Path books)
            throws JsonProcessingException {
        MerchantSimulator merchant = MerchantSimulator.start(
                        vertx, MerchantOptions.defaults(books.resolve("merchant.jsonl"), keys))
                .await();
        merchant.failNext(5);
        Bus bus = new VertxBus(vertx, Samples.KEYS);
        vertx.deployVerticle(notifier(merchant, bus)).await();
        vertx.deployVerticle(notifier(merchant, bus)).await();

        List<String> expected = publish();

        await().until(() -> merchant.events().await().size() == PAYMENTS);
        assertThat(merchant.events().await())
                .extracting(MerchantEvent::id)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(merchant.repeats()).isZero();
        assertThat(merchant.refusals()).isZero();
    }

    @Test
    void whatCannotBeReadIsFiledWithItsReasonAndBlocksNothing(Vertx vertx, @TempDir Path books)
            throws JsonProcessingException {
        MerchantSimulator merchant = MerchantSimulator.start(
                        vertx, MerchantOptions.defaults(books.resolve("merchant.jsonl"), keys))
                .await();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stores.kafka().bootstrap()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(stores.kafka().topic(PaymentEvent.TOPIC), "x", new byte[] {1, 2, 3}));
            producer.flush();
        }
        publish();
        Bus bus = new VertxBus(vertx, Samples.KEYS);
        vertx.deployVerticle(notifier(merchant, bus)).await();
        vertx.deployVerticle(Notifier.deadLetters(CONFIG, stores, context(bus))).await();

        DeadLetterFile file = new MySqlDeadLetterFile(MySqlStore.create(vertx, stores.mysql()));
        await().until(() -> merchant.events().await().size() == PAYMENTS);
        await().until(() -> file.newest(10).await().size() == 1);
        DeadLetter letter = file.newest(10).await().getFirst();
        assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.RECORD);
        assertThat(letter.reason()).startsWith("undecodable");
    }

    @Test
    void whatCannotBeStoredIsFiledAsAnEventWithItsReasonAndBlocksNothing(Vertx vertx, @TempDir Path books)
            throws JsonProcessingException {
        MerchantSimulator merchant = MerchantSimulator.start(
                        vertx, MerchantOptions.defaults(books.resolve("merchant.jsonl"), keys))
                .await();
        String longId = "M".repeat(200);
        PaymentView unstorable = Samples.payment(Samples.anyId(), longId, Phase.APPROVED);
        send(Samples.approved(unstorable));
        publish();
        Bus bus = new VertxBus(vertx, Samples.KEYS);
        Merchant shop = new Merchant("SHOP", "Shop", null, null, merchant.webhookUrl(), secret());
        Merchant odd = new Merchant(longId, "Odd", null, null, merchant.webhookUrl(), secret());
        vertx.deployVerticle(Notifier.create(CONFIG, Map.of("SHOP", shop, longId, odd), stores, context(bus)))
                .await();
        vertx.deployVerticle(Notifier.deadLetters(CONFIG, stores, context(bus))).await();

        DeadLetterFile file = new MySqlDeadLetterFile(MySqlStore.create(vertx, stores.mysql()));
        await().until(() -> merchant.events().await().size() == PAYMENTS);
        await().until(() -> file.newest(10).await().size() == 1);
        DeadLetter letter = file.newest(10).await().getFirst();
        assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.EVENT);
        assertThat(letter.eventId()).isEqualTo("evt_" + unstorable.id().text() + "_1");
        assertThat(letter.reason()).isNotBlank();
    }

    private Secret secret() {
        return new Secret(keys.webhookSecret());
    }

    private void send(PaymentEvent event) throws JsonProcessingException {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stores.kafka().bootstrap()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            String key = event.payment().id().text();
            producer.send(
                    new ProducerRecord<>(stores.kafka().topic(PaymentEvent.TOPIC), key, json.writeValueAsBytes(event)));
        }
    }

    private List<String> publish() throws JsonProcessingException {
        List<String> expected = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stores.kafka().bootstrap()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < PAYMENTS; i++) {
                PaymentView paid = Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED);
                PaymentEvent event = Samples.approved(paid);
                expected.add(io.txswitch.notifier.MerchantEvent.id(paid.id(), event.seq()));
                String topic = stores.kafka().topic(PaymentEvent.TOPIC);
                producer.send(new ProducerRecord<>(topic, paid.id().text(), json.writeValueAsBytes(event)));
                producer.send(new ProducerRecord<>(topic, paid.id().text(), json.writeValueAsBytes(event)));
            }
        }
        return expected;
    }

    private NotifierVerticle notifier(MerchantSimulator merchant, Bus bus) {
        Merchant shop =
                new Merchant("SHOP", "Shop", null, null, merchant.webhookUrl(), new Secret(keys.webhookSecret()));
        return Notifier.create(CONFIG, Map.of("SHOP", shop), stores, context(bus));
    }

    private static NotifierContext context(Bus bus) {
        return new NotifierContext(bus, Samples.KEYS, new SimpleMeterRegistry(), InstantSource.system(), new Random(6));
    }
}
