package io.txswitch.sandbox.wallet.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Await;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class AlipaySimulatorTest {
    private static final String PRECREATE = "alipay.trade.precreate";
    private static final String QUERY = "alipay.trade.query";
    private static final String CLOSE = "alipay.trade.close";
    private static final String CANCEL = "alipay.trade.cancel";
    private static final String REFUND = "alipay.trade.refund";
    private static final String REFUND_QUERY = "alipay.trade.fastpay.refund.query";

    @TempDir
    Path dir;

    private Path book;
    private AlipaySimulator alipay;
    private AlipayTestClient client;

    @BeforeEach
    void start(Vertx vertx) {
        book = dir.resolve("alipay.jsonl");
        begin(vertx, PayerOptions.BY_HAND);
    }

    private void begin(Vertx vertx, PayerOptions payer) {
        alipay = Await.result(
                AlipaySimulator.start(vertx, AlipayOptions.defaults(book).withPayer(payer)));
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

    private static JsonObject refund(String outTradeNo, String requestNo, String amount) {
        return named(outTradeNo).put("out_request_no", requestNo).put("refund_amount", amount);
    }

    private void paidOrder(String outTradeNo, String amount) {
        client.call(PRECREATE, order(outTradeNo, amount));
        Await.result(alipay.pay(outTradeNo));
    }

    private List<String> bookKinds() {
        return Book.rows(book).stream()
                .map(row -> row.get("kind") + " " + row.get("amount_minor") + " " + row.get("status"))
                .toList();
    }

    @Test
    void aPaidOrderIsAnsweredAndBooked() {
        JsonObject made = client.call(PRECREATE, order("ORDER1", "12.34"));
        assertThat(made.getString("code")).isEqualTo("10000");
        assertThat(made.getString("qr_code")).startsWith("https://");

        Await.result(alipay.pay("ORDER1"));

        JsonObject paid = client.call(QUERY, named("ORDER1"));
        assertThat(paid.getString("trade_status")).isEqualTo("TRADE_SUCCESS");
        assertThat(paid.getString("total_amount")).isEqualTo("12.34");
        assertThat(client.call(QUERY, new JsonObject().put("trade_no", paid.getString("trade_no"))))
                .isEqualTo(paid);
        Map<String, Object> row = Book.rows(book).getFirst();
        assertThat(row)
                .containsEntry("wallet", "alipay")
                .containsEntry("kind", "DEBIT")
                .containsEntry("out_trade_no", "ORDER1")
                .containsEntry("trade_no", paid.getString("trade_no"))
                .containsEntry("amount_minor", 1234)
                .containsEntry("currency", "CNY")
                .containsEntry("app_id", alipay.credentials().appId())
                .containsEntry("mch_id", alipay.credentials().sellerId())
                .containsEntry("status", "OK")
                .containsKey("at")
                .doesNotContainKey("out_request_no");
    }

    @Test
    void aTradeIsUnknownUntilSomebodyScansItsCode() {
        client.call(PRECREATE, order("ORDER1", "1.00"));
        assertThat(client.call(QUERY, named("ORDER1")).getString("sub_code")).isEqualTo("ACQ.TRADE_NOT_EXIST");

        Await.result(alipay.scan("ORDER1"));

        assertThat(client.call(QUERY, named("ORDER1")).getString("trade_status"))
                .isEqualTo("WAIT_BUYER_PAY");
        assertThat(client.call(QUERY, named("OTHER")).getString("sub_code")).isEqualTo("ACQ.TRADE_NOT_EXIST");
    }

    @Test
    void theSameOrderAgainGivesTheSameCodeAndOtherContentIsRefused() {
        JsonObject first = client.call(PRECREATE, order("ORDER1", "1.00"));

        assertThat(client.call(PRECREATE, order("ORDER1", "1.00"))).isEqualTo(first);
        assertThat(client.call(PRECREATE, order("ORDER1", "1.01")).getString("sub_code"))
                .isEqualTo("ACQ.CONTEXT_INCONSISTENT");
        Await.result(alipay.pay("ORDER1"));
        assertThat(client.call(PRECREATE, order("ORDER1", "1.00")).getString("sub_code"))
                .isEqualTo("ACQ.TRADE_HAS_SUCCESS");
    }

    @Test
    void aClosedCodeCanNeverBePaid() {
        client.call(PRECREATE, order("ORDER1", "1.00"));

        assertThat(client.call(CLOSE, named("ORDER1")).getString("code")).isEqualTo("10000");
        Await.result(alipay.pay("ORDER1"));

        assertThat(client.call(QUERY, named("ORDER1")).getString("trade_status"))
                .isEqualTo("TRADE_CLOSED");
        assertThat(client.call(CLOSE, named("ORDER1")).getString("sub_code")).isEqualTo("ACQ.TRADE_STATUS_ERROR");
        assertThat(client.call(PRECREATE, order("ORDER1", "1.00")).getString("sub_code"))
                .isEqualTo("ACQ.TRADE_HAS_CLOSE");
        assertThat(bookKinds()).containsExactly("CLOSE 100 OK");
    }

    @Test
    void aPaidTradeCannotBeClosed() {
        paidOrder("ORDER1", "1.00");

        assertThat(client.call(CLOSE, named("ORDER1")).getString("sub_code")).isEqualTo("ACQ.TRADE_STATUS_ERROR");
        assertThat(client.call(CLOSE, named("OTHER")).getString("sub_code")).isEqualTo("ACQ.TRADE_NOT_EXIST");
    }

    @Test
    void cancellingClosesTheOpenRefundsThePaidAndIgnoresTheUnknown() {
        client.call(PRECREATE, order("OPEN", "1.00"));
        paidOrder("PAID", "2.00");

        assertThat(client.call(CANCEL, named("OPEN")).getString("action")).isEqualTo("close");
        assertThat(client.call(CANCEL, named("PAID")).getString("action")).isEqualTo("refund");
        JsonObject again = client.call(CANCEL, named("PAID"));
        assertThat(again.getString("code")).isEqualTo("10000");
        assertThat(again.containsKey("action")).isFalse();
        assertThat(client.call(CANCEL, named("UNKNOWN")).containsKey("action")).isFalse();
        assertThat(bookKinds()).containsExactly("DEBIT 200 OK", "CLOSE 100 OK", "REFUND 200 OK");
        assertThat(client.call(QUERY, named("PAID")).getString("trade_status")).isEqualTo("TRADE_CLOSED");
    }

    @Test
    void aRepeatedRefundMovesNoMoneyAgain() {
        paidOrder("ORDER1", "10.00");

        JsonObject first = client.call(REFUND, refund("ORDER1", "R1", "3.00"));
        JsonObject again = client.call(REFUND, refund("ORDER1", "R1", "3.00"));
        JsonObject second = client.call(REFUND, refund("ORDER1", "R2", "7.00"));

        assertThat(first.getString("fund_change")).isEqualTo("Y");
        assertThat(first.getString("refund_fee")).isEqualTo("3.00");
        assertThat(again.getString("fund_change")).isEqualTo("N");
        assertThat(second.getString("refund_fee")).isEqualTo("10.00");
        assertThat(second.getString("send_back_fee")).isEqualTo("7.00");
        assertThat(client.call(QUERY, named("ORDER1")).getString("trade_status"))
                .isEqualTo("TRADE_CLOSED");
        assertThat(bookKinds()).containsExactly("DEBIT 1000 OK", "REFUND 300 OK", "REFUND 700 OK");
        assertThat(Book.rows(book).get(1)).containsEntry("out_request_no", "R1");
    }

    @Test
    void refundsThatDoNotFitTheTradeAreRefused() {
        client.call(PRECREATE, order("OPEN", "10.00"));
        paidOrder("PAID", "10.00");
        client.call(REFUND, refund("PAID", "R1", "3.00"));

        assertThat(refusal(refund("NONE", "R", "1.00"))).isEqualTo("ACQ.TRADE_NOT_EXIST");
        assertThat(refusal(refund("OPEN", "R", "1.00"))).isEqualTo("ACQ.TRADE_NOT_EXIST");
        Await.result(alipay.scan("OPEN"));
        assertThat(refusal(refund("OPEN", "R", "1.00"))).isEqualTo("ACQ.TRADE_STATUS_ERROR");
        assertThat(refusal(refund("PAID", "R1", "3.01"))).isEqualTo("ACQ.CONTEXT_INCONSISTENT");
        assertThat(refusal(refund("PAID", "R2", "7.01"))).isEqualTo("ACQ.REASON_TRADE_REFUND_FEE_ERR");
        assertThat(refusal(refund("PAID", "", "1.00"))).isEqualTo("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
        assertThat(refusal(refund("PAID", "R3", "0.00"))).isEqualTo("ACQ.INVALID_PARAMETER");
        client.call(REFUND, refund("PAID", "R4", "7.00"));
        assertThat(refusal(refund("PAID", "R5", "0.01"))).isEqualTo("ACQ.TRADE_HAS_CLOSE");
    }

    private String refusal(JsonObject biz) {
        return client.call(REFUND, biz).getString("sub_code");
    }

    @Test
    void aRefundQueryTellsTheAcceptedFromTheUnheardOf() {
        paidOrder("ORDER1", "10.00");
        client.call(REFUND, refund("ORDER1", "R1", "3.00"));

        JsonObject known = client.call(REFUND_QUERY, named("ORDER1").put("out_request_no", "R1"));
        JsonObject unknown = client.call(REFUND_QUERY, named("ORDER1").put("out_request_no", "R2"));

        assertThat(known.getString("refund_status")).isEqualTo("REFUND_SUCCESS");
        assertThat(known.getString("refund_amount")).isEqualTo("3.00");
        assertThat(unknown.getString("code")).isEqualTo("10000");
        assertThat(unknown.containsKey("refund_status")).isFalse();
    }

    @Test
    void thePayerFollowsTheScriptOfTheAmount(Vertx vertx) {
        begin(vertx, new PayerOptions(true, 1, 50));

        client.call(PRECREATE, order("PLAIN", "1.00"));
        client.call(PRECREATE, order("DECLINED", "1.51"));
        client.call(PRECREATE, order("SILENT", "1.68"));
        client.call(PRECREATE, order("LATE", "1.69"));

        awaitStatus("PLAIN", "TRADE_SUCCESS");
        awaitStatus("DECLINED", "TRADE_CLOSED");
        awaitStatus("SILENT", "TRADE_SUCCESS");
        awaitStatus("LATE", "TRADE_SUCCESS");
        assertThat(bookKinds()).contains("DEBIT 151 REFUSED", "CLOSE 151 OK", "DEBIT 168 OK", "DEBIT 169 OK");
    }

    private void awaitStatus(String outTradeNo, String status) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(client.call(QUERY, named(outTradeNo)).getString("trade_status"))
                                .isEqualTo(status));
    }

    @Test
    void anUnknownOrderCannotBePaid() {
        assertThatThrownBy(() -> Await.result(alipay.pay("NONE"))).hasRootCauseInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aTakenPortIsRefusedAndAClosedSimulatorFreesItsOwn(Vertx vertx) {
        AlipayOptions same = AlipayOptions.defaults(book).withPort(alipay.port());
        assertThatThrownBy(() -> Await.result(AlipaySimulator.start(vertx, same)))
                .hasRootCauseInstanceOf(BindException.class);

        Await.result(alipay.close());

        Await.result(AlipaySimulator.start(vertx, same));
    }

    @Test
    void keysAreMaskedInText() {
        assertThat(alipay.credentials().toString())
                .doesNotContain(alipay.credentials().appPrivateKeyBase64());
    }
}
