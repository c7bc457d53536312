package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.Checkout;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class AgreementsTest {
    private static final String PAYMENT =
            "{\"order_no\":\"o1\",\"product\":\"alipay_qr\",\"amount\":1500,\"currency\":\"CNY\",\"subject\":\"tea\"}";
    private static final String ID = Views.AGREEMENT_ID.text();

    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(vertx);
    }

    private static String body(String more) {
        return "{\"agreement_no\":\"agreement-1\",\"product\":\"alipay_agreement\",\"payer_ref\":\"member-17\","
                + "\"period_unit\":\"month\",\"period_count\":1,\"amount\":1500,\"currency\":\"CNY\"" + more + "}";
    }

    private Reply sign(String more) {
        return node.post("/v1/agreements", body(more)).send();
    }

    private static String deduction(String orderNo, String more) {
        return "{\"order_no\":\"" + orderNo + "\",\"product\":\"alipay_deduct\",\"amount\":1500,\"currency\":\"CNY\","
                + "\"subject\":\"tea\"" + more + "}";
    }

    @Test
    void anAgreementIsAskedForShownAndListed() {
        Reply made = sign(",\"first_due_on\":\"2026-02-01\",\"renews\":true");
        assertThat(made.status()).isEqualTo(201);
        JsonNode shown = made.json();
        assertThat(shown.path("status").asText()).isEqualTo("pending");
        assertThat(shown.path("next_action").asText()).isEqualTo("sign");
        assertThat(shown.path("sign_url").asText()).startsWith("https://");
        assertThat(shown.path("payer_ref").asText()).isEqualTo("member-17");
        assertThat(shown.path("amount").asLong()).isEqualTo(1500);
        assertThat(shown.path("first_due_on").asText()).isEqualTo("2026-02-01");
        assertThat(node.get(made.headers().get("Location")).send().json()).isEqualTo(shown);
        assertThat(node.get("/v1/agreements?agreement_no=agreement-1").send().json())
                .isEqualTo(shown);
        assertThat(node.get("/v1/agreements?status=pending").send().json().path("data"))
                .hasSize(1);
        assertThat(node.get("/v1/agreements?status=signed").send().json().path("data"))
                .isEmpty();
        assertThat(node.get("/v1/agreements?status=succeeded").send().param()).isEqualTo("status");
    }

    @Test
    void theCoreIsAskedWithEverythingThatMakesTheAgreement() {
        node.post("/v1/agreements", body(",\"return_url\":\"https://shop-one.example/back\""))
                .nonce("nonce-of-this-agreement")
                .send();
        SubmitPayment asked = node.core.submitted.getFirst();
        assertThat(node.core.submitted).hasSize(1);
        assertThat(asked.kind()).isEqualTo(Kind.AGREEMENT);
        assertThat(asked.dedupeKey()).isEqualTo("m:M1:a:agreement-1");
        assertThat(asked.money()).isEqualTo(Money.cny(0));
        assertThat(asked.product()).isEqualTo("alipay_agreement");
        assertThat(asked.nonce()).isEqualTo("nonce-of-this-agreement");
        assertThat(asked.checkout())
                .isEqualTo(new Checkout(PayMode.AGREEMENT, null, null, "https://shop-one.example/back"));
        assertThat(asked.terms())
                .isEqualTo(Terms.agreement(
                        new AgreementTerms("member-17", AgreementTerms.Unit.MONTH, 1, 1500, "CNY", null, false)));
    }

    @Test
    void whoeverAgreedToOtherTermsAgreedToAnotherAgreement() {
        assertThat(sign("").status()).isEqualTo(201);
        assertThat(sign("").status()).isEqualTo(200);
        assertThat(sign(",\"first_due_on\":\"2026-02-01\"").code()).isEqualTo("order_conflict");
    }

    @Test
    void signAndPayMakesTheAgreementAndThenThePaymentThatSignsIt() {
        Reply made = sign(",\"payment\":" + PAYMENT);
        assertThat(made.status()).isEqualTo(201);
        String id = made.json().path("id").asText();
        assertThat(made.json().at("/payment/order_no").asText()).isEqualTo("o1");
        assertThat(made.json().at("/payment/agreement_id").asText()).isEqualTo(id);
        assertThat(made.json().at("/payment/next_action").asText()).isEqualTo("pay");
        assertThat(node.core.submitted)
                .extracting(SubmitPayment::kind)
                .containsExactly(Kind.AGREEMENT, Kind.WALLET_PAYMENT);
        SubmitPayment paid = node.core.submitted.getLast();
        assertThat(paid.terms())
                .isEqualTo(Terms.signs(
                        TxId.parse(id),
                        new AgreementTerms("member-17", AgreementTerms.Unit.MONTH, 1, 1500, "CNY", null, false)));
        assertThat(paid.original()).isNull();
        assertThat(paid.nonce())
                .as("the journal takes each nonce once")
                .isNotEqualTo(node.core.submitted.getFirst().nonce())
                .hasSizeLessThanOrEqualTo(64);
        Reply again = sign(",\"payment\":" + PAYMENT);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(made.json());
    }

    @Test
    void aReplayedSignAndPayDoesNeither() {
        Call call = node.post("/v1/agreements", body(",\"payment\":" + PAYMENT));
        assertThat(call.send().status()).isEqualTo(201);
        assertThat(call.send().status()).isEqualTo(401);
        assertThat(node.core.submitted).hasSize(2);
    }

    @Test
    void anAgreementThatFailedIsNotPaidFor() {
        node.core.script = command -> Future.succeededFuture(new Outcome(
                Outcome.Result.DECLINED,
                Views.said(Views.agreement(Phase.DECLINED), Reason.CHANNEL_REFUSED, "SIGN_FORBIDDEN"),
                Reason.CHANNEL_REFUSED,
                "05",
                null,
                false));
        Reply reply = sign(",\"payment\":" + PAYMENT);
        assertThat(reply.json().path("status").asText()).isEqualTo("failed");
        assertThat(reply.json().path("channel_code").asText()).isEqualTo("SIGN_FORBIDDEN");
        assertThat(reply.json().has("payment")).isFalse();
        assertThat(node.core.submitted).hasSize(1);
    }

    @Test
    void aPaymentThatCouldNotBeBegunIsToldBesideTheAgreement() {
        var carryOut = node.core.script;
        node.core.script = command -> command.kind() == Kind.AGREEMENT
                ? carryOut.apply(command)
                : Future.succeededFuture(Outcome.refused(Reason.OVERLOADED));
        Reply reply = sign(",\"payment\":" + PAYMENT);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().at("/payment_problem/code").asText()).isEqualTo("overloaded");
        assertThat(reply.json().at("/payment_problem/retryable").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "AGREEMENT_EXISTS, 409, agreement_exists",
        "JOURNAL_UNAVAILABLE, 503, unavailable",
        "NOT_SUPPORTED, 422, not_supported",
    })
    void whatTheCoreRefusesIsAProblem(Reason reason, int status, String code) {
        node.core.script = command -> Future.succeededFuture(Outcome.refused(reason));
        Reply reply = sign(",\"payment\":" + PAYMENT);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(node.core.submitted).hasSize(1);
    }

    @Test
    void anAgreementIsEnded() {
        node.core.journal.put(Views.AGREEMENT_ID, Views.agreement(Phase.APPROVED));
        node.core.closes = (command, view) -> new Outcome(
                Outcome.Result.REVERSED, Views.agreement(Phase.REVERSED), Reason.REVERSED_BEFORE, "22", null, false);
        Reply reply = node.post("/v1/agreements/" + ID + "/cancel", "").send();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void onlyAnAgreementOfHisOwnIsEndedHere() {
        node.core.journal.put(Views.AGREEMENT_ID, Views.agreement(Phase.APPROVED));
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
        for (Reply reply : new Reply[] {
            node.post("/v1/agreements/" + ID + "/cancel", "").asMerchantTwo().send(),
            node.post("/v1/agreements/" + Views.PAYMENT_ID + "/cancel", "").send(),
            node.get("/v1/agreements/" + ID).asMerchantTwo().send(),
            node.get("/v1/agreements/" + Views.PAYMENT_ID).send(),
        }) {
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.code()).isEqualTo("agreement_not_found");
        }
        assertThat(node.post("/v1/payments/" + ID + "/cancel", "").send().code())
                .isEqualTo("payment_not_found");
        assertThat(node.core.closed).isEmpty();
    }

    @Test
    void aDeductionIsAPaymentByItsAgreement() {
        node.core.journal.put(Views.AGREEMENT_ID, Views.agreement(Phase.APPROVED));
        Reply made = node.post("/v1/payments", deduction("o1", ",\"agreement_id\":\"" + ID + "\""))
                .send();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("agreement_id").asText()).isEqualTo(ID);
        assertThat(made.json().has("next_action")).isFalse();
        SubmitPayment asked = node.core.submitted.getFirst();
        assertThat(asked.kind()).isEqualTo(Kind.DEDUCTION);
        assertThat(asked.original()).isEqualTo(Views.AGREEMENT_ID);
        assertThat(asked.dedupeKey()).isEqualTo("m:M1:p:o1");
        assertThat(asked.terms()).isNull();
        assertThat(asked.checkout()).isNull();
        assertThat(node.get("/v1/payments?order_no=o1").send().json()).isEqualTo(made.json());
        assertThat(node.post(
                                "/v1/refunds",
                                Bodies.refund("r1", made.json().path("id").asText(), 34))
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void nobodyDeductsByAnAgreementThatIsNotHis() {
        node.core.journal.put(Views.AGREEMENT_ID, Views.agreement(Phase.APPROVED));
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
        String foreign = deduction("o1", ",\"agreement_id\":\"" + ID + "\"");
        assertThat(node.post("/v1/payments", foreign).asMerchantTwo().send().code())
                .isEqualTo("agreement_not_found");
        String none = deduction("o1", ",\"agreement_id\":\"" + Views.PAYMENT_ID + "\"");
        assertThat(node.post("/v1/payments", none).send().code()).isEqualTo("agreement_not_found");
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void aDeductionNeedsItsAgreementAndNothingElseTakesOne() {
        Reply without = node.post("/v1/payments", deduction("o1", "")).send();
        assertThat(without.code()).isEqualTo("missing_parameter");
        assertThat(without.param()).isEqualTo("agreement_id");
        String qr = Bodies.payment("o1").replace("}", ",\"agreement_id\":\"" + ID + "\"}");
        assertThat(node.post("/v1/payments", qr).send().param()).isEqualTo("agreement_id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "alipay_agreement" | "alipay_qr"             | not_supported     | product
            "member-17"        | "a b"                   | invalid_parameter | payer_ref
            "month"            | "year"                  | invalid_parameter | period_unit
            :1,                | :0,                     | invalid_parameter | period_count
            :1,                | :367,                   | invalid_parameter | period_count
            :1,                | :1.5,                   | invalid_parameter | period_count
            1500               | "1500"                  | invalid_amount    | amount
            1500               | 1500,"renews":true      | missing_parameter | first_due_on
            1500               | 1500,"first_due_on":"x" | invalid_parameter | first_due_on
            1500               | 1500,"payment":7        | invalid_parameter | payment
            1500               | 1500,"payment":{}       | missing_parameter | payment.order_no
            """)
    void whatIsWrongIsNamed(String there, String instead, String code, String param) {
        Reply reply =
                node.post("/v1/agreements", body("").replace(there, instead)).send();
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.param()).isEqualTo(param);
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void signAndPayIsAtOneWalletByAPayerWhoDoesSomething() {
        Reply other = sign(",\"payment\":" + PAYMENT.replace("alipay_qr", "wechat_qr"));
        assertThat(other.code()).isEqualTo("not_supported");
        assertThat(other.param()).isEqualTo("payment.product");
    }
}
