package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.contract.HostRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The API on a real core and a real database: what the journal alone can promise. */
@ExtendWith(VertxExtension.class)
class RealCoreTest {
    private static final int AT_ONCE = 200;

    private ApiNode node;
    private RealCore core;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.withoutCore(vertx);
        core = new RealCore(vertx, node.bus);
    }

    @AfterEach
    void close() {
        core.close();
    }

    private String paid(String orderNo) {
        Reply reply = node.post("/v1/payments", Bodies.payment(orderNo)).send();
        assertThat(reply.json().path("status").asText()).as(reply.body()).isEqualTo("succeeded");
        return reply.json().path("id").asText();
    }

    @Test
    void twoHundredFullRefundsAtOnceAreOne() {
        String payment = paid("order-1");
        List<Future<Reply>> sent = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> node.post("/v1/refunds", Bodies.refund("refund-" + i, payment, 1234))
                        .sent())
                .toList();
        List<Reply> replies = sent.stream().map(Waiting::on).toList();

        assertThat(replies)
                .filteredOn(reply -> reply.status() == 201)
                .singleElement()
                .satisfies(reply ->
                        assertThat(reply.json().path("status").asText()).isEqualTo("succeeded"));
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 201)
                .hasSize(AT_ONCE - 1)
                .allSatisfy(reply -> {
                    assertThat(reply.status()).isEqualTo(422);
                    assertThat(reply.code()).isEqualTo("refund_exceeds_payment");
                });
        assertThat(core.asked)
                .filteredOn(request -> request.operation() == HostRequest.Operation.REFUND)
                .hasSize(1);
        assertThat(core.number("SELECT COUNT(*) FROM tx WHERE kind='REFUND'")).isEqualTo(1);
        assertThat(core.number("SELECT refunded_minor FROM tx WHERE kind='WALLET_PAYMENT'"))
                .isEqualTo(1234);
        assertThat(node.get("/v1/payments/" + payment)
                        .send()
                        .json()
                        .path("refunded_amount")
                        .asLong())
                .isEqualTo(1234);
    }

    @Test
    void whileReadsWaitForOneAnotherPaymentsWaitForNone() {
        String payment = paid("order-1");
        List<SqlConnection> held = IntStream.range(0, RealCore.READ_CONNECTIONS)
                .mapToObj(i -> Waiting.on(core.reads.getConnection()))
                .toList();
        List<Future<Reply>> reads = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> node.get("/v1/payments?order_no=order-1").sent())
                .toList();

        assertThat(paid("order-2")).isNotEqualTo(payment);
        assertThat(reads).noneMatch(read -> read.isComplete() && read.result().status() == 200);

        held.forEach(connection -> Waiting.on(connection.close()));
        assertThat(reads.stream().map(Waiting::on).toList())
                .as("answered, or told to come again")
                .allSatisfy(reply -> assertThat(reply.status()).isIn(200, 503));
        assertThat(node.get("/v1/payments?order_no=order-1").send().status()).isEqualTo(200);
    }

    @Test
    void readsGoOnWithoutTheFlow() {
        String payment = paid("order-1");
        core.loseJournal();
        Reply one = node.get("/v1/payments/" + payment).send();
        assertThat(one.json().path("status").asText()).isEqualTo("succeeded");
        assertThat(node.get("/v1/payments?order_no=order-1").send().json()).isEqualTo(one.json());
        assertThat(node.get("/v1/payments").send().json().path("data")).hasSize(1);
        String day = one.json().path("created_at").asText().substring(0, 10);
        assertThat(node.get("/v1/totals?day=" + day + "&utc_offset=%2B00:00")
                        .send()
                        .json()
                        .at("/data/0/amount")
                        .asLong())
                .isEqualTo(1234);
    }

    private static String agreement(String number, String more) {
        return "{\"agreement_no\":\"" + number + "\",\"product\":\"alipay_agreement\",\"payer_ref\":\"member-17\","
                + "\"period_unit\":\"month\",\"period_count\":1,\"amount\":1500,\"currency\":\"CNY\"" + more + "}";
    }

    private Reply deduct(String orderNo, String agreement, long amount) {
        String body = "{\"order_no\":\"" + orderNo + "\",\"product\":\"alipay_deduct\",\"agreement_id\":\"" + agreement
                + "\",\"amount\":" + amount + ",\"currency\":\"CNY\",\"subject\":\"tea\"}";
        return node.post("/v1/payments", body).send();
    }

    @Test
    void anAgreementIsSignedDeductedByAndEnded() {
        Reply signed = node.post("/v1/agreements", agreement("a1", "")).send();
        assertThat(signed.json().path("status").asText()).as(signed.body()).isEqualTo("signed");
        String id = signed.json().path("id").asText();
        Reply second = node.post("/v1/agreements", agreement("a2", "")).send();
        assertThat(second.json().path("status").asText() + second.code()).isNotEqualTo("signed");

        Reply paid = deduct("o1", id, 1500);
        assertThat(paid.json().path("status").asText()).as(paid.body()).isEqualTo("succeeded");
        assertThat(paid.json().path("agreement_id").asText()).isEqualTo(id);
        assertThat(deduct("o2", id, 1501).code())
                .as("more than the payer consented to")
                .isEqualTo("invalid_amount");
        assertThat(node.get("/v1/agreements?agreement_no=a1")
                        .send()
                        .json()
                        .path("payer_ref")
                        .asText())
                .isEqualTo("member-17");

        Reply ended = node.post("/v1/agreements/" + id + "/cancel", "").send();
        assertThat(ended.status()).as(ended.body()).isIn(200, 202);
        await().until(() -> node.get("/v1/agreements?agreement_no=a1")
                .send()
                .json()
                .path("status")
                .asText()
                .equals("cancelled"));
        assertThat(deduct("o3", id, 1500).code()).isEqualTo("agreement_not_active");
    }

    @Test
    void moneyIsSentAndPartsAreHandedOn() {
        String body = "{\"transfer_no\":\"t1\",\"product\":\"alipay_transfer\",\"amount\":500,\"currency\":\"CNY\","
                + "\"payee_id\":\"2088-1\",\"title\":\"bonus\"}";
        Reply sent = node.post("/v1/transfers", body).send();
        assertThat(sent.json().path("status").asText()).as(sent.body()).isEqualTo("succeeded");
        assertThat(node.get(sent.headers().get("Location")).send().json()).isEqualTo(sent.json());

        String path = "/v1/payments/" + paid("order-1") + "/shares";
        String share =
                "{\"share_no\":\"s1\",\"receivers\":[{\"type\":\"person\",\"account\":\"2088-1\",\"amount\":1000}]}";
        Reply shared = node.post(path, share).send();
        assertThat(shared.json().path("status").asText()).as(shared.body()).isEqualTo("succeeded");
        assertThat(node.get(shared.headers().get("Location")).send().json()).isEqualTo(shared.json());
        Reply tooMuch = node.post(path, share.replace("s1", "s2")).send();
        assertThat(tooMuch.code()).isEqualTo("shares_exceed_payment");
        assertThat(node.get(path).send().json().path("data")).hasSize(1);
    }
}
