package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.bus.BusException;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PaymentsTest {
    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(vertx);
    }

    private Reply pay(String body) {
        return node.post("/v1/payments", body).send();
    }

    @Test
    void aPaymentIsMadeAndShown() {
        Reply made = pay(Bodies.payment("order-1"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("status").asText()).isEqualTo("pending");
        assertThat(made.json().path("qr_code").asText()).startsWith("https://qr.alipay.com/");
        assertThat(made.json().path("amount").asLong()).isEqualTo(1234);
        assertThat(made.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(made.headers().get("Cache-Control")).isEqualTo("no-store");

        Reply read = node.get(made.headers().get("Location")).send();
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(made.json());
    }

    @Test
    void theCoreIsAskedWithEverythingThatMakesThePayment() {
        String body = Bodies.payment("order-1").replace("}", ",\"notify_url\":\"http://127.0.0.1:9999/other?x=1\"}");
        assertThat(node.post("/v1/payments", body)
                        .nonce("nonce-of-this-order")
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(node.core.submitted)
                .containsExactly(new SubmitPayment(
                        Kind.WALLET_PAYMENT,
                        "m:M1:p:order-1",
                        RequestSignature.sha256("product=alipay_qr\namount=1234\ncurrency=CNY\n".getBytes()),
                        "M1",
                        null,
                        "alipay_qr",
                        Money.cny(1234),
                        null,
                        "order-1",
                        null,
                        null,
                        null,
                        "tea",
                        "http://127.0.0.1:9999/other?x=1",
                        8_000,
                        null,
                        null,
                        null,
                        null,
                        "nonce-of-this-order",
                        null));
    }

    @Test
    void theSameOrderTwiceIsOnePayment() {
        Reply first = pay(Bodies.payment("order-1"));
        Reply second = pay(Bodies.payment("order-1"));
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.headers().contains("Location")).isFalse();
    }

    @Test
    void aRepeatShowsWhatWasRefundedSince() {
        TxId id = TxId.parse(pay(Bodies.payment("order-1")).json().path("id").asText());
        node.core.journal.put(id, Views.payment(id, Phase.APPROVED, "M1", "order-1", 34));
        node.core.script = command -> Future.succeededFuture(new Outcome(
                Outcome.Result.APPROVED,
                Views.payment(id, Phase.APPROVED, "M1", "order-1", 0),
                null,
                "00",
                null,
                true));
        assertThat(pay(Bodies.payment("order-1")).json().path("refunded_amount").asLong())
                .isEqualTo(34);
    }

    @Test
    void aHundredEqualOrdersAtOnceAreAnsweredAlike() {
        List<Future<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            replies.add(node.post("/v1/payments", Bodies.payment("order-1")).sent());
        }
        Waiting.on(Future.all(replies));
        assertThat(replies.stream().map(reply -> reply.result().json()).distinct())
                .hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.result().status() == 201))
                .hasSize(1);
    }

    @Test
    void theSameNumberForAnotherAmountIsAConflict() {
        pay(Bodies.payment("order-1"));
        Reply other = pay(Bodies.payment("order-1", 9));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("order_conflict");
        assertThat(other.body()).doesNotContain("1234");
    }

    @Test
    void twoMerchantsMayUseOneNumber() {
        assertThat(pay(Bodies.payment("order-1")).status()).isEqualTo(201);
        assertThat(node.post("/v1/payments", Bodies.payment("order-1", 9))
                        .asMerchantTwo()
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anotherWordingOfTheSubjectIsStillTheSameOrder() {
        pay(Bodies.payment("order-1"));
        assertThat(pay(Bodies.payment("order-1").replace("tea", "\u8336 \uD83C\uDF75"))
                        .status())
                .isEqualTo(200);
        assertThat(node.core.submitted.getLast().subject()).isEqualTo("\u8336 \uD83C\uDF75");
    }

    @Test
    void aDeclinedPaymentIsAPayment() {
        node.core.script = command -> Future.succeededFuture(new Outcome(
                Outcome.Result.DECLINED, Views.failed(Reason.AMOUNT_LIMIT), Reason.AMOUNT_LIMIT, "61", null, false));
        Reply reply = pay(Bodies.payment("order-1"));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("status").asText()).isEqualTo("failed");
        assertThat(reply.json().path("reason").asText()).isEqualTo("amount_limit_exceeded");
    }

    @Test
    void anEndThatIsNotKnownIsAccepted() {
        node.core.script = command -> Future.succeededFuture(
                new Outcome(Outcome.Result.UNKNOWN, Views.payment(Phase.UNKNOWN), Reason.NO_ANSWER, "68", null, false));
        Reply reply = pay(Bodies.payment("order-1"));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("status").asText()).isEqualTo("unknown");
        assertThat(reply.json().path("id").asText()).isEqualTo(Views.PAYMENT_ID.text());
    }

    @Test
    void aCoreThatFailedOnTheWayMayHaveMadeThePayment() {
        node.core.script = command -> Future.failedFuture(new BusException("lost", false));
        Reply reply = pay(Bodies.payment("order-1"));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("status").asText()).isEqualTo("unknown");
        assertThat(reply.json().has("id")).isFalse();
        assertThat(reply.json().path("order_no").asText()).isEqualTo("order-1");
        assertThat(node.core.submitted).hasSize(1);
    }

    @Test
    void withoutAJournalTheRequestMayComeAgain() {
        node.core.script = command -> Future.succeededFuture(Outcome.refused(Reason.JOURNAL_UNAVAILABLE));
        Reply reply = pay(Bodies.payment("order-1"));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().get("Retry-After")).isEqualTo("1");
    }

    @Test
    void whatThePayerHasToDoNextIsSaid() {
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.PENDING));
        assertThat(nextAction()).isEqualTo("pay");
        node.core.journal.put(Views.PAYMENT_ID, Views.with(Views.payment(Phase.PENDING), "alipay_qr", true, null));
        assertThat(node.get("/v1/payments?order_no=order-1")
                        .send()
                        .json()
                        .path("next_action")
                        .asText())
                .isEqualTo("confirm");
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
        assertThat(node.get("/v1/payments?order_no=order-1").send().json().has("next_action"))
                .isFalse();
    }

    private String nextAction() {
        return node.get("/v1/payments?order_no=order-1")
                .send()
                .json()
                .path("next_action")
                .asText();
    }

    @Test
    void whatThePayerWasSentIsBroughtBack() {
        node.core.journal.put(Views.PAYMENT_ID, Views.with(Views.payment(Phase.PENDING), "alipay_qr", true, null));
        node.core.confirms = (command, view) ->
                new Outcome(Outcome.Result.APPROVED, Views.payment(Phase.APPROVED), null, "00", null, false);
        String path = "/v1/payments/" + Views.PAYMENT_ID + "/confirm";
        Reply reply = node.post(path, "{\"code\":\"123456\"}").send();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asText()).isEqualTo("succeeded");
        assertThat(node.core.confirmed.getFirst().code().reveal()).isEqualTo("123456");
        assertThat(node.core.confirmed.getFirst().toString()).doesNotContain("123456");

        Reply foreign = node.post(path, "{\"code\":\"123456\"}").asMerchantTwo().send();
        assertThat(foreign.code()).isEqualTo("payment_not_found");
        assertThat(node.core.confirmed).hasSize(1);
    }

    @Test
    void aCodeThatIsStillWrongLeavesThePaymentAsItIs() {
        node.core.journal.put(Views.PAYMENT_ID, Views.with(Views.payment(Phase.PENDING), "alipay_qr", true, null));
        node.core.confirms =
                (command, view) -> new Outcome(Outcome.Result.PENDING, view, Reason.IN_PROGRESS, "09", null, false);
        Reply reply = node.post("/v1/payments/" + Views.PAYMENT_ID + "/confirm", "{\"code\":\"1\"}")
                .send();
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("next_action").asText()).isEqualTo("confirm");
    }

    @Test
    void whoPaidTooLateToCloseIsToldInTheWalletsWordsToo() {
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.PENDING));
        node.core.closes = (command, view) -> new Outcome(
                Outcome.Result.APPROVED,
                Views.said(Views.payment(Phase.APPROVED), null, "TRADE_HAS_SUCCESS"),
                null,
                "00",
                null,
                false);
        Reply reply =
                node.post("/v1/payments/" + Views.PAYMENT_ID + "/close", "").send();
        assertThat(reply.code()).isEqualTo("already_paid");
        assertThat(reply.json().path("channel_code").asText()).isEqualTo("TRADE_HAS_SUCCESS");
    }
}
