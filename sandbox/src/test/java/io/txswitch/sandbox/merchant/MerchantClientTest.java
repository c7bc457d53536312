package io.txswitch.sandbox.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.wallet.Await;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MerchantClientTest {
    private static final Pattern HEADER = Pattern.compile("TXSWITCH-HMAC-SHA256 app_id=app1,timestamp=(\\d{10}),"
            + "nonce=([A-Za-z0-9_-]{16,64}),signature=([0-9a-f]{64})");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    /** A request as the server saw it. */
    private record Seen(String method, String uri, String authorization, String body) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger polls = new AtomicInteger();
    private String baseUrl;
    private MerchantClient client;
    private RandomGenerator random;

    @BeforeEach
    void start(Vertx vertx) {
        HttpServer server = Await.result(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    seen.add(new Seen(
                            request.method().name(),
                            request.uri(),
                            request.getHeader("Authorization"),
                            body.toString()));
                    String status = polls.incrementAndGet() < 3 ? "pending" : "succeeded";
                    request.response()
                            .setStatusCode(201)
                            .end(new JsonObject().put("status", status).encode());
                }))
                .listen(0, "127.0.0.1"));
        baseUrl = "http://127.0.0.1:" + server.actualPort();
        random = RandomGenerator.of("L64X128MixRandom");
        client = new MerchantClient(vertx, baseUrl, MerchantKeys.generate("app1", random), () -> NOW, random);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String signature(String secret, Seen request, String timestamp, String nonce) throws Exception {
        String digest =
                hex(MessageDigest.getInstance("SHA-256").digest(request.body().getBytes("UTF-8")));
        String text = String.join("\n", request.method(), request.uri(), timestamp, nonce, digest) + "\n";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes("UTF-8"), "HmacSHA256"));
        return hex(mac.doFinal(text.getBytes("UTF-8")));
    }

    private static boolean verifies(Seen request, MerchantKeys keys) throws Exception {
        Matcher header = HEADER.matcher(request.authorization());
        assertThat(header.matches()).isTrue();
        return signature(keys.apiSecret(), request, header.group(1), header.group(2))
                .equals(header.group(3));
    }

    @Test
    void everyRequestIsSigned(Vertx vertx) throws Exception {
        MerchantKeys keys = MerchantKeys.generate("app1", random);
        MerchantClient signing = new MerchantClient(vertx, baseUrl, keys, () -> NOW, random);

        Await.result(signing.createPayment(new NewPayment("O1", "alipay_qr", 1234, "绿茶", "")));
        Await.result(signing.getPayment("0PAYMENT00001"));
        Await.result(signing.createRefund(new NewRefund("R1", "0PAYMENT00001", 100, "broken")));
        Await.result(signing.raw(HttpMethod.GET, "/v1/payments?order_no=O1", ""));

        List<Seen> requests = new ArrayList<>(seen);
        assertThat(requests)
                .extracting(Seen::uri)
                .containsExactly(
                        "/v1/payments", "/v1/payments/0PAYMENT00001", "/v1/refunds", "/v1/payments?order_no=O1");
        for (Seen request : requests) {
            assertThat(verifies(request, keys)).isTrue();
        }
        assertThat(new JsonObject(requests.getFirst().body()))
                .isEqualTo(new JsonObject()
                        .put("order_no", "O1")
                        .put("product", "alipay_qr")
                        .put("amount", 1234)
                        .put("currency", "CNY")
                        .put("subject", "绿茶"));
        assertThat(requests).extracting(Seen::authorization).doesNotHaveDuplicates();
    }

    @Test
    void theSignatureIsThatOfTheSpecifiedText() {
        MerchantKeys keys = new MerchantKeys("app1", "secret", "whsec_AAAA");
        SignedRequest signed =
                SignedRequest.sign(keys, HttpMethod.GET, "/v1/payments/1", "", 1_767_323_045L, "0123456789abcdef");

        assertThat(signed.authorization())
                .isEqualTo("TXSWITCH-HMAC-SHA256 app_id=app1,timestamp=1767323045,nonce=0123456789abcdef,"
                        + "signature=e42ab98e2ab4e8e9b90f5b7affc318ad631adf91890bf11ad78439c8e0ee41f5");
    }

    @Test
    void aTamperedRequestDoesNotVerify(Vertx vertx) throws Exception {
        MerchantKeys keys = MerchantKeys.generate("app1", random);
        MerchantClient signing = new MerchantClient(vertx, baseUrl, keys, () -> NOW, random);

        Await.result(signing.tampered(HttpMethod.POST, "/v1/payments", "{\"amount\":1}"));

        assertThat(verifies(seen.getFirst(), keys)).isFalse();
        assertThat(new JsonObject(seen.getFirst().body()).getInteger("amount")).isEqualTo(1);
    }

    @Test
    void theCurlCommandSendsWhatWasSigned() throws Exception {
        String command = client.curl(HttpMethod.POST, "/v1/payments", "{\"subject\":\"it's tea\"}");
        Process curl = new ProcessBuilder("bash", "-c", command).start();
        String output = new String(curl.getInputStream().readAllBytes());

        assertThat(curl.waitFor()).isZero();
        assertThat(output).contains("pending");
        assertThat(seen.getFirst().body()).isEqualTo("{\"subject\":\"it's tea\"}");
        assertThat(HEADER.matcher(seen.getFirst().authorization()).matches()).isTrue();
    }

    @Test
    void awaitingAPaymentAsksUntilItIsAsWanted() {
        ApiAnswer answer = Await.result(client.awaitPayment(
                "0PAYMENT00001", given -> given.text("status").equals("succeeded"), 10_000));

        assertThat(answer.ok()).isTrue();
        assertThat(seen).hasSize(3);
    }

    @Test
    void lightTrafficPaysPlainAmountsWithBothWallets(Vertx vertx) {
        MerchantTraffic traffic = MerchantTraffic.start(vertx, client, random, "T-", 100);
        Awaitility.await().until(() -> traffic.created() >= 10);
        traffic.stop();

        assertThat(traffic.failed()).isZero();
        assertThat(seen).extracting(Seen::body).allSatisfy(body -> {
            JsonObject payment = new JsonObject(body);
            assertThat(payment.getLong("amount")).isPositive();
            assertThat(payment.getLong("amount") % 100).isLessThan(50);
        });
        assertThat(seen)
                .extracting(request -> new JsonObject(request.body()).getString("product"))
                .contains("alipay_qr", "wechat_qr");
    }

    @Test
    void secretsAreMaskedInText() {
        MerchantKeys keys = MerchantKeys.generate("app1", random);
        assertThat(keys.toString()).doesNotContain(keys.apiSecret()).doesNotContain(keys.webhookSecret());
    }
}
