package io.txswitch.sandbox.wallet.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Await;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.txswitch.sandbox.wallet.WalletKeys;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class AlipayGatewayTest {
    private static final String PRECREATE = "alipay.trade.precreate";
    private static final String QUERY = "alipay.trade.query";

    @TempDir
    Path dir;

    private Path book;
    private AlipayTestClient client;

    @BeforeEach
    void start(Vertx vertx) {
        book = dir.resolve("alipay.jsonl");
        AlipaySimulator alipay = Await.result(
                AlipaySimulator.start(vertx, AlipayOptions.defaults(book).withPayer(PayerOptions.BY_HAND)));
        client = new AlipayTestClient(vertx, alipay.credentials());
    }

    private static JsonObject order(String outTradeNo, String amount) {
        return new JsonObject()
                .put("out_trade_no", outTradeNo)
                .put("total_amount", amount)
                .put("subject", "绿茶 tea + cup; 100%");
    }

    private static JsonObject named(String outTradeNo) {
        return new JsonObject().put("out_trade_no", outTradeNo);
    }

    @Test
    void amountsThatAreNoYuanAreRefused() {
        List<String> amounts = List.of("0.00", "-1.00", "1.001", "1e3", "", " 1", "9999999999.00", "１.00");
        assertThat(amounts)
                .allSatisfy(amount -> assertThat(
                                client.call(PRECREATE, order("ORDER1", amount)).getString("sub_code"))
                        .isEqualTo("ACQ.INVALID_PARAMETER"));
    }

    @Test
    void fieldsOfTheWrongShapeAreRefused() {
        assertThat(client.call(PRECREATE, order("ORDER-1", "1.00")).getString("sub_code"))
                .isEqualTo("ACQ.INVALID_PARAMETER");
        assertThat(client.call(PRECREATE, order("ORDER1", "1.00").put("subject", "a=b"))
                        .getString("sub_code"))
                .isEqualTo("ACQ.INVALID_PARAMETER");
        assertThat(client.call(PRECREATE, order("ORDER1", "1.00").put("total_amount", 100))
                        .getString("sub_code"))
                .isEqualTo("ACQ.INVALID_PARAMETER");
        assertThat(client.call(PRECREATE, order("ORDER1", "1.00"), "ftp://x/").getString("sub_code"))
                .isEqualTo("ACQ.INVALID_PARAMETER");
        assertThat(client.call(QUERY, new JsonObject()).getString("sub_code")).isEqualTo("ACQ.INVALID_PARAMETER");
    }

    @Test
    void aRequestAlteredAfterSigningIsRefused() {
        assertThat(afterSigning(
                        all -> all.put("biz_content", order("ORDER1", "0.01").encode())))
                .isEqualTo("isv.invalid-signature");
        assertThat(afterSigning(all -> all.put("notify_url", "http://127.0.0.1:1/evil")))
                .isEqualTo("isv.invalid-signature");
        assertThat(afterSigning(all -> all.put("sign", "AAAA"))).isEqualTo("isv.invalid-signature");
        assertThat(afterSigning(all -> all.put("sign", "not base64!"))).isEqualTo("isv.invalid-signature");
        assertThat(afterSigning(all -> all.remove("sign"))).isEqualTo("isv.missing-signature");
        assertThat(afterSigning(all -> all.put("sign_type", "RSA"))).isEqualTo("isv.invalid-signature-type");
        assertThat(afterSigning(all -> all.put("app_id", "2021"))).isEqualTo("isv.invalid-app-id");
        assertThat(Book.rows(book)).isEmpty();
    }

    private String afterSigning(Consumer<Map<String, String>> change) {
        Map<String, String> all = client.signed(client.parameters(PRECREATE, order("ORDER1", "1.00"), ""));
        change.accept(all);
        JsonObject node = client.post(all).bodyAsJsonObject().getJsonObject("alipay_trade_precreate_response");
        return node.getString("sub_code");
    }

    @Test
    void anotherApplicationsKeyDoesNotSign() {
        WalletKeys stranger = WalletKeys.generate();
        String text = AlipayTestClient.joined(client.parameters(QUERY, named("ORDER1"), ""));
        assertThat(afterSigning(all -> all.put("sign", stranger.sign(text)))).isEqualTo("isv.invalid-signature");
    }

    @Test
    void properlySignedNonsenseIsRefused() {
        assertThat(beforeSigning(all -> all.put(
                        "timestamp", AlipayTestClient.timestamp(Instant.now().minusSeconds(3600)))))
                .isEqualTo("isv.invalid-timestamp");
        assertThat(beforeSigning(all -> all.put("timestamp", "yesterday"))).isEqualTo("isv.invalid-timestamp");
        assertThat(beforeSigning(all -> all.put("biz_content", "[1]"))).isEqualTo("isv.invalid-format");
        assertThat(beforeSigning(all -> all.put("biz_content", "{"))).isEqualTo("isv.invalid-format");
        assertThat(beforeSigning(all -> all.put("method", "alipay.trade.steal")))
                .isEqualTo("isv.invalid-method");
    }

    private String beforeSigning(Consumer<Map<String, String>> change) {
        Map<String, String> all = client.parameters(PRECREATE, order("ORDER1", "1.00"), "");
        change.accept(all);
        JsonObject answer = client.post(client.signed(all)).bodyAsJsonObject();
        String node = answer.fieldNames().iterator().next();
        return answer.getJsonObject(node).getString("sub_code");
    }

    @Test
    void aParameterGivenTwiceIsRefused() {
        Map<String, String> all = client.signed(client.parameters(QUERY, named("ORDER1"), ""));
        Map<String, String> query = new TreeMap<>(all);
        query.remove("biz_content");
        String form = AlipayTestClient.encoded(Map.of("biz_content", all.get("biz_content")));

        String body = client.postRaw(AlipayTestClient.encoded(query) + "&app_id=2021", form)
                .bodyAsString();

        assertThat(body).contains("isv.invalid-signature");
    }

    @Test
    void brokenPercentEncodingIsRefused() {
        assertThat(client.postRaw("app_id=2021", "biz_content=%f").statusCode()).isEqualTo(400);
        assertThat(client.postRaw("app_id=%zz&sign=%", "biz_content=").statusCode())
                .isEqualTo(400);
    }

    @Test
    void anOversizedBodyIsRefused() {
        assertThat(client.postRaw("app_id=2021", "biz_content=" + "x".repeat(100_000))
                        .statusCode())
                .isEqualTo(413);
    }
}
