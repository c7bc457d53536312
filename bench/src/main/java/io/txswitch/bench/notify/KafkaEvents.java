package io.txswitch.bench.notify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills the topic with approvals, as the relay would have published them. */
final class KafkaEvents {
    private static final String TOPIC = "txswitch.payments";
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int ID_LENGTH = 13;
    private static final int BITS = 5;
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");

    private KafkaEvents() {}

    /** Blocks until all are acknowledged. */
    static void publish(String bootstrap, String merchant, int firstId, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 5);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = firstId; i < firstId + count; i++) {
                String id = id(i);
                byte[] value = event(id, merchant).toBuffer().getBytes();
                producer.send(new ProducerRecord<>(TOPIC, id, value));
            }
            producer.flush();
        }
    }

    static String id(long number) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.insert(0, CROCKFORD.charAt((int) (number >>> (i * BITS)) & (CROCKFORD.length() - 1)));
        }
        return id.toString();
    }

    private static JsonObject event(String id, String merchant) {
        return new JsonObject()
                .put("v", 1)
                .put("seq", 1)
                .put("at", AT.toString())
                .put("events", new JsonArray().add("HostApproved"))
                .put(
                        "payment",
                        new JsonObject()
                                .put("id", id)
                                .put("version", 2)
                                .put("kind", "WALLET_PAYMENT")
                                .put("phase", "APPROVED")
                                .put("merchantId", merchant)
                                .put("product", "alipay_qr")
                                .put(
                                        "money",
                                        new JsonObject()
                                                .put("amountMinor", 1234)
                                                .put("currency", "CNY"))
                                .put("refundedMinor", 0)
                                .put("orderNo", "bench-" + id)
                                .put("node", "bench")
                                .put("receivedAt", AT.toString())
                                .put("updatedAt", AT.toString()));
    }
}
