package io.txswitch.sandbox.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class MerchantSimulatorTest {
    private static final byte[] KEY = "a webhook key of thirty-two byte".getBytes(StandardCharsets.US_ASCII);
    private static final MerchantKeys KEYS =
            new MerchantKeys("app1", "secret", "whsec_" + Base64.getEncoder().encodeToString(KEY));

    @TempDir
    Path dir;

    private Path book;
    private MerchantSimulator merchant;
    private WebClient web;

    @BeforeEach
    void start(Vertx vertx) {
        book = dir.resolve("merchant.jsonl");
        merchant = Await.result(MerchantSimulator.start(vertx, MerchantOptions.defaults(book, KEYS)));
        web = WebClient.create(vertx);
    }

    private static String event(String id, String type, String orderNo) {
        JsonObject data = new JsonObject()
                .put("id", "0PAYMENT00001")
                .put("order_no", orderNo)
                .put("status", "succeeded")
                .put("amount", 1234)
                .put("currency", "CNY")
                .put("rrn", "RRN000000001");
        return new JsonObject()
                .put("id", id)
                .put("type", type)
                .put("data", data)
                .encode();
    }

    private static String signature(String id, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            byte[] text = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest<Buffer> request(String id, long timestamp, String signature) {
        return web.postAbs(merchant.webhookUrl())
                .timeout(5_000)
                .putHeader("webhook-id", id)
                .putHeader("webhook-timestamp", Long.toString(timestamp))
                .putHeader("webhook-signature", signature);
    }

    private int post(String id, long timestamp, String signature, String body) {
        return Await.result(request(id, timestamp, signature).sendBuffer(Buffer.buffer(body)))
                .statusCode();
    }

    private int postSigned(String id, String body) {
        long now = Instant.now().getEpochSecond();
        return post(id, now, signature(id, now, body), body);
    }

    @Test
    void aSignedWebhookIsBookedAndHandedToThoseWhoWait() {
        Future<MerchantEvent> awaited =
                merchant.awaitEvent(event -> event.type().equals("payment.succeeded"), 10_000);

        assertThat(postSigned("evt_1", event("evt_1", "payment.succeeded", "ORDER1")))
                .isEqualTo(204);

        assertThat(Await.result(awaited).orderNo()).isEqualTo("ORDER1");
        assertThat(Await.result(merchant.awaitEvent(event -> event.id().equals("evt_1"), 1))
                        .amountMinor())
                .isEqualTo(1234);
        assertThat(Book.rows(book).getFirst())
                .containsEntry("event_id", "evt_1")
                .containsEntry("type", "payment.succeeded")
                .containsEntry("payment_id", "0PAYMENT00001")
                .containsEntry("order_no", "ORDER1")
                .containsEntry("rrn", "RRN000000001")
                .containsEntry("status", "succeeded")
                .containsEntry("amount_minor", 1234)
                .containsEntry("currency", "CNY")
                .containsEntry("sig_ok", true)
                .containsKey("at");
    }

    @Test
    void aRepeatedWebhookIsAcceptedAndBookedOnce() {
        String body = event("evt_1", "payment.succeeded", "ORDER1");

        assertThat(postSigned("evt_1", body)).isEqualTo(204);
        assertThat(postSigned("evt_1", body)).isEqualTo(204);

        assertThat(Book.rows(book)).hasSize(1);
        assertThat(merchant.repeats()).isEqualTo(1);
        assertThat(Await.result(merchant.events())).hasSize(1);
    }

    @Test
    void anAlteredStaleOrUnsignedWebhookIsRefusedAndBookedAsSuch() {
        String body = event("evt_1", "payment.succeeded", "ORDER1");
        long now = Instant.now().getEpochSecond();
        String good = signature("evt_1", now, body);

        assertThat(post("evt_1", now, good, body.replace("1234", "1235"))).isEqualTo(401);
        assertThat(post("evt_2", now, good, body)).isEqualTo(401);
        assertThat(post("evt_1", now - 1, good, body)).isEqualTo(401);
        assertThat(post("evt_1", now - 600, signature("evt_1", now - 600, body), body))
                .isEqualTo(401);
        assertThat(post("evt_1", now + 600, signature("evt_1", now + 600, body), body))
                .isEqualTo(401);
        assertThat(post("evt_1", now, "v2" + good.substring(2), body)).isEqualTo(401);
        assertThat(Await.result(web.postAbs(merchant.webhookUrl()).send()).statusCode())
                .isEqualTo(401);

        assertThat(Book.rows(book)).hasSize(7).allMatch(row -> Boolean.FALSE.equals(row.get("sig_ok")));
        assertThat(merchant.refusals()).isEqualTo(7);
        assertThat(Await.result(merchant.events())).isEmpty();
    }

    @Test
    void oneGoodSignatureAmongSeveralIsEnough() {
        String body = event("evt_1", "payment.succeeded", "ORDER1");
        long now = Instant.now().getEpochSecond();

        assertThat(post("evt_1", now, "v1,AAAA " + signature("evt_1", now, body), body))
                .isEqualTo(204);
    }

    @Test
    void anOversizedOrFormShapedStrangerIsRefusedQuietly() {
        assertThat(post("x".repeat(4_000), 1, "v1,A", "{\"type\":\"" + "y".repeat(20_000) + "\"}"))
                .isEqualTo(401);
        assertThat(Await.result(web.postAbs(merchant.webhookUrl() + "?a=%zz")
                                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                                .sendBuffer(Buffer.buffer("a=%f")))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aSignedBodyThatIsNoEventIsRefused() {
        assertThat(postSigned("evt_1", "[]")).isEqualTo(400);
        assertThat(Book.rows(book)).isEmpty();
    }

    @Test
    void aFailureIsAnsweredBeforeAnythingIsBooked() {
        merchant.failNext(2);
        String body = event("evt_1", "payment.succeeded", "ORDER1");

        assertThat(postSigned("evt_1", body)).isEqualTo(500);
        assertThat(postSigned("evt_1", body)).isEqualTo(500);
        assertThat(Book.rows(book)).isEmpty();
        assertThat(postSigned("evt_1", body)).isEqualTo(204);
        assertThat(Book.rows(book)).hasSize(1);
    }

    @Test
    void aHangBooksAndNeverAnswers() {
        merchant.hangNext(1);
        String body = event("evt_1", "payment.succeeded", "ORDER1");
        long now = Instant.now().getEpochSecond();
        Future<?> unanswered = request("evt_1", now, signature("evt_1", now, body))
                .timeout(500)
                .sendBuffer(Buffer.buffer(body));

        Await.result(merchant.awaitEvent(event -> event.id().equals("evt_1"), 10_000));
        assertThatThrownBy(() -> Await.result(unanswered)).isInstanceOf(AssertionError.class);
        assertThat(postSigned("evt_1", body)).isEqualTo(204);
        assertThat(Book.rows(book)).hasSize(1);
    }

    @Test
    void waitingForWhatNeverComesEnds() {
        assertThatThrownBy(() -> Await.result(merchant.awaitEvent(event -> false, 1)))
                .hasRootCauseInstanceOf(TimeoutException.class);
    }
}
