package io.txswitch.sandbox.wallet.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Await;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class AlipayCodePayTest {
    @TempDir
    Path dir;

    private Path book;
    private AlipaySimulator alipay;
    private AlipayTestClient client;

    @BeforeEach
    void start(Vertx vertx) {
        book = dir.resolve("alipay.jsonl");
        PayerOptions payer = new PayerOptions(true, 20, 200);
        alipay = Await.result(
                AlipaySimulator.start(vertx, AlipayOptions.defaults(book).withPayer(payer)));
        client = new AlipayTestClient(vertx, alipay.credentials(AlipayOptions.DEFAULT_APP.appId()));
    }

    private static JsonObject order(String outTradeNo, String amount, String code) {
        return new JsonObject()
                .put("out_trade_no", outTradeNo)
                .put("scene", "bar_code")
                .put("auth_code", code)
                .put("total_amount", amount)
                .put("subject", "绿茶");
    }

    private JsonObject pay(String outTradeNo, String amount) {
        return client.call("alipay.trade.pay", order(outTradeNo, amount, alipay.payerCode()));
    }

    private String status(String outTradeNo) {
        return client.call("alipay.trade.query", new JsonObject().put("out_trade_no", outTradeNo))
                .getString("trade_status");
    }

    private JsonObject cancel(String outTradeNo) {
        return client.call("alipay.trade.cancel", new JsonObject().put("out_trade_no", outTradeNo));
    }

    private long booked(String kind) {
        return Book.rows(book).stream()
                .filter(row -> kind.equals(row.get("kind")) && "OK".equals(row.get("status")))
                .count();
    }

    @Test
    void aCodeOfTwentyEightPaysAtOnce() {
        assertThat(alipay.payerCode()).matches("28\\d{16}");
        JsonObject answer = pay("A1", "12.00");
        assertThat(answer.getString("code")).isEqualTo("10000");
        assertThat(answer.getString("total_amount")).isEqualTo("12.00");
        assertThat(status("A1")).isEqualTo("TRADE_SUCCESS");
        assertThat(booked("DEBIT")).isOne();
    }

    @Test
    void aBusyPayerIs10003AndPaysLater() {
        assertThat(pay("A1", "12.69").getString("code")).isEqualTo("10003");
        assertThat(status("A1")).isEqualTo("WAIT_BUYER_PAY");
        Awaitility.await().until(() -> status("A1").equals("TRADE_SUCCESS"));
    }

    @Test
    void aBusyPayerMayCancel() {
        assertThat(pay("A1", "12.66").getString("code")).isEqualTo("10003");
        Awaitility.await().until(() -> status("A1").equals("TRADE_CLOSED"));
        assertThat(booked("DEBIT")).isZero();
    }

    @Test
    void aPayerWithoutMoneyIsRefusedAtOnce() {
        assertThat(pay("A1", "12.51").getString("sub_code")).isEqualTo("ACQ.BUYER_BALANCE_NOT_ENOUGH");
        assertThat(status("A1")).isEqualTo("TRADE_CLOSED");
    }

    @Test
    void a500ComesAfterTheBooking() {
        Map<String, String> call =
                client.signed(client.parameters("alipay.trade.pay", order("A1", "12.52", alipay.payerCode()), ""));
        assertThat(client.post(call).statusCode()).isEqualTo(500);
        assertThat(status("A1")).isEqualTo("TRADE_SUCCESS");
    }

    @Test
    void aSpentOrForeignCodeIsInvalid() {
        String code = alipay.payerCode();
        client.call("alipay.trade.pay", order("A1", "12.00", code));
        for (String bad : new String[] {code, "131234567890123456", "2812", ""}) {
            assertThat(client.call("alipay.trade.pay", order("A2", "12.00", bad))
                            .getString("sub_code"))
                    .isEqualTo("ACQ.PAYMENT_AUTH_CODE_INVALID");
        }
        assertThat(booked("DEBIT")).isOne();
    }

    @Test
    void cancellingGivesBackClosesOrFindsNothing() {
        pay("A1", "12.00");
        assertThat(cancel("A1").getString("action")).isEqualTo("refund");
        pay("A2", "12.69");
        assertThat(cancel("A2").getString("action")).isEqualTo("close");
        assertThat(cancel("A1").getString("action")).isNull();
        assertThat(cancel("A3").getString("retry_flag")).isEqualTo("N");
        assertThat(booked("REFUND")).isOne();
    }

    @Test
    void aCancellationMayAskForAnotherTry() {
        pay("A1", "12.00");
        alipay.faults().askAgainOnce();
        assertThat(cancel("A1").getString("retry_flag")).isEqualTo("Y");
        assertThat(booked("REFUND")).isZero();
        assertThat(cancel("A1").getString("action")).isEqualTo("refund");
    }
}
