package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A signed request that somebody on the way changed in any bit, order, case or number is nobody's. */
@ExtendWith(VertxExtension.class)
class TamperingTest {
    private static final String BODY = Bodies.payment("order-1");
    private static final String READ = "/v1/payments?order_no=order-1";

    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(vertx);
    }

    @AfterEach
    void nothingReachedTheCore() {
        assertThat(node.core.submitted).isEmpty();
        assertThat(node.core.asked).isEmpty();
    }

    private Call pay() {
        return node.post("/v1/payments", BODY);
    }

    private void areRefused(List<Call> calls) {
        List<Future<Reply>> answers = calls.stream().map(Call::sent).toList();
        answers.forEach(each -> assertThat(Waiting.on(each).status()).isEqualTo(401));
    }

    @Test
    void everyBitOfTheBodyCounts() {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        List<Call> flipped = new ArrayList<>();
        for (int bit = 0; bit < 8 * body.length; bit++) {
            byte[] altered = body.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            flipped.add(pay().sendInstead(altered));
        }
        areRefused(flipped);
    }

    @Test
    void everyBitOfTheHeaderCounts() {
        String header = pay().authorization();
        List<Call> flipped = new ArrayList<>();
        for (int bit = 0; bit < 7 * header.length(); bit++) {
            StringBuilder altered = new StringBuilder(header);
            char other = (char) (header.charAt(bit / 7) ^ 1 << bit % 7);
            altered.setCharAt(bit / 7, other);
            if (other > ' ' && other < 0x7f) {
                flipped.add(pay().authorization(altered.toString()));
            }
        }
        assertThat(flipped).hasSizeGreaterThan(800);
        areRefused(flipped);
    }

    @Test
    void everyBitOfTheQueryCounts() {
        List<Call> flipped = new ArrayList<>();
        int from = READ.indexOf('?') + 1;
        for (int bit = 7 * from; bit < 7 * READ.length(); bit++) {
            StringBuilder altered = new StringBuilder(READ);
            char other = (char) (READ.charAt(bit / 7) ^ 1 << bit % 7);
            altered.setCharAt(bit / 7, other);
            if (other > ' ' && other < 0x7f && "\"<>\\^`{|}#%".indexOf(other) < 0) {
                flipped.add(node.get(READ).askInstead(altered.toString()));
            }
        }
        assertThat(flipped).hasSizeGreaterThan(60);
        areRefused(flipped);
    }

    @Test
    void aMemberThatNobodySignedIsNoticed() {
        areRefused(List.of(
                pay().sendInstead(bytes(BODY.replace("}", ",\"notify_url\":\"http://127.0.0.1:9999/x\"}"))),
                pay().sendInstead(bytes(BODY.replace("{", "{\"terminal_id\":\"T1\","))),
                node.get(READ).askInstead(READ + "&limit=1"),
                node.get(READ).askInstead(READ + "&order_no=order-2"),
                pay().authorization(pay().authorization() + ",extra=1")));
    }

    @Test
    void membersInAnotherOrderCaseOrNumberAreNoticed() {
        String header = pay().authorization();
        String scheme = header.substring(0, header.indexOf(' '));
        List<String> members =
                Arrays.asList(header.substring(scheme.length() + 1).split(","));
        List<Call> altered = new ArrayList<>();
        for (int i = 1; i < members.size(); i++) {
            List<String> swapped = new ArrayList<>(members);
            Collections.swap(swapped, 0, i);
            altered.add(pay().authorization(scheme + " " + String.join(",", swapped)));
            altered.add(pay().authorization(header + "," + members.get(i)));
            String name = members.get(i).split("=")[0];
            altered.add(pay().authorization(header.replace(name + "=", name.toUpperCase(Locale.ROOT) + "=")));
        }
        altered.add(pay().authorization(header.toLowerCase(Locale.ROOT)));
        altered.add(pay().authorization(header.replace(",", ", ")));
        altered.add(pay().authorization(header.replace(" app_id", "  app_id")));
        String hex = header.substring(header.indexOf("signature=") + 10);
        altered.add(pay().authorization(header.replace(hex, hex.toUpperCase(Locale.ROOT))));
        altered.add(pay().sendInstead(bytes(
                BODY.replace("{\"order_no\":\"order-1\",", "{").replace("}", ",\"order_no\":\"order-1\"}"))));
        areRefused(altered);
    }

    @Test
    void anotherWayOfSigningIsNone() {
        String header = pay().authorization();
        List<Call> altered = new ArrayList<>();
        for (String scheme : List.of(
                "TXSWITCH-MD5",
                "TXSWITCH-NONE",
                "none",
                "Bearer",
                "Basic",
                "TXSWITCH-HMAC-SHA1",
                "TXSWITCH-HMAC-SHA512",
                "TXSWITCH-RSA-SHA256",
                "txswitch-hmac-sha256",
                "")) {
            altered.add(pay().authorization(header.replace(RequestSignature.SCHEME, scheme)));
        }
        String bare = header.substring(0, header.indexOf("signature=") + 10);
        for (String signature :
                List.of("", "0", "null", "0".repeat(64), "f".repeat(32), RequestSignature.sha256(bytes(BODY)))) {
            altered.add(pay().authorization(bare + signature));
        }
        for (String guessed : List.of("app-1", "M1", "null", "0000000000000000", "a-secret-of-merchant-on")) {
            altered.add(pay().as("app-1", new Secret(guessed)));
        }
        areRefused(altered);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
