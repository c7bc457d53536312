package io.txswitch.notifier;

import static io.txswitch.notifier.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.bus.WireJson;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.sandbox.stores.TestStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class KafkaPaymentEventsTest extends PaymentEventsContract {
    private final ObjectMapper json = WireJson.mapper(Samples.KEYS);
    private final StoresConfig.Kafka kafka = new StoresConfig.Kafka(
            TestStores.get().kafkaBootstrap(), TestStores.get().keyPrefix("events"));
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()), new StringSerializer(), new ByteArraySerializer());
    private final InMemoryDeadLetters letters = new InMemoryDeadLetters();
    private Vertx vertx;

    @BeforeEach
    void topic(Vertx injected) throws ExecutionException, InterruptedException {
        vertx = injected;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            NewTopic topic = new NewTopic(kafka.topic(PaymentEvent.TOPIC), 2, (short) 1);
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Override
    void publish(PaymentEvent event) {
        try {
            send(event.payment().id().text(), json.writeValueAsBytes(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(String key, byte[] value) {
        producer.send(new ProducerRecord<>(kafka.topic(PaymentEvent.TOPIC), key, value));
        producer.flush();
    }

    @Override
    PaymentEvents events() {
        return onLoop(go -> Future.succeededFuture(KafkaPaymentEvents.create(
                        vertx,
                        kafka,
                        new KafkaPaymentEvents.Group("notifier", 500),
                        new KafkaPaymentEvents.Means(json, letters, InstantSource.system()))))
                .await();
    }

    @Override
    Vertx vertx() {
        return vertx;
    }

    @Test
    void whatWasHandledDoesNotComeToTheNextNode() {
        List<PaymentEvent> sent = sent(4);
        PaymentEvents first = events();
        start(first);
        sent.subList(0, 2).forEach(this::publish);
        await().until(() -> handled.size() == 2);
        onLoop(go -> first.stop()).await();
        sent.subList(2, 4).forEach(this::publish);

        start(events());

        await().until(() -> handled.size() == 4);
        assertThat(handled).containsExactlyElementsOf(sent);
    }

    @Test
    void aRecordThatCannotBeReadBecomesADeadLetterAndThePartitionGoesOn() {
        PaymentEvent readable = sent(1).getFirst();
        String key = readable.payment().id().text();
        send(key, "not json".getBytes(StandardCharsets.UTF_8));
        send(key, new byte[0]);
        producer.send(new ProducerRecord<>(kafka.topic(PaymentEvent.TOPIC), key, null));
        send(key, "{\"v\":1,\"payment\":{}}".getBytes(StandardCharsets.UTF_8));
        publish(readable);
        start(events());

        await().until(() -> handled.size() == 1);
        assertThat(handled).containsExactly(readable);
        assertThat(letters.newest(10).await())
                .hasSize(4)
                .allMatch(letter -> letter.kind() == DeadLetter.Kind.RECORD)
                .anyMatch(letter -> "not json".equals(new String(letter.payload(), StandardCharsets.UTF_8)));
    }
}
