package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.bus.BusException;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class RefundsTest {
    private static final String PAYMENT = Views.PAYMENT_ID.text();

    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(vertx);
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
    }

    private Reply refund(String body) {
        return node.post("/v1/refunds", body).send();
    }

    @Test
    void aRefundIsMadeAndShown() {
        Reply made = refund(Bodies.refund("refund-1", PAYMENT, 34));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("status").asText()).isEqualTo("succeeded");
        assertThat(made.json().path("refund_no").asText()).isEqualTo("refund-1");
        assertThat(made.json().path("payment_id").asText()).isEqualTo(PAYMENT);
        assertThat(made.json().path("order_no").asText()).isEqualTo("order-1");

        Reply read = node.get(made.headers().get("Location")).send();
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(made.json());
        assertThat(node.get("/v1/refunds?refund_no=refund-1").send().json()).isEqualTo(made.json());
    }

    @Test
    void theCoreIsAskedWithEverythingThatMakesTheRefund() {
        assertThat(node.post("/v1/refunds", Bodies.refund("refund-1", PAYMENT, 34))
                        .nonce("nonce-of-this-refund")
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(node.core.submitted)
                .containsExactly(new SubmitPayment(
                        Kind.REFUND,
                        "m:M1:r:refund-1",
                        RequestSignature.sha256(("payment=" + PAYMENT + "\namount=34\n").getBytes()),
                        "M1",
                        null,
                        "alipay_qr",
                        Money.cny(34),
                        null,
                        "refund-1",
                        null,
                        null,
                        Views.PAYMENT_ID,
                        "cold tea",
                        null,
                        8_000,
                        null,
                        null,
                        null,
                        null,
                        "nonce-of-this-refund",
                        null));
    }

    @Test
    void thePaymentMayBeNamedByItsOrder() {
        String byOrder = Bodies.refund("refund-1", PAYMENT, 34)
                .replace("\"payment_id\":\"" + PAYMENT + "\"", "\"order_no\":\"order-1\"");
        Reply made = refund(byOrder);
        assertThat(made.status()).isEqualTo(201);
        assertThat(refund(Bodies.refund("refund-1", PAYMENT, 34)).status()).isEqualTo(200);
    }

    @Test
    void theSameNumberForAnotherAmountIsAConflict() {
        refund(Bodies.refund("refund-1", PAYMENT, 34));
        Reply other = refund(Bodies.refund("refund-1", PAYMENT, 35));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("order_conflict");
    }

    @Test
    void anotherMerchantsPaymentIsNotThere() {
        Reply reply = node.post("/v1/refunds", Bodies.refund("refund-1", PAYMENT, 34))
                .asMerchantTwo()
                .send();
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("payment_not_found");
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void aRefundIsNoPayment() {
        node.core.journal.put(Views.REFUND_ID, Views.refund(Phase.APPROVED));
        Reply reply = refund(Bodies.refund("refund-1", Views.REFUND_ID.text(), 34));
        assertThat(reply.code()).isEqualTo("payment_not_found");
        assertThat(node.get("/v1/payments/" + Views.REFUND_ID).send().status()).isEqualTo(404);
        assertThat(node.get("/v1/refunds/" + PAYMENT).send().code()).isEqualTo("refund_not_found");
    }

    @Test
    void aCardIsRefundedAtItsTerminal() {
        node.core.journal.put(Views.PAYMENT_ID, Views.card());
        Reply reply = refund(Bodies.refund("refund-1", PAYMENT, 34));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("not_refundable");
        assertThat(node.core.submitted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_REFUNDABLE, 422, not_refundable",
        "REFUND_TOO_LARGE, 422, refund_exceeds_payment",
        "ORIGINAL_NOT_FOUND, 404, payment_not_found",
        "JOURNAL_UNAVAILABLE, 503, unavailable",
        "OVERLOADED, 429, overloaded"
    })
    void whatTheCoreRefusesIsAProblem(Reason reason, int status, String code) {
        node.core.script = command -> Future.succeededFuture(Outcome.refused(reason));
        Reply reply = refund(Bodies.refund("refund-1", PAYMENT, 34));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void aSilentCoreLeavesTheEndOpen() {
        node.core.script = command -> Future.failedFuture(new BusException("lost", false));
        Reply reply = refund(Bodies.refund("refund-1", PAYMENT, 34));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("refund_no").asText()).isEqualTo("refund-1");
        assertThat(reply.json().path("payment_id").asText()).isEqualTo(PAYMENT);
        assertThat(reply.json().path("status").asText()).isEqualTo("unknown");
    }
}
