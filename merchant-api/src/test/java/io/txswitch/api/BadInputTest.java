package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that makes no sense is refused with the reason, and nobody else hears of it. */
@ExtendWith(VertxExtension.class)
class BadInputTest {
    private static final String REST = ",\"currency\":\"CNY\",\"subject\":\"tea\"}";

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

    private Reply pay(String body) {
        return node.post("/v1/payments", body).send();
    }

    private static void isRefused(Reply reply, int status, String code, String param) {
        assertThat(reply.body()).contains("\"code\":\"" + code + "\"");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("type").asText()).isEqualTo("urn:txswitch:problem:" + code);
        assertThat(reply.param()).isEqualTo(param);
        assertThat(reply.body()).doesNotContain("Exception", "jackson", "io.txswitch", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "0",
                "-0",
                "1.0",
                "1.5",
                "1e3",
                "1E0",
                "1e400",
                "1e-400",
                "10000000001",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775809",
                "18446744073709551617",
                "340282366920938463463374607431768211457",
                "\"1234\"",
                "\"1e3\"",
                "\"\u0661\u0662\u0663\"",
                "true",
                "[1234]",
                "{\"value\":1234}"
            })
    void onlyAWholePositiveAmountWithinTheLimitIsPaid(String amount) {
        Reply reply = pay("{\"order_no\":\"o1\",\"product\":\"alipay_qr\",\"amount\":" + amount + REST);
        isRefused(reply, 400, "invalid_amount", "amount");
        Reply refund = node.post(
                        "/v1/refunds",
                        "{\"refund_no\":\"r1\",\"payment_id\":\"" + Views.PAYMENT_ID + "\",\"amount\":" + amount + "}")
                .send();
        isRefused(refund, 400, "invalid_amount", "amount");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"01", "+1", ".5", "1.", "0x10", "1_000", "NaN", "Infinity", "-", "\u0661\u0662", "1 2", "1e"})
    void anAmountThatIsNoJsonIsMalformed(String amount) {
        isRefused(
                pay("{\"order_no\":\"o1\",\"product\":\"alipay_qr\",\"amount\":" + amount + REST),
                400,
                "malformed_json",
                "");
    }

    static List<byte[]> malformed() {
        String good = Bodies.payment("o1");
        return List.of(
                bytes(""),
                bytes(" "),
                bytes("null"),
                bytes("1234"),
                bytes("\"text\""),
                bytes("[" + good + "]"),
                bytes(good + good),
                bytes(good + " x"),
                bytes(good + "}"),
                bytes(good.substring(0, good.length() - 1)),
                bytes(good.replace("\"amount\":1234", "\"amount\":1234,\"amount\":1")),
                bytes(good.replace("\"amount\":1234", "\"amount\":1234,\"\\u0061mount\":1")),
                bytes(good.replace("\"tea\"", "'tea'")),
                bytes(good.replace("\"tea\"", "\"tea\",")),
                bytes(good.replace("\"tea\"", "\"te\na\"")),
                bytes(good.replace("\"tea\"", "\"tea\" // comment")),
                bytes(good.replace("\"tea\"", "\"\\x74ea\"")),
                bytes(good.replace("\"tea\"", "[".repeat(17) + "]".repeat(17))),
                bytes(good.replace("\"tea\"", "[".repeat(10_000) + "]".repeat(10_000))),
                bytes("[".repeat(30_000)),
                bytes("{\"a\":".repeat(6_000)),
                bytes(good.replace("\"tea\"", "\"" + "t".repeat(5_000) + "\"")),
                bytes(good.replace("\"subject\"", "\"" + "s".repeat(70) + "\"")),
                bytes(good.replace("1234", "1".repeat(200))),
                bytes(good.replace("\"tea\"", "[" + "1,".repeat(2_000) + "1]")),
                bytes("\uFEFF" + good),
                good.getBytes(StandardCharsets.UTF_16BE),
                good.getBytes(StandardCharsets.UTF_16LE),
                good.replace("tea", "t\u00e9a").getBytes(StandardCharsets.ISO_8859_1),
                new byte[] {0, 0, 0, 0},
                new byte[] {(byte) 0x1f, (byte) 0x8b, 8, 0});
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNotOneStrictJsonObjectIsMalformed(byte[] body) {
        isRefused(node.post("/v1/payments", "").body(body).send(), 400, "malformed_json", "");
        isRefused(node.post("/v1/refunds", "").body(body).send(), 400, "malformed_json", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    `"order_no":"o1",` | `` | missing_parameter | order_no
                    `"order_no":"o1"` | `"order_no":null` | missing_parameter | order_no
                    `"order_no":"o1"` | `"order_no":""` | invalid_parameter | order_no
                    `"order_no":"o1"` | `"order_no":17` | invalid_parameter | order_no
                    `"order_no":"o1"` | `"order_no":"a b"` | invalid_parameter | order_no
                    `"order_no":"o1"` | `"order_no":"' OR 1=1 --"` | invalid_parameter | order_no
                    `"order_no":"o1"` | `"order_no":"../etc"` | invalid_parameter | order_no
                    `"order_no":"o1"` | `"order_no":"\\u0661"` | invalid_parameter | order_no
                    `"order_no":"o1"` | `"order_no":"o1\\n"` | invalid_parameter | order_no
                    `"order_no":"o1"` | `"order_no":"o1\\u0000"` | invalid_parameter | order_no
                    `"order_no":"o1"` | `"order_no":["o1"]` | invalid_parameter | order_no
                    `"product":"alipay_qr",` | `` | missing_parameter | product
                    `"product":"alipay_qr"` | `"product":"card"` | unknown_product | product
                    `"product":"alipay_qr"` | `"product":"ALIPAY_QR"` | unknown_product | product
                    `"amount":1234,` | `` | missing_parameter | amount
                    `"amount":1234` | `"amount":null` | missing_parameter | amount
                    `"currency":"CNY",` | `` | missing_parameter | currency
                    `"currency":"CNY"` | `"currency":"USD"` | unsupported_currency | currency
                    `"currency":"CNY"` | `"currency":"cny"` | unsupported_currency | currency
                    `,"subject":"tea"` | `` | missing_parameter | subject
                    `"subject":"tea"` | `"subject":""` | invalid_parameter | subject
                    `"subject":"tea"` | `"subject":"  "` | invalid_parameter | subject
                    `"subject":"tea"` | `"subject":"a/b"` | invalid_parameter | subject
                    `"subject":"tea"` | `"subject":"a=b"` | invalid_parameter | subject
                    `"subject":"tea"` | `"subject":"a&b"` | invalid_parameter | subject
                    `"subject":"tea"` | `"subject":"a\\u0000b"` | invalid_parameter | subject
                    `"subject":"tea"` | `"subject":"a\\u2028b"` | invalid_parameter | subject
                    `"subject":"tea"` | `"subject":"a\\ud800b"` | invalid_parameter | subject
                    `"subject":"tea"` | `"subject":"tea","@type":"java.lang.Class"` | unknown_parameter | @type
                    `"subject":"tea"` | `"subject":"tea","__proto__":{}` | unknown_parameter | __proto__
                    `"subject":"tea"` | `"subject":"tea","merchant_id":"M2"` | unknown_parameter | merchant_id
                    `"subject":"tea"` | `"subject":"tea","":1` | unknown_parameter | ``
                    """)
    void eachMemberHasItsRule(String good, String bad, String code, String param) {
        isRefused(pay(Bodies.payment("o1").replace(good, bad == null ? "" : bad)), 400, code, param);
    }

    @Test
    void tooLongTextsAreRefused() {
        isRefused(pay(Bodies.payment("o".repeat(33))), 400, "invalid_parameter", "order_no");
        String subject = "\u8336".repeat(128);
        isRefused(pay(Bodies.payment("o1").replace("tea", subject)), 400, "invalid_parameter", "subject");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks",
                "//127.0.0.1:9999/hooks",
                "ftp://127.0.0.1:9999/hooks",
                "file:///etc/passwd",
                "gopher://127.0.0.1:9999/",
                "javascript:alert(1)",
                "http:127.0.0.1",
                "http:///hooks",
                "http://127.0.0.1:9998/hooks",
                "https://127.0.0.1:9999/hooks",
                "http://127.0.0.1/hooks",
                "http://127.0.0.1:9999@evil.example/hooks",
                "http://user@127.0.0.1:9999/hooks",
                "http://127.0.0.1:9999/hooks#fragment",
                "http://127.0.0.1:9999.evil.example/hooks",
                "http://2130706433:9999/hooks",
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]:9999/hooks",
                "http://127.0.0.1:9999/hooks\\u0000",
                "http://127.0.0.1:9999/ho oks",
                "http://127.0.0.1:9999/hooks\\r\\nX: y",
                "http://127.0.0.1:9999\\\\@evil.example/",
            })
    void onlyTheMerchantsOwnServerIsCalled(String url) {
        String body = Bodies.payment("o1").replace("}", ",\"notify_url\":\"" + url + "\"}");
        isRefused(pay(body), 400, "invalid_parameter", "notify_url");
    }

    @Test
    void aMerchantWithoutWebhookHasNobodyToCall() {
        String body = Bodies.payment("o1").replace("}", ",\"notify_url\":\"http://127.0.0.1:9999/hooks\"}");
        isRefused(node.post("/v1/payments", body).asMerchantTwo().send(), 400, "invalid_parameter", "notify_url");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    `{"payment_id":"0G0000000000A","amount":1}` | missing_parameter | refund_no
                    `{"refund_no":"r1","amount":1}` | missing_parameter | payment_id
                    `{"refund_no":"r1","payment_id":"0G0000000000A"}` | missing_parameter | amount
                    `{"refund_no":"r1","payment_id":"x","amount":1}` | invalid_parameter | payment_id
                    `{"refund_no":"r1","payment_id":"0g0000000000a","amount":1}` | invalid_parameter | payment_id
                    `{"refund_no":"r1","payment_id":"ZZZZZZZZZZZZZ","amount":1}` | invalid_parameter | payment_id
                    `{"refund_no":"r 1","order_no":"o1","amount":1}` | invalid_parameter | refund_no
                    `{"refund_no":"r1","order_no":"o1","amount":1,"reason":""}` | invalid_parameter | reason
                    `{"refund_no":"r1","order_no":"o1","amount":1,"currency":"CNY"}` | unknown_parameter | currency
                    """)
    void eachMemberOfARefundHasItsRule(String body, String code, String param) {
        isRefused(node.post("/v1/refunds", body).send(), 400, code, param);
    }

    @Test
    void aRefundNamesOnePaymentInOneWay() {
        String both = Bodies.refund("r1", "0G0000000000A", 1).replace("}", ",\"order_no\":\"o1\"}");
        isRefused(node.post("/v1/refunds", both).send(), 400, "invalid_parameter", "order_no");
    }

    @Test
    void queriesAreAsStrictAsBodies() {
        for (String query : List.of(
                "?order_no=o1&order_no=o2",
                "?order_no=o1&limit=1",
                "?order_no=o1&sort=amount",
                "?orderno=o1",
                "?Order_no=o1",
                "?order_no=o1&Order_no=o2",
                "?order_no[]=o1",
                "?refund_no=o1")) {
            isRefused(node.get("/v1/payments" + query).send(), 400, "invalid_request", "");
        }
        isRefused(node.get("/v1/payments/0G0000000000A?x=1").send(), 400, "invalid_request", "");
        isRefused(node.post("/v1/payments?x=1", Bodies.payment("o1")).send(), 400, "invalid_request", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0g0000000000a", "0G0000000000A0", "0G0000000000%C0", "ZZZZZZZZZZZZZ", "1%27--"})
    void anIdThatCannotBeOursIsNotThere(String id) {
        Reply reply = node.get("/v1/payments/" + id).send();
        assertThat(reply.status()).isIn(400, 404);
        assertThat(reply.code()).isIn("payment_not_found", "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%27%20OR%201%3D1", "a%20b", "%00", "", "o%0a1"})
    void aNumberThatCannotBeOneIsNotThere(String number) {
        isRefused(node.get("/v1/payments?order_no=" + number).send(), 404, "payment_not_found", "");
        isRefused(node.get("/v1/refunds?refund_no=" + number).send(), 404, "refund_not_found", "");
    }
}
