package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A payer on a page: one token, one opening, one payment. */
@ExtendWith(VertxExtension.class)
class CheckoutTest {
    private static final String ORDER =
            "{\"order_no\":\"order-7\",\"amount\":1234,\"currency\":\"CNY\",\"subject\":\"tea\"}";
    private static final String PLATE = "plate-of-the-test";
    private static final String ORIGIN = "https://shop-one.example";

    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(
                vertx,
                ApiNode.config("{\"api\":{\"checkout\":{\"public-url\":\"https://pay.example\",\"plates\":[{\"id\":\""
                        + PLATE + "\",\"merchant\":\"M1\",\"subject\":\"tea house\"}]}}}"),
                ApiNode.MERCHANTS);
    }

    private String token() {
        return node.post("/v1/checkouts", ORDER).send().json().path("token").asText();
    }

    private Call page(String method, String path) {
        return new Call(node, method, path).unsigned();
    }

    private String opened() {
        Reply reply = page("GET", "/cashier/" + token()).send();
        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.headers().get("Location")).isEqualTo("/cashier");
        return reply.headers().get("Set-Cookie");
    }

    private Call asked(String method, String path, String setCookie) {
        return page(method, path)
                .header("Cookie", setCookie.substring(0, setCookie.indexOf(';')))
                .header("X-Checkout", "1");
    }

    @Test
    void neitherAmountNorMerchantCanBeReadInAToken() {
        JsonNode made = node.post("/v1/checkouts", ORDER).send().json();
        assertThat(made.path("path").asText()).matches("/cashier/[A-Za-z0-9_-]+");
        byte[] token = Base64.getUrlDecoder().decode(made.path("token").asText());
        assertThat(new String(token, StandardCharsets.ISO_8859_1)).doesNotContain("order-7", "amount", "merchant");
        assertThat(made.path("expires_at").asText()).isEqualTo("2026-01-01T00:05:00.000Z");
    }

    @Test
    void aTokenOpensOnce() {
        String token = token();
        Reply first = page("GET", "/cashier/" + token).send();
        assertThat(first.headers().get("Set-Cookie"))
                .containsIgnoringCase("; HttpOnly")
                .contains("; SameSite=Lax", "; Secure", "; Path=/cashier");
        assertThat(page("GET", "/cashier/" + token).send().status()).isEqualTo(410);
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void aTokenIsGoodForMinutesAndASessionForItsTime(Vertx vertx) {
        AtomicReference<Instant> now = new AtomicReference<>(ApiNode.NOW);
        node = ApiNode.start(vertx, ApiNode.CONFIG, now::get);
        String unopened = token();
        String session = opened();
        now.set(ApiNode.NOW.plus(Duration.ofMinutes(5)));
        assertThat(page("GET", "/cashier/" + unopened).send().status()).isEqualTo(410);
        assertThat(page("POST", "/cashier/session")
                        .body("{\"token\":\"" + unopened + "\"}")
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(asked("GET", "/cashier/order", session).send().status()).isEqualTo(200);
        now.set(ApiNode.NOW.plus(Duration.ofMinutes(15)));
        assertThat(asked("GET", "/cashier/order", session).send().status()).isEqualTo(401);
        assertThat(asked("POST", "/cashier/pay", session)
                        .body("{\"product\":\"alipay_qr\"}")
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void aMerchantsPageAndOursCannotOpenTheSameToken() {
        String token = token();
        assertThat(page("POST", "/cashier/session")
                        .body("{\"token\":\"" + token + "\"}")
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(page("GET", "/cashier/" + token).send().status()).isEqualTo(410);
    }

    @Test
    void aPlateShowsWhomThePayerIsAboutToPay() {
        JsonNode shown = page("GET", "/plate/" + PLATE + ".json").send().json();
        assertThat(shown.path("merchant").asText()).isEqualTo("One");
        assertThat(shown.path("subject").asText()).isEqualTo("tea house");
        assertThat(shown.has("amount")).isFalse();
    }

    @Test
    void aPlateWithAPriceTakesNoOther(Vertx vertx) {
        node = ApiNode.start(
                vertx,
                ApiNode.config("{\"api\":{\"checkout\":{\"plates\":[{\"id\":\"" + PLATE
                        + "\",\"merchant\":\"M1\",\"subject\":\"tea house\",\"amount-minor\":888}]}}}"),
                ApiNode.MERCHANTS);
        assertThat(page("GET", "/plate/" + PLATE + ".json")
                        .send()
                        .json()
                        .path("amount")
                        .asLong())
                .isEqualTo(888);
        Reply typed = page("POST", "/cashier/plate")
                .body("{\"plate\":\"" + PLATE + "\",\"amount\":1}")
                .send();
        JsonNode order = asked("GET", "/cashier/order", typed.headers().get("Set-Cookie"))
                .send()
                .json();
        assertThat(order.path("amount").asLong()).isEqualTo(888);
    }

    @Test
    void whatIsNoTokenOpensNothing() {
        String session = opened();
        String value = session.substring(session.indexOf('=') + 1, session.indexOf(';'));
        String token = token();
        for (String text : new String[] {"x", "A".repeat(600), token.substring(1), token + "A", value}) {
            assertThat(page("GET", "/cashier/" + text).send().status()).isEqualTo(410);
        }
    }

    @Test
    void thePayerPaysOnceHoweverOftenThePageAsks() {
        String session = opened();
        JsonNode order = asked("GET", "/cashier/order", session).send().json();
        assertThat(order.path("amount").asLong()).isEqualTo(1234);
        assertThat(order.path("products")).isNotEmpty();
        Reply paid = asked("POST", "/cashier/pay", session)
                .body("{\"product\":\"alipay_qr\"}")
                .send();
        assertThat(paid.status()).isEqualTo(201);
        Reply again = asked("POST", "/cashier/pay", session)
                .body("{\"product\":\"wechat_qr\"}")
                .send();
        assertThat(again.json().path("id")).isEqualTo(paid.json().path("id"));
        assertThat(node.core.journal).hasSize(1);
        assertThat(asked("GET", "/cashier/status", session)
                        .send()
                        .json()
                        .path("order_no")
                        .asText())
                .isEqualTo("order-7");
        assertThat(node.get("/v1/payments?order_no=order-7").send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alipay_transfer", "alipay_share", "alipay_deduct", "alipay_agreement", "alipay_code"})
    void aPayerChoosesOnlyWhatPayersDo(String product) {
        Reply reply = asked("POST", "/cashier/pay", opened())
                .body("{\"product\":\"" + product + "\"}")
                .send();
        assertThat(reply.code()).isEqualTo("unknown_product");
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void withoutItsSessionAPageSeesNothing() {
        String session = opened();
        assertThat(page("GET", "/cashier/order").send().status()).isEqualTo(401);
        assertThat(page("GET", "/cashier/order")
                        .header("Cookie", session.substring(0, session.indexOf(';')))
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(page("GET", "/cashier/order")
                        .header("Authorization", "Bearer x")
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "MicroMessenger/8.0, wechat, wechat_qr",
        "AlipayClient/10.6, alipay, alipay_h5",
        "UnionPay/1.0, unionpay, unionpay_qr",
    })
    void theScanningWalletIsOfferedItsOwn(String userAgent, String wallet, String first) {
        JsonNode order = asked("GET", "/cashier/order", opened())
                .header("User-Agent", userAgent)
                .send()
                .json();
        assertThat(order.path("wallet").asText()).isEqualTo(wallet);
        assertThat(order.path("products"))
                .allMatch(each -> each.path("channel").asText().equals(wallet));
        assertThat(order.at("/products/0/id").asText()).isEqualTo(first);
    }

    @Test
    void aPlateTakesWhatThePayerTypes() {
        assertThat(page("GET", "/plate/" + PLATE).send().body()).contains("/cashier/page.js");
        assertThat(page("GET", "/plate/no-such-plate").send().status()).isEqualTo(404);
        Reply typed = page("POST", "/cashier/plate")
                .body("{\"plate\":\"" + PLATE + "\",\"amount\":250}")
                .send();
        assertThat(typed.status()).isEqualTo(201);
        String session = typed.headers().get("Set-Cookie");
        assertThat(asked("POST", "/cashier/pay", session)
                        .body("{\"product\":\"alipay_qr\"}")
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(node.core.submitted.getFirst().money().amountMinor()).isEqualTo(250);
        assertThat(node.core.submitted.getFirst().orderNo()).matches("plate-[0-9a-f]{24}");
    }

    @Test
    void aPlateIsPrintedAsSvgOrPng() {
        Reply svg = page("GET", "/plate/" + PLATE + ".svg").send();
        assertThat(svg.headers().get("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(svg.body()).startsWith("<svg ");
        assertThat(page("GET", "/plate/" + PLATE + ".png").send().headers().get("Content-Type"))
                .isEqualTo("image/png");
        assertThat(page("GET", "/plate/" + PLATE + ".exe").send().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1.5", "\"250\"", "null", "99999999999999"})
    void aPlateTakesNoNonsense(String amount) {
        Reply reply = page("POST", "/cashier/plate")
                .body("{\"plate\":\"" + PLATE + "\",\"amount\":" + amount + "}")
                .send();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers().get("Set-Cookie")).isNull();
    }

    @Test
    void aMerchantsOwnPageIsLetInByItsOrigin() {
        Reply preflight =
                page("OPTIONS", "/cashier/session").header("Origin", ORIGIN).send();
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers().get("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(preflight.headers().get("Access-Control-Allow-Headers")).contains("authorization");
        Reply opened = page("POST", "/cashier/session")
                .header("Origin", ORIGIN)
                .body("{\"token\":\"" + token() + "\"}")
                .send();
        assertThat(opened.status()).isEqualTo(201);
        Reply order = page("GET", "/cashier/order")
                .header("Origin", ORIGIN)
                .header(
                        "Authorization",
                        "Bearer " + opened.json().path("session").asText())
                .send();
        assertThat(order.status()).isEqualTo(200);
        assertThat(order.headers().get("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(order.headers().get("Vary")).isEqualTo("Origin");
    }

    @Test
    void aForeignPageIsLetInNowhere() {
        for (String origin : new String[] {"https://evil.example", "null", "https://shop-one.example.evil.example"}) {
            Reply preflight =
                    page("OPTIONS", "/cashier/session").header("Origin", origin).send();
            assertThat(preflight.status()).isEqualTo(403);
            assertThat(preflight.headers().get("Access-Control-Allow-Origin")).isNull();
            Reply opened = page("POST", "/cashier/session")
                    .header("Origin", origin)
                    .body("{\"token\":\"" + token() + "\"}")
                    .send();
            assertThat(opened.status()).isEqualTo(401);
            assertThat(opened.headers().get("Access-Control-Allow-Origin")).isNull();
        }
    }

    @Test
    void pagesLoadNothingFromElsewhereAndAreFramedByNobody() {
        for (String path : new String[] {"/cashier", "/plate/" + PLATE}) {
            Reply reply = page("GET", path).send();
            assertThat(reply.headers().get("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(reply.headers().get("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(reply.body()).doesNotContain("http://", "https://", "onclick", "style=");
        }
        assertThat(page("GET", "/cashier/page.js").send().status()).isEqualTo(200);
        assertThat(page("GET", "/cashier/shared.js").send().status()).isEqualTo(200);
        assertThat(page("GET", "/cashier/page.css").send().status()).isEqualTo(200);
    }

    @Test
    void anAddressThatIsNotTheMerchantsIsNoPlaceToReturnTo() {
        String body = ORDER.replace("}", ",\"return_url\":\"https://evil.example/x\"}");
        Reply reply = node.post("/v1/checkouts", body).send();
        assertThat(reply.code()).isEqualTo("invalid_parameter");
        assertThat(reply.param()).isEqualTo("return_url");
        assertThat(node.post("/v1/checkouts", ORDER.replace("}", ",\"return_url\":\"" + ORIGIN + "/x\"}"))
                        .send()
                        .status())
                .isEqualTo(201);
    }
}
