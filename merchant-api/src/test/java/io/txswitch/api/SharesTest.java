package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class SharesTest {
    private static final String PATH = "/v1/payments/" + Views.PAYMENT_ID + "/shares";

    private static final TxId OTHER = TxId.parse("0G0000000000F");

    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(vertx);
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
        node.core.journal.put(OTHER, Views.payment(OTHER, Phase.APPROVED, "M1", "order-2", 0));
    }

    private static String body(String more) {
        return "{\"share_no\":\"share-1\",\"receivers\":[{\"type\":\"merchant\",\"account\":\"2088-9\",\"amount\":100,"
                + "\"description\":\"delivery\"},{\"type\":\"person\",\"account\":\"2088-1\",\"amount\":34}]" + more
                + "}";
    }

    @Test
    void partsOfAPaymentAreHandedOnShownAndListed() {
        Reply made = node.post(PATH, body("")).send();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("amount").asLong()).isEqualTo(134);
        assertThat(made.json().path("payment_id").asText()).isEqualTo(Views.PAYMENT_ID.text());
        assertThat(made.json().path("receivers")).hasSize(2);
        assertThat(node.get(made.headers().get("Location")).send().json()).isEqualTo(made.json());
        assertThat(node.get(PATH).send().json().path("data")).hasSize(1);
        String other = "/v1/payments/" + OTHER + "/shares";
        assertThat(node.get(other).send().json().path("data")).isEmpty();
        assertThat(node.get(other + "?share_no=share-1").send().code()).isEqualTo("share_not_found");
        assertThat(node.get("/v1/payments/" + Views.REFUND_ID + "/shares")
                        .send()
                        .code())
                .isEqualTo("payment_not_found");
        assertThat(node.post(PATH, body("")).send().status()).isEqualTo(200);
        assertThat(node.post(PATH, body("").replace("34", "35")).send().code()).isEqualTo("order_conflict");
    }

    @Test
    void theCoreIsAskedWithEverythingThatMakesIt() {
        node.post(PATH, body("")).nonce("nonce-of-this-share").send();
        SubmitPayment asked = node.core.submitted.getFirst();
        assertThat(asked.kind()).isEqualTo(Kind.SHARE);
        assertThat(asked.dedupeKey()).isEqualTo("m:M1:s:share-1");
        assertThat(asked.original()).isEqualTo(Views.PAYMENT_ID);
        assertThat(asked.product()).as("the row of the payment's channel").isEqualTo("alipay_share");
        assertThat(asked.money()).isEqualTo(Money.cny(134));
        assertThat(asked.nonce()).isEqualTo("nonce-of-this-share");
        assertThat(asked.terms())
                .isEqualTo(Terms.receivers(List.of(
                        new ShareReceiver(ShareReceiver.Type.MERCHANT, "2088-9", 100, "delivery"),
                        new ShareReceiver(ShareReceiver.Type.PERSON, "2088-1", 34, null))));
    }

    @Test
    void anotherMerchantsPaymentIsNotSharedNorSeen() {
        assertThat(node.post(PATH, body("")).asMerchantTwo().send().code()).isEqualTo("payment_not_found");
        node.post(PATH, body("")).send();
        assertThat(node.get(PATH).asMerchantTwo().send().code()).isEqualTo("payment_not_found");
        assertThat(node.get(PATH + "?share_no=share-1").asMerchantTwo().send().status())
                .isEqualTo(404);
    }

    @Test
    void aCardPaymentHasNoParts() {
        node.core.journal.put(Views.PAYMENT_ID, Views.card());
        Reply reply = node.post(PATH, body("")).send();
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("not_supported");
        assertThat(node.core.submitted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"wechat_share", "alipay_qr", "nothing"})
    void aRowOfAnotherChannelOrModeSharesNothing(String product) {
        Reply reply = node.post(PATH, body(",\"product\":\"" + product + "\"")).send();
        assertThat(reply.code()).isEqualTo("not_supported");
        assertThat(reply.param()).isEqualTo("product");
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void moreThanIsLeftIsTheJournalsToRefuse() {
        node.core.script = command -> Future.succeededFuture(Outcome.refused(Reason.SHARE_TOO_LARGE));
        Reply reply = node.post(PATH, body("")).send();
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("shares_exceed_payment");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "merchant" | "shop"                      | invalid_parameter | receivers[0].type
            "2088-1"   | ""                          | invalid_parameter | receivers[1].account
            :34        | :-34                        | invalid_amount    | receivers[1].amount
            "account"  | "acount"                    | unknown_parameter | receivers[0].acount
            [{         | [7,{                        | invalid_parameter | receivers
            share-1    | share 1                     | invalid_parameter | share_no
            """)
    void whatIsWrongIsNamed(String there, String instead, String code, String param) {
        String body = body("");
        int at = body.indexOf(there);
        Reply reply = node.post(PATH, body.substring(0, at) + instead + body.substring(at + there.length()))
                .send();
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.param()).isEqualTo(param);
        assertThat(node.core.submitted).isEmpty();
    }
}
