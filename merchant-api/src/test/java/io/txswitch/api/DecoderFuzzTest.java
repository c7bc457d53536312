package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes give a request or a problem, never anything else; replay with {@code -Dseed=}. */
class DecoderFuzzTest {
    private static final int ROUNDS = 30_000;
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void anyBodyIsAPaymentOrAProblem() {
        byte[] good = Bodies.payment("order-1")
                .replace("}", ",\"notify_url\":\"http://127.0.0.1:9999/hooks\"}")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] body = mutated(good);
            assertThatCode(() -> read(body)).as("seed " + seed).doesNotThrowAnyException();
        }
    }

    @Test
    void anyHeaderIsAnAuthorizationOrNone() {
        byte[] good = RequestSignature.header("app-1", "1767225600", "nonce-0123456789", "0".repeat(64))
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < ROUNDS; i++) {
            String header = new String(mutated(good), StandardCharsets.ISO_8859_1);
            assertThatCode(() -> Authorization.parse(header)).as("seed " + seed).doesNotThrowAnyException();
        }
    }

    private static void read(byte[] body) {
        if (StrictJson.object(body) instanceof Parsed.Ok<ObjectNode> json) {
            NewPayment.read(json.value(), ApiNode.CONFIG, ApiNode.MERCHANTS.get("M1"));
            NewRefund.read(json.value(), ApiNode.CONFIG);
        }
    }

    private byte[] mutated(byte[] good) {
        byte[] out = good.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(out.length);
            switch (random.nextInt(3)) {
                case 0 -> out[at] = (byte) random.nextInt(256);
                case 1 -> out = java.util.Arrays.copyOf(out, Math.max(1, at));
                default -> out[at] = out[random.nextInt(out.length)];
            }
        }
        return out;
    }
}
