package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Phase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A payer who comes back from a wallet: where to, and what he is told there. */
@ExtendWith(VertxExtension.class)
class ResultPagesTest {
    private static final String OWN = "https://pay.example";
    private static final String SHOP = "https://shop-one.example/thanks?order=7";
    private static final String H5 =
            "{\"order_no\":\"order-7\",\"product\":\"alipay_h5\",\"amount\":1234,\"currency\":\"CNY\","
                    + "\"subject\":\"tea\",\"payer_ip\":\"203.0.113.7\",\"return_url\":\"" + SHOP + "\"}";

    private final AtomicReference<Instant> now = new AtomicReference<>(ApiNode.NOW);
    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(vertx, config("\"public-url\":\"" + OWN + "\""), now::get);
    }

    private static ApiConfig config(String checkout) {
        return ApiNode.config("{\"api\":{\"checkout\":{" + checkout + "}}}");
    }

    private SubmitPayment paid() {
        assertThat(node.post("/v1/payments", H5).send().status()).isEqualTo(201);
        return node.core.submitted.getFirst();
    }

    private String token() {
        return paid().checkout().backUrl().substring((OWN + "/result/").length());
    }

    private void journaled(Phase phase, String returnUrl) {
        PaymentView made = node.core.journal.values().iterator().next();
        node.core.journal.put(made.id(), Views.returning(made, phase, returnUrl));
    }

    private Reply page(String path) {
        return new Call(node, "GET", path).unsigned().send();
    }

    private Reply state(String token) {
        return new Call(node, "GET", "/result/state")
                .unsigned()
                .header("Authorization", "Bearer " + token)
                .send();
    }

    @Test
    void aWalletIsGivenOurOwnPageAndNothingCanBeReadInItsAddress() {
        String back = paid().checkout().backUrl();
        assertThat(back).matches(OWN + "/result/[A-Za-z0-9_-]+").hasSizeLessThan(256);
        String sealed = new String(
                Base64.getUrlDecoder().decode(back.substring((OWN + "/result/").length())),
                StandardCharsets.ISO_8859_1);
        assertThat(sealed).doesNotContain("order-7", "M1", "1234", "shop-one");
        assertThat(node.core.submitted.getFirst().checkout().returnUrl()).isEqualTo(SHOP);
    }

    @Test
    void thePageIsTheSameWhateverIsAddedToItsAddress() {
        String token = token();
        String plain = page("/result/" + token).body();
        assertThat(plain).contains("/result/page.js").doesNotContain("order-7", "1234", "shop-one");
        assertThat(page("/result/" + token + "?trade_status=TRADE_SUCCESS&status=succeeded&total_amount=0.01")
                        .body())
                .isEqualTo(plain);
        assertThat(state(token).json().path("status").asText()).isEqualTo("pending");
    }

    @Test
    void theStateIsTheJournals() {
        String token = token();
        journaled(Phase.APPROVED, SHOP);
        JsonNode state = state(token).json();
        assertThat(state.path("status").asText()).isEqualTo("succeeded");
        assertThat(state.path("merchant").asText()).isEqualTo("One");
        assertThat(state.path("amount").asLong()).isEqualTo(1234);
        assertThat(state.path("return_url").asText()).isEqualTo(SHOP);
    }

    @Test
    void theWayOnIsOnlyToAnOriginThatTheMerchantHasRegistered() {
        String token = token();
        journaled(Phase.APPROVED, "https://no-longer-his.example/x");
        assertThat(state(token).json().has("return_url")).isFalse();
    }

    @Test
    void aPageMayBeLookedAtAgainUntilItIsOver() {
        String token = token();
        assertThat(page("/result/" + token).status()).isEqualTo(200);
        assertThat(page("/result/" + token).status()).isEqualTo(200);
        now.set(ApiNode.NOW.plus(Duration.ofHours(2)));
        assertThat(page("/result/" + token).status()).isEqualTo(410);
        assertThat(state(token).status()).isEqualTo(401);
    }

    @Test
    void whatIsNoAddressOfOursShowsNothing() {
        String token = token();
        String checkout = node.post(
                        "/v1/checkouts", "{\"order_no\":\"o2\",\"amount\":1,\"currency\":\"CNY\",\"subject\":\"tea\"}")
                .send()
                .json()
                .path("token")
                .asText();
        String changed = (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1);
        for (String text : new String[] {"x", "A".repeat(300), token.substring(1), token + "A", changed, checkout}) {
            assertThat(page("/result/" + text).status()).isEqualTo(410);
            assertThat(state(text).status()).isEqualTo(401);
        }
        assertThat(page("/result/state").status()).isEqualTo(401);
        assertThat(page("/result").status()).isEqualTo(404);
        assertThat(page("/cashier/" + token).status()).isEqualTo(410);
    }

    @Test
    void aPaymentThatIsNotThereYetIsNoEnd() {
        String token = token();
        node.core.journal.clear();
        assertThat(state(token).status()).isEqualTo(404);
    }

    @Test
    void withoutAnOriginOfOurOwnTheWalletIsGivenTheMerchantsPage(Vertx vertx) {
        ApiNode closed = ApiNode.start(vertx, config(""), now::get);
        closed.post("/v1/payments", H5).send();
        // One bus, two cores: either may have been asked.
        List<SubmitPayment> submitted = new ArrayList<>(closed.core.submitted);
        submitted.addAll(node.core.submitted);
        assertThat(submitted.getFirst().checkout().backUrl()).isEqualTo(SHOP);
    }

    @Test
    void aCodeToScanHasNoWayBack() {
        node.post("/v1/payments", H5.replace("alipay_h5", "alipay_qr")).send();
        assertThat(node.core.submitted.getFirst().checkout().resultUrl()).isNull();
    }

    @Test
    void aPaymentOnTheCashierPageReturnsInTheSameWay() {
        String token = node.post(
                        "/v1/checkouts",
                        H5.replace(",\"payer_ip\":\"203.0.113.7\"", "").replace("\"product\":\"alipay_h5\",", ""))
                .send()
                .json()
                .path("token")
                .asText();
        String cookie = page("/cashier/" + token).headers().get("Set-Cookie");
        new Call(node, "POST", "/cashier/pay")
                .unsigned()
                .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                .header("X-Checkout", "1")
                .body("{\"product\":\"alipay_h5\"}")
                .send();
        SubmitPayment asked = node.core.submitted.getFirst();
        assertThat(asked.checkout().resultUrl()).startsWith(OWN + "/result/");
        assertThat(asked.checkout().returnUrl()).isEqualTo(SHOP);
        assertThat(asked.checkout().payerAddress()).isEqualTo("127.0.0.1");
    }
}
