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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class WechatCodePayTest {
    private static final String CODEPAY = TRANSACTIONS + "/codepay";

    @TempDir
    Path dir;

    private Path book;
    private WechatSimulator wechat;
    private WechatTestClient client;

    @BeforeEach
    void start(Vertx vertx) {
        book = dir.resolve("wechat.jsonl");
        PayerOptions payer = new PayerOptions(true, 20, 200);
        wechat = Await.result(
                WechatSimulator.start(vertx, WechatOptions.defaults(book).withPayer(payer)));
        client = new WechatTestClient(vertx, wechat.credentials());
    }

    private JsonObject merchant() {
        return new JsonObject()
                .put("appid", wechat.credentials().appid())
                .put("mchid", wechat.credentials().mchid());
    }

    private JsonObject order(String outTradeNo, int total, String code) {
        return merchant()
                .put("description", "绿茶")
                .put("out_trade_no", outTradeNo)
                .put("amount", new JsonObject().put("total", total).put("currency", "CNY"))
                .put("payer", new JsonObject().put("auth_code", code))
                .put("scene_info", new JsonObject().put("store_info", new JsonObject().put("out_id", "S1")));
    }

    private HttpResponse<Buffer> pay(String outTradeNo, int total) {
        return client.post(CODEPAY, order(outTradeNo, total, wechat.payerCode()));
    }

    private String state(String outTradeNo) {
        return client.get(TRANSACTIONS + "/out-trade-no/" + outTradeNo + "?mchid="
                        + wechat.credentials().mchid())
                .bodyAsJsonObject()
                .getString("trade_state");
    }

    private HttpResponse<Buffer> reverse(String outTradeNo) {
        return client.post(TRANSACTIONS + "/out-trade-no/" + outTradeNo + "/reverse", merchant());
    }

    private static String code(HttpResponse<Buffer> refusal) {
        return refusal.bodyAsJsonObject().getString("code");
    }

    private long booked(String kind) {
        return Book.rows(book).stream()
                .filter(row -> kind.equals(row.get("kind")) && "OK".equals(row.get("status")))
                .count();
    }

    @Test
    void aCodeOfThirteenPaysAtOnce() {
        assertThat(wechat.payerCode()).matches("13\\d{16}");
        JsonObject answer = pay("ORDER1", 1_200).bodyAsJsonObject();
        assertThat(answer.getString("trade_state")).isEqualTo("SUCCESS");
        assertThat(answer.getString("trade_type")).isEqualTo("MICROPAY");
        assertThat(booked("DEBIT")).isOne();
    }

    @Test
    void aBusyPayerIsUserpayingAndPaysLater() {
        assertThat(pay("ORDER1", 1_269).bodyAsJsonObject().getString("trade_state"))
                .isEqualTo("USERPAYING");
        Awaitility.await().until(() -> state("ORDER1").equals("SUCCESS"));
    }

    @Test
    void aBusyPayerMayCancel() {
        pay("ORDER1", 1_266);
        Awaitility.await().until(() -> state("ORDER1").equals("PAYERROR"));
        assertThat(booked("DEBIT")).isZero();
    }

    @Test
    void aPayerWithoutMoneyIsRefusedAtOnce() {
        assertThat(code(pay("ORDER1", 1_251))).isEqualTo("NOT_ENOUGH");
        assertThat(state("ORDER1")).isEqualTo("PAYERROR");
    }

    @Test
    void a500ComesAfterTheBooking() {
        HttpResponse<Buffer> answer = client.send(
                HttpMethod.POST,
                CODEPAY,
                order("ORDER1", 1_252, wechat.payerCode()).encode(),
                wechat.credentials().platformPublicKeyId());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(state("ORDER1")).isEqualTo("SUCCESS");
    }

    @Test
    void aSpentOrForeignCodeIsInvalid() {
        String spent = wechat.payerCode();
        client.post(CODEPAY, order("ORDER1", 1_200, spent));
        for (String bad : new String[] {spent, "281234567890123456", "1312", ""}) {
            assertThat(code(client.post(CODEPAY, order("ORDER2", 1_200, bad)))).isEqualTo("AUTH_CODE_INVALID");
        }
    }

    @Test
    void aPaymentWithoutAStoreIsMalformed() {
        JsonObject order = order("ORDER1", 1_200, wechat.payerCode());
        order.remove("scene_info");
        assertThat(code(client.post(CODEPAY, order))).isEqualTo("PARAM_ERROR");
    }

    @Test
    void reversingGivesBackClosesOrFindsNothing() {
        pay("ORDER1", 1_200);
        assertThat(reverse("ORDER1").bodyAsJsonObject().getString("out_trade_no"))
                .isEqualTo("ORDER1");
        assertThat(reverse("ORDER1").statusCode()).isEqualTo(200);
        assertThat(state("ORDER1")).isEqualTo("REVOKED");
        pay("ORDER2", 1_269);
        reverse("ORDER2");
        assertThat(state("ORDER2")).isEqualTo("REVOKED");
        assertThat(code(reverse("ORDER3"))).isEqualTo("ORDER_NOT_EXIST");
        assertThat(booked("REFUND")).isOne();
    }

    @Test
    void anOrderThatThePayerScansIsNotReversed() {
        client.post(
                TRANSACTIONS + "/native", order("ORDER1", 1_269, "").put("notify_url", "http://127.0.0.1:1/notify"));
        assertThat(code(reverse("ORDER1"))).isEqualTo("INVALID_REQUEST");
    }
}
