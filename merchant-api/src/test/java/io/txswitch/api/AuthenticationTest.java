package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Secret;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request nobody can be held to is refused before anything is asked of anybody. */
@ExtendWith(VertxExtension.class)
class AuthenticationTest {
    private static final String BODY = Bodies.payment("order-1");
    private static final long NOW_S = ApiNode.NOW.getEpochSecond();

    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(vertx);
    }

    @AfterEach
    void nothingReachedTheCore() {
        assertThat(node.core.submitted).isEmpty();
        assertThat(node.core.asked).isEmpty();
    }

    private Call pay() {
        return node.post("/v1/payments", BODY);
    }

    private static void isRefused(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("unauthorized");
        assertThat(reply.headers().get("WWW-Authenticate")).isEqualTo("TXSWITCH-HMAC-SHA256");
        assertThat(reply.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().path("retryable").asBoolean(true)).isFalse();
    }

    @Test
    void aRequestWithoutSignatureIsRefused() {
        isRefused(pay().unsigned().send());
        isRefused(pay().authorization("").send());
        isRefused(node.get("/v1/payments/" + Views.PAYMENT_ID).unsigned().send());
    }

    @Test
    void twoSignaturesAreNone() {
        Call call = pay();
        isRefused(call.addHeader("Authorization", call.authorization())
                .addHeader("Authorization", call.authorization())
                .unsigned()
                .send());
    }

    @Test
    void theSignatureMemberMustBeThereAndFilled() {
        String header = pay().authorization();
        isRefused(pay().authorization(header.replaceAll(",signature=.*", "")).send());
        isRefused(pay().authorization(header.replaceAll("signature=.*", "signature="))
                .send());
    }

    @Test
    void everyFlippedByteOfTheBodyIsNoticed() {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < body.length; i++) {
            byte[] altered = body.clone();
            altered[i] ^= 1;
            isRefused(pay().sendInstead(altered).send());
        }
    }

    @Test
    void everyAlteredCharacterOfTheHeaderIsNoticed() {
        String header = pay().authorization();
        for (int i = 0; i < header.length(); i++) {
            char other = header.charAt(i) == '1' ? '2' : '1';
            String altered = header.substring(0, i) + other + header.substring(i + 1);
            isRefused(pay().authorization(altered).send());
        }
    }

    @Test
    void anotherPathOrQueryThanTheSignedOneIsNoticed() {
        isRefused(pay().askInstead("/v1/refunds").send());
        isRefused(pay().askInstead("/v1/payments?").send());
        isRefused(pay().askInstead("/v1/payments?amount=1").send());
        isRefused(pay().askInstead("/v1//payments").send());
        isRefused(node.get("/v1/payments?order_no=order-1")
                .askInstead("/v1/payments?order_no=order-2")
                .send());
        isRefused(node.get("/v1/payments/0G0000000000A")
                .askInstead("/v1/payments/0G0000000000B")
                .send());
    }

    @Test
    void aSignedReadIsNoSignedPayment() {
        Call read = new Call(node, "GET", "/v1/payments").body(BODY);
        isRefused(pay().authorization(read.authorization()).send());
    }

    @Test
    void extraBytesAfterTheSignedBodyAreNoticed() {
        isRefused(
                pay().sendInstead((BODY + " ").getBytes(StandardCharsets.UTF_8)).send());
        isRefused(pay().sendInstead(new byte[0]).send());
    }

    @Test
    void anotherMerchantsSecretIsNoGood() {
        isRefused(pay().as("app-1", ApiNode.OTHER_SECRET).send());
        isRefused(pay().as("app-2", ApiNode.SECRET).send());
    }

    @Test
    void anUnknownApplicationIsToldNoMoreThanAWrongSignature() {
        Reply unknown =
                pay().as("app-9", new Secret("a-secret-of-nobody-at-all")).send();
        Reply wrong = pay().as("app-1", new Secret("a-secret-of-nobody-at-all")).send();
        isRefused(unknown);
        assertThat(unknown.json().path("detail")).isEqualTo(wrong.json().path("detail"));
    }

    @Test
    void theMerchantsIdIsNotHisApplication() {
        isRefused(pay().as("M1", ApiNode.SECRET).send());
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, -360, -86_400, 301, 360, 86_400})
    void aRequestFromAnotherTimeIsRefused(long offS) {
        isRefused(pay().at(NOW_S + offS).send());
    }

    @Test
    void aNonceIsGoodOnce() {
        String nonce = "the-very-same-nonce";
        String path = "/v1/payments/" + Views.PAYMENT_ID;
        assertThat(node.get(path).nonce(nonce).send().status()).isEqualTo(404);
        node.core.forget();
        isRefused(node.get(path).nonce(nonce).send());
        isRefused(pay().nonce(nonce).send());
        assertThat(node.count("txswitch_api_unauthorized", "why", "replayed")).isEqualTo(2);
    }

    @Test
    void aNonceIsOnlyUsedUpByItsOwner() {
        String nonce = "the-very-same-nonce";
        String path = "/v1/payments/" + Views.PAYMENT_ID;
        isRefused(node.get(path).nonce(nonce).as("app-1", ApiNode.OTHER_SECRET).send());
        assertThat(node.get(path).nonce(nonce).asMerchantTwo().send().status()).isEqualTo(404);
        assertThat(node.get(path).nonce(nonce).send().status()).isEqualTo(404);
        node.core.forget();
    }

    @Test
    void aReplayToAnotherNodeIsRefusedToo(Vertx vertx) {
        ApiStores shared = ApiStores.inMemory(InstantSource.fixed(ApiNode.NOW));
        ApiNode one = ApiNode.start(vertx, ApiNode.CONFIG, shared);
        ApiNode two = ApiNode.start(vertx, ApiNode.CONFIG, shared);
        String nonce = "the-very-same-nonce";
        String path = "/v1/payments/" + Views.PAYMENT_ID;
        assertThat(one.get(path).nonce(nonce).send().status()).isEqualTo(404);
        isRefused(two.get(path).nonce(nonce).send());
        node.core.forget();
    }

    @Test
    void theAnswerHoldsNothingOfTheRequestsSecrets() {
        Reply reply = pay().as("app-1", new Secret("a-secret-of-nobody-at-all")).send();
        assertThat(reply.body()).doesNotContain("secret", "app-1", "order-1", ApiNode.SECRET.reveal());
    }
}
