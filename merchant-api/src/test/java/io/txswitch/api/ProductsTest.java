package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Checkout;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.Phase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A product is a row: what is sold by it is in the configuration alone. */
@ExtendWith(VertxExtension.class)
class ProductsTest {
    private static final String ROW = """
            {"products":[{"id":"tea_card","channel":"alipay","mode":"jsapi","required":["notify_url"],
              "currencies":["EUR"],"min-amount-minor":100,"max-amount-minor":500}]}""";

    private static String body(String product, long amount, String currency, String more) {
        return "{\"order_no\":\"o1\",\"product\":\"" + product + "\",\"amount\":" + amount + ",\"currency\":\""
                + currency + "\",\"subject\":\"tea\"" + more + "}";
    }

    @Test
    void aRowInTheConfigurationIsAllANewProductNeeds(Vertx vertx) {
        ApiNode node = ApiNode.start(vertx, ApiNode.config(ROW), ApiNode.MERCHANTS);
        String more = ",\"payer_id\":\"openid-1\",\"notify_url\":\"http://127.0.0.1:9999/x\"";
        Reply reply =
                node.post("/v1/payments", body("tea_card", 300, "EUR", more)).send();
        assertThat(reply.status()).isEqualTo(201);
        SubmitPayment asked = node.core.submitted.getFirst();
        assertThat(asked.product()).isEqualTo("tea_card");
        assertThat(asked.checkout()).isEqualTo(new Checkout(PayMode.JSAPI, "openid-1", null, null));
        assertThat(node.get("/v1/products").send().body()).contains("\"tea_card\"");
    }

    @ParameterizedTest
    @CsvSource({
        "99, EUR, invalid_amount, amount, true",
        "501, EUR, invalid_amount, amount, true",
        "300, CNY, unsupported_currency, currency, true",
        "300, EUR, missing_parameter, payer_id, false",
    })
    void theRulesOfARowAreKept(long amount, String currency, String code, String param, boolean complete, Vertx vertx) {
        ApiNode node = ApiNode.start(vertx, ApiNode.config(ROW), ApiNode.MERCHANTS);
        String more = ",\"notify_url\":\"http://127.0.0.1:9999/x\"" + (complete ? ",\"payer_id\":\"openid-1\"" : "");
        Reply reply = node.post("/v1/payments", body("tea_card", amount, currency, more))
                .send();
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.param()).isEqualTo(param);
        assertThat(node.core.submitted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "281234567890123456, alipay_code",
        "131234567890123456, wechat_code",
        "6212345678901234567, unionpay_code",
    })
    void thePayersCodeTellsTheWallet(String code, String product, Vertx vertx) {
        ApiNode node = ApiNode.start(vertx);
        Reply reply = node.post("/v1/payments", body("payer_code", 1, "CNY", ",\"payer_code\":\"" + code + "\""))
                .send();
        assertThat(reply.status()).isEqualTo(201);
        SubmitPayment asked = node.core.submitted.getFirst();
        assertThat(asked.kind()).isEqualTo(Kind.CODE_PAYMENT);
        assertThat(asked.product()).isEqualTo(product);
        assertThat(asked.payerCode().digits()).isEqualTo(code);
        assertThat(reply.body()).doesNotContain(code);
    }

    @ParameterizedTest
    @CsvSource({
        "payer_code, 991234567890123456, invalid_parameter, payer_code",
        "payer_code, 12345, invalid_parameter, payer_code",
        "payer_code, '', missing_parameter, payer_code",
        "alipay_qr, 281234567890123456, invalid_parameter, payer_code",
        "unionpay_jsapi, '', not_supported, product",
    })
    void whatFitsNoProductIsRefusedWithTheReason(
            String product, String code, String problem, String param, Vertx vertx) {
        ApiNode node = ApiNode.start(vertx);
        String more = code.isEmpty() ? "" : ",\"payer_code\":\"" + code + "\"";
        Reply reply = node.post("/v1/payments", body(product, 1, "CNY", more)).send();
        assertThat(reply.code()).isEqualTo(problem);
        assertThat(reply.param()).isEqualTo(param);
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void aRowIsAllThatANewWayToDeductNeeds(Vertx vertx) {
        String rows = "{\"products\":[{\"id\":\"tea_club\",\"channel\":\"alipay\",\"mode\":\"deduct\","
                + "\"max-amount-minor\":500}]}";
        ApiNode node = ApiNode.start(vertx, ApiNode.config(rows), ApiNode.MERCHANTS);
        node.core.journal.put(Views.AGREEMENT_ID, Views.agreement(Phase.APPROVED));
        String more = ",\"agreement_id\":\"" + Views.AGREEMENT_ID + "\"";
        assertThat(node.post("/v1/payments", body("tea_club", 501, "CNY", more))
                        .send()
                        .param())
                .isEqualTo("amount");
        Reply reply =
                node.post("/v1/payments", body("tea_club", 500, "CNY", more)).send();
        assertThat(reply.status()).isEqualTo(201);
        assertThat(node.core.submitted.getFirst().kind()).isEqualTo(Kind.DEDUCTION);
        assertThat(node.core.submitted.getFirst().product()).isEqualTo("tea_club");
        JsonNode row = node.get("/v1/products")
                .send()
                .json()
                .path("data")
                .valueStream()
                .filter(each -> each.path("id").asText().equals("tea_club"))
                .findFirst()
                .orElseThrow();
        assertThat(row.path("mode").asText()).isEqualTo("deduct");
        assertThat(row.path("required").get(0).asText()).isEqualTo("agreement_id");
    }

    @ParameterizedTest
    @CsvSource({
        "alipay_agreement, /v1/agreements",
        "alipay_transfer, /v1/transfers",
        "alipay_share, /v1/payments/{id}/shares",
    })
    void whatDoesNotPayIsAskedForElsewhere(String product, String where, Vertx vertx) {
        ApiNode node = ApiNode.start(vertx);
        Reply reply = node.post("/v1/payments", body(product, 1, "CNY", "")).send();
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("not_supported");
        assertThat(reply.param()).isEqualTo("product");
        assertThat(reply.json().path("detail").asText()).contains(where);
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void anAgreementWithOneWalletIsNoConsentTowardsAnother(Vertx vertx) {
        String rows = "{\"products\":[{\"id\":\"tea_deduct\",\"channel\":\"wechat\",\"mode\":\"deduct\"}]}";
        ApiNode node = ApiNode.start(vertx, ApiNode.config(rows), ApiNode.MERCHANTS);
        node.core.journal.put(Views.AGREEMENT_ID, Views.agreement(Phase.APPROVED));
        String more = ",\"agreement_id\":\"" + Views.AGREEMENT_ID + "\"";
        Reply reply =
                node.post("/v1/payments", body("tea_deduct", 1, "CNY", more)).send();
        assertThat(reply.code()).isEqualTo("invalid_parameter");
        assertThat(reply.param()).isEqualTo("agreement_id");
        assertThat(node.core.submitted).isEmpty();
    }
}
