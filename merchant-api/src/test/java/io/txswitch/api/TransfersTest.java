package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.bus.BusException;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Terms;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class TransfersTest {
    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(vertx);
    }

    private static String body(String transferNo, long amount) {
        return "{\"transfer_no\":\"" + transferNo + "\",\"product\":\"alipay_transfer\",\"amount\":" + amount
                + ",\"currency\":\"CNY\",\"payee_id\":\"2088000000000001\",\"title\":\"bonus\"}";
    }

    private Reply transfer(String body) {
        return node.post("/v1/transfers", body).send();
    }

    @Test
    void aTransferIsMadeShownAndListed() {
        Reply made = transfer(body("transfer-1", 500));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("status").asText()).isEqualTo("succeeded");
        assertThat(made.json().path("payee_id").asText()).isEqualTo("2088000000000001");
        assertThat(node.get(made.headers().get("Location")).send().json()).isEqualTo(made.json());
        assertThat(node.get("/v1/transfers?transfer_no=transfer-1").send().json())
                .isEqualTo(made.json());
        assertThat(node.get("/v1/transfers").send().json().path("data")).hasSize(1);
        assertThat(node.get("/v1/payments").send().json().path("data")).isEmpty();
    }

    @Test
    void theCoreIsAskedWithEverythingThatMakesTheTransfer() {
        node.post("/v1/transfers", body("transfer-1", 500))
                .nonce("nonce-of-this-transfer")
                .send();
        assertThat(node.core.submitted)
                .containsExactly(new SubmitPayment(
                        Kind.TRANSFER,
                        "m:M1:t:transfer-1",
                        RequestSignature.sha256(
                                "product=alipay_transfer\namount=500\ncurrency=CNY\npayee=2088000000000001\n"
                                        .getBytes()),
                        "M1",
                        null,
                        "alipay_transfer",
                        Money.cny(500),
                        null,
                        "transfer-1",
                        null,
                        null,
                        null,
                        "bonus",
                        null,
                        8_000,
                        null,
                        null,
                        null,
                        null,
                        "nonce-of-this-transfer",
                        Terms.payee("2088000000000001")));
    }

    @Test
    void theSameTransferTwiceIsOneAndAnotherUnderItsNumberAConflict() {
        Reply first = transfer(body("transfer-1", 500));
        Reply second = transfer(body("transfer-1", 500));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(transfer(body("transfer-1", 501)).code()).isEqualTo("order_conflict");
        assertThat(transfer(body("transfer-1", 500).replace("0001\"", "0002\"")).code())
                .isEqualTo("order_conflict");
    }

    @Test
    void aReplayedRequestIsRefused() {
        node.core.script = command -> Future.succeededFuture(Outcome.refused(Reason.REPLAYED));
        Reply reply = transfer(body("transfer-1", 500));
        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void anIdempotencyKeyStandsForOneTransfer() {
        Call first = node.post("/v1/transfers", body("transfer-1", 500)).header("Idempotency-Key", "k1");
        assertThat(first.send().status()).isEqualTo(201);
        Call other = node.post("/v1/transfers", body("transfer-2", 500)).header("Idempotency-Key", "k1");
        assertThat(other.send().code()).isEqualTo("idempotency_conflict");
    }

    @Test
    void anotherMerchantsTransferIsNotThereNorIsAPaymentOne() {
        Reply made = transfer(body("transfer-1", 500));
        String path = made.headers().get("Location");
        assertThat(node.get(path).asMerchantTwo().send().code()).isEqualTo("transfer_not_found");
        assertThat(node.get("/v1/transfers?transfer_no=transfer-1")
                        .asMerchantTwo()
                        .send()
                        .code())
                .isEqualTo("transfer_not_found");
        assertThat(node.get("/v1/transfers").asMerchantTwo().send().json().path("data"))
                .isEmpty();
        String id = made.json().path("id").asText();
        assertThat(node.get("/v1/payments/" + id).send().status()).isEqualTo(404);
        assertThat(node.get("/v1/refunds/" + id).send().status()).isEqualTo(404);
        for (String end : new String[] {"/close", "/cancel"}) {
            assertThat(node.post("/v1/payments/" + id + end, "").send().status())
                    .as("nothing is done to it")
                    .isEqualTo(404);
        }
        assertThat(node.core.closed).isEmpty();
    }

    @Test
    void whatTheWalletSaidIsToldInItsOwnWordsToo() {
        PaymentView failed = Views.said(Views.transfer(Phase.DECLINED), Reason.CHANNEL_REFUSED, "PAYEE_NOT_EXIST");
        node.core.script = command -> Future.succeededFuture(
                new Outcome(Outcome.Result.DECLINED, failed, Reason.CHANNEL_REFUSED, "05", null, false));
        Reply reply = transfer(body("transfer-1", 500));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("status").asText()).isEqualTo("failed");
        assertThat(reply.json().path("reason").asText()).isEqualTo(Reason.CHANNEL_REFUSED.apiCode());
        assertThat(reply.json().path("channel_code").asText()).isEqualTo("PAYEE_NOT_EXIST");
    }

    @Test
    void aRefusalTellsTheWalletsCodeToo() {
        PaymentView failed = Views.said(Views.transfer(Phase.DECLINED), Reason.CHANNEL_REFUSED, "PAYEE_NOT_EXIST");
        node.core.script = command -> Future.succeededFuture(
                new Outcome(Outcome.Result.REFUSED, failed, Reason.CHANNEL_REFUSED, "05", null, false));
        Reply reply = transfer(body("transfer-1", 500));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("channel_code").asText()).isEqualTo("PAYEE_NOT_EXIST");
        assertThat(reply.json().path("retryable").asBoolean()).isFalse();
    }

    @Test
    void aSilentCoreLeavesTheEndOpen() {
        node.core.script = command -> Future.failedFuture(new BusException("lost", false));
        Reply reply = transfer(body("transfer-1", 500));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("status").asText()).isEqualTo("unknown");
        assertThat(reply.json().path("transfer_no").asText()).isEqualTo("transfer-1");
    }

    @ParameterizedTest
    @CsvSource({
        "alipay_transfer, alipay_qr, not_supported, product",
        "alipay_transfer, nothing, unknown_product, product",
        "2088000000000001, 20 88, invalid_parameter, payee_id",
        "bonus, a/b, invalid_parameter, title",
        "CNY, USD, unsupported_currency, currency",
        "500, 0, invalid_amount, amount",
        "payee_id, payee, unknown_parameter, payee",
    })
    void whatIsWrongIsNamed(String there, String instead, String code, String param) {
        Reply reply = transfer(body("transfer-1", 500).replace(there, instead));
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.param()).isEqualTo(param);
        assertThat(node.core.submitted).isEmpty();
    }
}
