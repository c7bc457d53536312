package io.txswitch.sandbox.wallet.unionpay;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Await;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class UnionpaySimulatorTest {
    private static final String TIME = "20260102030405";

    @TempDir
    Path dir;

    private Path book;
    private UnionpaySimulator unionpay;
    private UnionpayTestClient client;

    @BeforeEach
    void start(Vertx vertx) {
        book = dir.resolve("unionpay.jsonl");
        PayerOptions payer = new PayerOptions(true, 20, 200);
        unionpay = Await.result(
                UnionpaySimulator.start(vertx, UnionpayOptions.defaults(book).withPayer(payer)));
        client = new UnionpayTestClient(vertx, unionpay.credentials());
    }

    private static Map<String, String> named(String type, String subType, String orderId) {
        return new HashMap<>(Map.of("txnType", type, "txnSubType", subType, "orderId", orderId, "txnTime", TIME));
    }

    private static Map<String, String> order(String subType, String orderId, int amountMinor) {
        Map<String, String> order = named("01", subType, orderId);
        order.put("txnAmt", Integer.toString(amountMinor));
        order.put("currencyCode", "156");
        return order;
    }

    private Map<String, String> byCode(String orderId, int amountMinor) {
        Map<String, String> order = order("06", orderId, amountMinor);
        order.put("qrNo", unionpay.payerCode());
        return client.call("backTransReq.do", order);
    }

    private Map<String, String> query(String orderId) {
        return client.call("queryTrans.do", named("00", "00", orderId));
    }

    private String giveBack(String type, String orderId, String origQryId, int amountMinor) {
        Map<String, String> refund = named(type, "00", orderId);
        refund.put("origQryId", origQryId);
        refund.put("txnAmt", Integer.toString(amountMinor));
        refund.put("currencyCode", "156");
        return client.call("backTransReq.do", refund).get("respCode");
    }

    private String reverse(String orderId) {
        return client.call("backTransReq.do", named("99", "01", orderId)).get("respCode");
    }

    private long booked(String kind) {
        return Book.rows(book).stream()
                .filter(row -> kind.equals(row.get("kind")) && "OK".equals(row.get("status")))
                .count();
    }

    @Test
    void aCodeOnTheMerchantsScreenIsPaidByThePayer() {
        Map<String, String> made = client.call("backTransReq.do", order("07", "ORDER0001", 1_200));
        assertThat(made.get("respCode")).isEqualTo("00");
        assertThat(made.get("qrCode")).startsWith("https://qr.95516.example/");
        Awaitility.await().until(() -> "00".equals(query("ORDER0001").get("origRespCode")));
        Map<String, String> paid = query("ORDER0001");
        assertThat(paid).containsEntry("txnAmt", "1200").containsEntry("respCode", "00");
        assertThat(paid.get("queryId")).hasSize(21);
        assertThat(booked("DEBIT")).isOne();
    }

    @ParameterizedTest
    @CsvSource({"1200, 00, 00", "1251, 64, 64", "1266, 05, 64", "1269, 05, 00"})
    void aPayersCodeDoesAsItsAmountSays(int amountMinor, String first, String inTheEnd) {
        assertThat(unionpay.payerCode()).matches("62\\d{17}");
        assertThat(byCode("ORDER0001", amountMinor).get("respCode")).isEqualTo(first);
        Awaitility.await().until(() -> inTheEnd.equals(query("ORDER0001").get("origRespCode")));
    }

    @Test
    void anOrderIsFoundByNumberAndTimeTogether() {
        byCode("ORDER0001", 1_200);
        Map<String, String> other = named("00", "00", "ORDER0001");
        other.put("txnTime", "20260102030406");
        assertThat(client.call("queryTrans.do", other).get("respCode")).isEqualTo("34");
        assertThat(query("ORDER0002").get("respCode")).isEqualTo("34");
    }

    @Test
    void aCodeCannotBePaidAfterItsTime() {
        Map<String, String> order = order("07", "ORDER0001", 1_200);
        order.put("payTimeout", TIME);
        client.call("backTransReq.do", order);
        Awaitility.await().until(() -> "01".equals(query("ORDER0001").get("origRespCode")));
        assertThat(booked("DEBIT")).isZero();
    }

    @Test
    void refundsAreAcceptedAtOnceAndSettledLater() {
        byCode("ORDER0001", 1_200);
        String queryId = query("ORDER0001").get("queryId");
        assertThat(giveBack("04", "REFUND0001", queryId, 300)).isEqualTo("00");
        assertThat(giveBack("04", "REFUND0001", queryId, 300))
                .as("the number again")
                .isEqualTo("12");
        assertThat(giveBack("04", "REFUND0002", queryId, 901)).as("too much").isEqualTo("36");
        assertThat(giveBack("04", "REFUND0003", "999", 300)).as("of nothing").isEqualTo("35");
        assertThat(giveBack("31", "VOID00001", queryId, 300))
                .as("a void of a part")
                .isEqualTo("36");
        Awaitility.await().until(() -> "00".equals(query("REFUND0001").get("origRespCode")));
        assertThat(query("REFUND0001")).containsEntry("txnAmt", "300").containsEntry("origQryId", queryId);
        assertThat(booked("REFUND")).isOne();
    }

    @Test
    void aVoidGivesBackEverything() {
        byCode("ORDER0001", 1_200);
        assertThat(giveBack("31", "VOID00001", query("ORDER0001").get("queryId"), 1_200))
                .isEqualTo("00");
        assertThat(booked("REFUND")).isOne();
    }

    @Test
    void aReversalTakesAPaymentByCodeBackOnceHoweverOftenItComes() {
        byCode("ORDER0001", 1_200);
        assertThat(reverse("ORDER0001")).isEqualTo("00");
        assertThat(reverse("ORDER0001")).isEqualTo("00");
        assertThat(reverse("ORDER0002")).isEqualTo("34");
        client.call("backTransReq.do", order("07", "ORDER0003", 1_269));
        assertThat(reverse("ORDER0003")).as("a merchant's code").isEqualTo("35");
        assertThat(booked("REFUND")).isOne();
    }

    @Test
    void aNumberIsUsedOnce() {
        byCode("ORDER0001", 1_200);
        assertThat(byCode("ORDER0001", 1_200).get("respCode")).isEqualTo("12");
        assertThat(booked("DEBIT")).isOne();
    }

    @Test
    void aSpentOrForeignCodeIsInvalid() {
        Map<String, String> order = order("06", "ORDER0001", 1_200);
        order.put("qrNo", unionpay.payerCode());
        client.call("backTransReq.do", order);
        order.put("orderId", "ORDER0002");
        assertThat(client.call("backTransReq.do", order).get("respCode")).isEqualTo("61");
        order.put("qrNo", "281234567890123456");
        assertThat(client.call("backTransReq.do", order).get("respCode")).isEqualTo("61");
    }

    @Test
    void aRequestThatIsNotSignedAsItSaysIsRefusedAndBooksNothing() {
        Map<String, String> order = order("06", "ORDER0001", 1_200);
        order.put("qrNo", unionpay.payerCode());
        Map<String, String> signed = client.signed(order);
        signed.put("txnAmt", "1");
        Map<String, String> answer =
                UnionpayTestClient.parsed(client.post("backTransReq.do", signed).bodyAsString());
        assertThat(answer.get("respCode")).isEqualTo("11");
        assertThat(client.verifies(answer)).isTrue();
        order.put("merId", "777290000000002");
        assertThat(client.call("backTransReq.do", order).get("respCode")).isEqualTo("32");
        assertThat(booked("DEBIT")).isZero();
    }

    @Test
    void theCertificateOfTheAnswersNamesUnionPay() {
        String pem = query("ORDER0001").get("signPubKeyCert");
        assertThat(UnionpayTestClient.certificate(pem).getSubjectX500Principal().getName())
                .contains("@中国银联股份有限公司@");
    }
}
