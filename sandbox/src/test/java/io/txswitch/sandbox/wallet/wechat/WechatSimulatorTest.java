package io.txswitch.sandbox.wallet.wechat;

import static io.txswitch.sandbox.wallet.wechat.WechatTestClient.REFUNDS;
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
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class WechatSimulatorTest {
    @TempDir
    Path dir;

    private Path book;
    private WechatSimulator wechat;
    private WechatTestClient client;

    @BeforeEach
    void start(Vertx vertx) {
        book = dir.resolve("wechat.jsonl");
        begin(vertx, new PayerOptions(false, 1, 1));
    }

    private void begin(Vertx vertx, PayerOptions payer) {
        wechat = Await.result(
                WechatSimulator.start(vertx, WechatOptions.defaults(book).withPayer(payer)));
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

    private void paidOrder(String outTradeNo, int total) {
        make(outTradeNo, total);
        Await.result(wechat.pay(outTradeNo));
    }

    private HttpResponse<Buffer> query(String outTradeNo) {
        return client.get(TRANSACTIONS + "/out-trade-no/" + outTradeNo + "?mchid="
                + wechat.credentials().mchid());
    }

    private String state(String outTradeNo) {
        return query(outTradeNo).bodyAsJsonObject().getString("trade_state");
    }

    private HttpResponse<Buffer> close(String outTradeNo) {
        return client.post(
                TRANSACTIONS + "/out-trade-no/" + outTradeNo + "/close",
                new JsonObject().put("mchid", wechat.credentials().mchid()));
    }

    private static JsonObject refundOf(String outTradeNo, String refundNo, int total, int refund) {
        return new JsonObject()
                .put("out_trade_no", outTradeNo)
                .put("out_refund_no", refundNo)
                .put(
                        "amount",
                        new JsonObject()
                                .put("total", total)
                                .put("refund", refund)
                                .put("currency", "CNY"));
    }

    private HttpResponse<Buffer> refund(String outTradeNo, String refundNo, int total, int refund) {
        return client.post(REFUNDS, refundOf(outTradeNo, refundNo, total, refund));
    }

    private static void assertRefused(HttpResponse<Buffer> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.bodyAsJsonObject().getString("code")).isEqualTo(code);
    }

    private List<String> bookKinds() {
        return Book.rows(book).stream()
                .map(row -> row.get("kind") + " " + row.get("amount_minor") + " " + row.get("status"))
                .toList();
    }

    @Test
    void aPaidOrderIsAnsweredAndBooked() {
        assertThat(make("ORDER1", 1234).bodyAsJsonObject().getString("code_url"))
                .startsWith("weixin://");
        assertThat(state("ORDER1")).isEqualTo("NOTPAY");
        assertThat(query("ORDER1").bodyAsJsonObject().containsKey("transaction_id"))
                .isFalse();

        Await.result(wechat.pay("ORDER1"));

        JsonObject paid = query("ORDER1").bodyAsJsonObject();
        assertThat(paid.getString("trade_state")).isEqualTo("SUCCESS");
        assertThat(paid.getJsonObject("amount").getInteger("total")).isEqualTo(1234);
        String byId = TRANSACTIONS + "/id/" + paid.getString("transaction_id") + "?mchid="
                + wechat.credentials().mchid();
        assertThat(client.get(byId).bodyAsJsonObject()).isEqualTo(paid);
        assertThat(Book.rows(book).getFirst())
                .containsEntry("wallet", "wechat")
                .containsEntry("kind", "DEBIT")
                .containsEntry("out_trade_no", "ORDER1")
                .containsEntry("trade_no", paid.getString("transaction_id"))
                .containsEntry("amount_minor", 1234)
                .containsEntry("mch_id", wechat.credentials().mchid())
                .containsEntry("app_id", wechat.credentials().appid())
                .containsEntry("status", "OK");
    }

    @Test
    void theSameOrderAgainGivesTheSameCodeAndOtherContentIsRefused() {
        String code = make("ORDER1", 100).bodyAsString();

        assertThat(make("ORDER1", 100).bodyAsString()).isEqualTo(code);
        assertRefused(make("ORDER1", 101), 403, "OUT_TRADE_NO_USED");
        Await.result(wechat.pay("ORDER1"));
        assertRefused(make("ORDER1", 100), 400, "ORDER_PAID");
    }

    @Test
    void aClosedOrderCanNeverBePaid() {
        make("ORDER1", 100);

        assertThat(close("ORDER1").statusCode()).isEqualTo(204);
        Await.result(wechat.pay("ORDER1"));

        assertThat(state("ORDER1")).isEqualTo("CLOSED");
        assertRefused(close("ORDER1"), 400, "ORDER_CLOSED");
        assertRefused(make("ORDER1", 100), 400, "ORDER_CLOSED");
        assertThat(bookKinds()).containsExactly("CLOSE 100 OK");
    }

    @Test
    void aPaidOrUnknownOrderCannotBeClosed() {
        paidOrder("ORDER1", 100);

        assertRefused(close("ORDER1"), 400, "ORDER_PAID");
        assertRefused(close("UNKNOWN"), 404, "ORDER_NOT_EXIST");
        assertRefused(query("UNKNOWN"), 404, "ORDER_NOT_EXIST");
    }

    @Test
    void aRefundIsAcceptedOnceAndLaterSucceeds() {
        paidOrder("ORDER1", 1000);

        JsonObject accepted = refund("ORDER1", "R1", 1000, 300).bodyAsJsonObject();
        JsonObject again = refund("ORDER1", "R1", 1000, 300).bodyAsJsonObject();
        refund("ORDER1", "R2", 1000, 700);

        assertThat(accepted.getString("status")).isEqualTo("PROCESSING");
        assertThat(again.getString("refund_id")).isEqualTo(accepted.getString("refund_id"));
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                client.get(REFUNDS + "/R1").bodyAsJsonObject().getString("status"))
                        .isEqualTo("SUCCESS"));
        assertThat(state("ORDER1")).isEqualTo("REFUND");
        assertThat(bookKinds()).containsExactly("DEBIT 1000 OK", "REFUND 300 OK", "REFUND 700 OK");
    }

    @Test
    void aRefundMayNameTheTransactionId() {
        paidOrder("ORDER1", 1000);
        String id = query("ORDER1").bodyAsJsonObject().getString("transaction_id");
        JsonObject request = refundOf("", "R1", 1000, 1000).put("transaction_id", id);
        request.remove("out_trade_no");

        assertThat(client.post(REFUNDS, request).bodyAsJsonObject().getString("out_trade_no"))
                .isEqualTo("ORDER1");
    }

    @Test
    void refundsThatDoNotFitTheOrderAreRefused() {
        make("OPEN01", 1000);
        paidOrder("PAID01", 1000);
        paidOrder("PAID02", 1000);
        refund("PAID01", "R1", 1000, 300);

        assertRefused(refund("NONE01", "R9", 1000, 1), 404, "RESOURCE_NOT_EXISTS");
        assertRefused(refund("OPEN01", "R9", 1000, 1), 400, "INVALID_REQUEST");
        assertRefused(refund("PAID01", "R1", 1000, 301), 400, "INVALID_REQUEST");
        assertRefused(refund("PAID02", "R1", 1000, 300), 400, "INVALID_REQUEST");
        assertRefused(refund("PAID01", "R9", 1000, 701), 400, "INVALID_REQUEST");
        assertRefused(refund("PAID01", "R9", 999, 1), 400, "INVALID_REQUEST");
        assertRefused(refund("PAID01", "R9", 1000, 0), 400, "PARAM_ERROR");
        assertRefused(client.get(REFUNDS + "/R9"), 404, "RESOURCE_NOT_EXISTS");
    }

    @Test
    void thePayerFollowsTheScriptOfTheAmount(Vertx vertx) {
        begin(vertx, new PayerOptions(true, 1, 50));
        make("PLAIN1", 100);
        make("DECLINED", 151);
        make("SILENT", 168);
        make("LATE01", 169);

        Awaitility.await().untilAsserted(() -> {
            assertThat(state("PLAIN1")).isEqualTo("SUCCESS");
            assertThat(state("DECLINED")).isEqualTo("CLOSED");
            assertThat(state("SILENT")).isEqualTo("SUCCESS");
            assertThat(state("LATE01")).isEqualTo("SUCCESS");
        });
        assertThat(bookKinds()).contains("DEBIT 151 REFUSED", "CLOSE 151 OK", "DEBIT 168 OK", "DEBIT 169 OK");
    }

    @Test
    void malformedOrdersAreRefused() {
        assertRefused(make("SHORT", 100), 400, "PARAM_ERROR");
        assertRefused(make("ORDER1", 0), 400, "PARAM_ERROR");
        assertRefused(make("ORDER1", "100"), 400, "PARAM_ERROR");
        assertRefused(make("ORDER1", new JsonObject()), 400, "PARAM_ERROR");
        JsonObject foreign = order("ORDER1", 100).put("appid", "wx1");
        assertRefused(client.post(TRANSACTIONS + "/native", foreign), 400, "APPID_MCHID_NOT_MATCH");
        assertRefused(client.get(TRANSACTIONS + "/out-trade-no/ORDER1?mchid=1"), 400, "PARAM_ERROR");
        assertRefused(client.get("/v3/nothing"), 404, "NOT_FOUND");
        String serial = wechat.credentials().platformPublicKeyId();
        assertRefused(
                client.send(HttpMethod.POST, TRANSACTIONS + "/native", "[1", serial), 400, "APPID_MCHID_NOT_MATCH");
    }

    @Test
    void keysAreMaskedInText() {
        assertThat(wechat.credentials().toString())
                .doesNotContain(wechat.credentials().apiV3Key())
                .doesNotContain("PRIVATE KEY");
    }
}
