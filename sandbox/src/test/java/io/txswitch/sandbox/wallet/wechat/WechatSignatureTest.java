package io.txswitch.sandbox.wallet.wechat;

import static io.txswitch.sandbox.wallet.wechat.WechatTestClient.TRANSACTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Await;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class WechatSignatureTest {
    @TempDir
    Path dir;

    private Path book;
    private WechatSimulator wechat;
    private WechatTestClient client;

    @BeforeEach
    void start(Vertx vertx) {
        book = dir.resolve("wechat.jsonl");
        wechat = Await.result(
                WechatSimulator.start(vertx, WechatOptions.defaults(book).withPayer(PayerOptions.BY_HAND)));
        client = new WechatTestClient(vertx, wechat.credentials());
    }

    private JsonObject order(String outTradeNo, Object total) {
        return new JsonObject()
                .put("appid", wechat.credentials().appid())
                .put("mchid", wechat.credentials().mchid())
                .put("description", "绿茶")
                .put("out_trade_no", outTradeNo)
                .put("notify_url", "http://127.0.0.1:1/notify")
                .put("amount", new JsonObject().put("total", total).put("currency", "CNY"));
    }

    private HttpResponse<Buffer> make(String outTradeNo, Object total) {
        return client.post(TRANSACTIONS + "/native", order(outTradeNo, total));
    }

    private HttpResponse<Buffer> close(String outTradeNo) {
        return client.post(
                TRANSACTIONS + "/out-trade-no/" + outTradeNo + "/close",
                new JsonObject().put("mchid", wechat.credentials().mchid()));
    }

    private static void assertRefused(HttpResponse<Buffer> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.bodyAsJsonObject().getString("code")).isEqualTo(code);
    }

    @Test
    void answersCarrySignatureHeadersInExactlyThisSpelling() {
        assertThat(make("ORDER1", 100).headers().names())
                .contains(
                        "Wechatpay-Timestamp",
                        "Wechatpay-Nonce",
                        "Wechatpay-Serial",
                        "Wechatpay-Signature",
                        "Request-ID");
        HttpResponse<Buffer> closed = close("ORDER1");
        assertThat(closed.statusCode()).isEqualTo(204);
        assertThat(closed.headers().names()).contains("Wechatpay-Signature");
        assertThat(closed.body()).isNull();
    }

    @Test
    void thePlatformCertificateIsDeliveredSealedAndSignsAnswers() {
        HttpResponse<Buffer> answer = client.send(HttpMethod.GET, "/v3/certificates?algorithm_type=RSA", "", "");
        JsonObject entry = answer.bodyAsJsonObject().getJsonArray("data").getJsonObject(0);
        X509Certificate certificate =
                WechatTestClient.certificate(client.open(entry.getJsonObject("encrypt_certificate")));

        assertThat(certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT))
                .isEqualTo(entry.getString("serial_no"))
                .isEqualTo(wechat.credentials().platformCertificateSerial())
                .isEqualTo(answer.getHeader("Wechatpay-Serial"));
        assertThat(certificate.getNotAfter().toInstant()).isAfter(Instant.now());
        assertThat(certificate.getNotBefore().toInstant()).isBefore(Instant.now());
        WechatTestClient.checked(answer, certificate.getPublicKey());

        HttpResponse<Buffer> order = client.send(
                HttpMethod.POST, TRANSACTIONS + "/native", order("ORDER1", 100).encode(), entry.getString("serial_no"));
        WechatTestClient.checked(order, certificate.getPublicKey());
    }

    @Test
    void theCertificateSignsItself() throws Exception {
        HttpResponse<Buffer> answer = client.send(HttpMethod.GET, "/v3/certificates", "", "");
        JsonObject entry = answer.bodyAsJsonObject().getJsonArray("data").getJsonObject(0);
        X509Certificate certificate =
                WechatTestClient.certificate(client.open(entry.getJsonObject("encrypt_certificate")));

        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getVersion()).isEqualTo(3);
    }

    @Test
    void requestsThatAreNotProperlySignedAreRefused() {
        String path = TRANSACTIONS + "/native";
        String body = order("ORDER1", 100).encode();
        String good = client.authorization(HttpMethod.POST, path, body, Instant.now());
        String stale =
                client.authorization(HttpMethod.POST, path, body, Instant.now().minusSeconds(600));

        assertUnsigned(path, order("ORDER1", 1).encode(), good);
        assertUnsigned(path + "?a=b", body, good);
        assertUnsigned(path, body, stale);
        assertUnsigned(path, body, "");
        assertUnsigned(path, body, "WECHATPAY2-SHA256-RSA2048 mchid=\"\",signature=\"%%\"");
        assertUnsigned(path, body, good.replace("signature=\"", "signature=\"AAAA"));
        assertUnsigned(path, body, good.replace("timestamp=\"", "timestamp=\"x"));
        assertThat(Book.rows(book)).isEmpty();
    }

    private void assertUnsigned(String path, String body, String authorization) {
        assertRefused(client.sendAs(HttpMethod.POST, path, body, "", authorization), 401, "SIGN_ERROR");
    }
}
