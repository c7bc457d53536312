package io.txswitch.sandbox.wallet.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Await;
import io.txswitch.sandbox.wallet.NoticeReceiver;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.txswitch.sandbox.wallet.ScreenExtras.ConsentState;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agreements, deductions and shares, by a client whose signatures are written out by hand. */
@ExtendWith(VertxExtension.class)
class AlipayAgreementsTest {
    private static final String SCENE = "INDUSTRY|CARRENTAL";

    @TempDir
    Path dir;

    private Vertx vertx;
    private Path book;
    private AlipaySimulator alipay;
    private AlipayTestClient client;
    private NoticeReceiver merchant;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        book = dir.resolve("alipay.jsonl");
        PayerOptions payer = new PayerOptions(true, 20, 200);
        alipay = Await.result(
                AlipaySimulator.start(vertx, AlipayOptions.defaults(book).withPayer(payer)));
        client = new AlipayTestClient(vertx, alipay.credentials(AlipayOptions.DEFAULT_APP.appId()));
        merchant = NoticeReceiver.start(vertx, new NoticeReceiver.Answer(200, "success"));
    }

    private static JsonObject wanted(String no, String single) {
        return new JsonObject()
                .put("external_agreement_no", no)
                .put("personal_product_code", "CYCLE_PAY_AUTH_P")
                .put("sign_scene", SCENE)
                .put("access_params", new JsonObject().put("channel", "QRCODE"))
                .put(
                        "period_rule_params",
                        new JsonObject()
                                .put("period_type", "MONTH")
                                .put("period", 1)
                                .put("execute_time", "2030-01-15")
                                .put("single_amount", single));
    }

    /** What the payer's browser gets. */
    private int opened(JsonObject wanted) {
        Map<String, String> signed =
                client.signed(client.parameters("alipay.user.agreement.page.sign", wanted, merchant.url()));
        String link = alipay.gatewayUrl() + "?" + AlipayTestClient.encoded(signed);
        return Await.result(WebClient.create(vertx).getAbs(link).send()).statusCode();
    }

    private JsonObject query(String no) {
        return client.call("alipay.user.agreement.query", named(no));
    }

    private static JsonObject named(String no) {
        return new JsonObject()
                .put("external_agreement_no", no)
                .put("personal_product_code", "CYCLE_PAY_AUTH_P")
                .put("sign_scene", SCENE);
    }

    /** Alipay's number of an agreement that is in force. */
    private String signed(String no) {
        assertThat(opened(wanted(no, "12.00"))).isEqualTo(200);
        Awaitility.await().until(() -> "NORMAL".equals(query(no).getString("status")));
        return query(no).getString("agreement_no");
    }

    private JsonObject deduct(String outTradeNo, String amount, String agreementNo) {
        JsonObject order = new JsonObject()
                .put("out_trade_no", outTradeNo)
                .put("product_code", "CYCLE_PAY_AUTH")
                .put("total_amount", amount)
                .put("subject", "Tea of the month")
                .put("agreement_params", new JsonObject().put("agreement_no", agreementNo));
        return client.call("alipay.trade.pay", order);
    }

    private long booked(String kind) {
        return Book.rows(book).stream()
                .filter(row -> kind.equals(row.get("kind")) && "OK".equals(row.get("status")))
                .count();
    }

    private static Map<String, String> form(NoticeReceiver.Post post) {
        return Arrays.stream(post.body().split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0],
                        field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8),
                        (a, b) -> a,
                        TreeMap::new));
    }

    @Test
    void whatThePayerSignsAndEndsIsToldWithRealSignatures() {
        String agreementNo = signed("E1");
        assertThat(Await.result(alipay.liveAgreements())).containsExactly("E1");
        Await.result(alipay.endAgreement("E1"));
        assertThat(Await.result(alipay.liveAgreements())).isEmpty();
        assertThat(query("E1").getString("sub_code")).isEqualTo("USER_AGREEMENT_NOT_EXIST");
        for (NoticeReceiver.Post post : merchant.awaitPosts(2)) {
            Map<String, String> form = form(post);
            String sign = form.remove("sign");
            form.remove("sign_type");
            assertThat(client.verifies(AlipayTestClient.joined(form), sign)).isTrue();
            assertThat(form).containsEntry("external_agreement_no", "E1").containsEntry("agreement_no", agreementNo);
        }
        assertThat(merchant.posts().stream().map(post -> form(post).get("notify_type")))
                .containsExactly("dut_user_sign", "dut_user_unsign");
        assertThat(booked("SIGN")).isOne();
        assertThat(booked("UNSIGN")).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "personal_product_code, NOBODY_P",
        "sign_scene, DEFAULT|DEFAULT",
        "external_agreement_no, E-1",
        "access_params, QRCODE",
        "period_rule_params, MONTH",
        "effect_time, 86401"
    })
    void whatCannotBeSignedShowsNoPage(String field, String value) {
        assertThat(opened(wanted("E1", "12.00").put(field, value))).isEqualTo(400);
        assertThat(query("E1").getString("sub_code")).isEqualTo("USER_AGREEMENT_NOT_EXIST");
    }

    @Test
    void thePayerSignsAndEndsOnHisTelephone() {
        alipay.telephone().byHimself(false);
        assertThat(opened(wanted("E1", "12.00"))).isEqualTo(200);
        assertThat(query("E1").getString("status")).isEqualTo("TEMP");
        assertThat(Await.result(alipay.telephone().sign("")).state()).isEqualTo(ConsentState.SIGNED);
        assertThat(query("E1").getString("status")).isEqualTo("NORMAL");
        assertThat(Await.result(alipay.telephone().end("E1")).state()).isEqualTo(ConsentState.ENDED);
        assertThat(booked("UNSIGN")).isOne();
    }

    @Test
    void anotherSceneOrProductFindsNothing() {
        signed("E1");
        assertThat(client.call("alipay.user.agreement.query", named("E1").put("sign_scene", "INDUSTRY|EDU"))
                        .getString("sub_code"))
                .isEqualTo("USER_AGREEMENT_NOT_EXIST");
    }

    @Test
    void aDeductionNeedsAnAgreementInForceAndKeepsToItsAmount() {
        String agreementNo = signed("E1");
        assertThat(deduct("D1", "12.00", agreementNo).getString("code")).isEqualTo("10000");
        assertThat(deduct("D2", "12.01", agreementNo).getString("sub_code"))
                .isEqualTo("ACQ.CYCLE_PAY_SINGLE_FEE_EXCEED");
        assertThat(deduct("D3", "11.51", agreementNo).getString("sub_code")).isEqualTo("ACQ.BUYER_BALANCE_NOT_ENOUGH");
        assertThat(deduct("D4", "11.69", agreementNo).getString("code")).isEqualTo("10003");
        assertThat(deduct("D5", "1.00", "2026000000000000").getString("sub_code"))
                .isEqualTo("ACQ.AGREEMENT_NOT_EXIST");
        assertThat(client.call("alipay.user.agreement.unsign", named("E1")).getString("code"))
                .isEqualTo("10000");
        assertThat(deduct("D6", "1.00", agreementNo).getString("sub_code"))
                .isEqualTo("ACQ.AGREEMENT_STATUS_NOT_NORMAL");
        assertThat(client.call("alipay.user.agreement.unsign", named("E1")).getString("sub_code"))
                .isEqualTo("USER_AGREEMENT_NOT_EXIST");
        Awaitility.await().until(() -> booked("DEBIT") == 2);
    }

    private JsonObject settle(String tradeNo, String no, JsonObject... parts) {
        return client.call(
                "alipay.trade.order.settle",
                new JsonObject()
                        .put("trade_no", tradeNo)
                        .put("out_request_no", no)
                        .put("royalty_mode", "async")
                        .put("royalty_parameters", new JsonArray(Arrays.asList(parts))));
    }

    private static JsonObject part(String account, String amount) {
        return new JsonObject()
                .put("trans_in", account)
                .put("trans_in_type", "userId")
                .put("amount", amount);
    }

    private JsonObject settled(String tradeNo, String no) {
        return client.call(
                "alipay.trade.order.settle.query",
                new JsonObject().put("trade_no", tradeNo).put("out_request_no", no));
    }

    private static String states(JsonObject answer) {
        return answer.getJsonArray("royalty_detail_list").stream()
                .map(detail -> ((JsonObject) detail).getString("state"))
                .collect(Collectors.joining(","));
    }

    @Test
    void aTradeIsSharedOncePerNumberAndNeverBeyondWhatIsLeft() {
        String tradeNo = deduct("D1", "10.00", signed("E1")).getString("trade_no");
        JsonObject one = part("2088000000000077", "3.00");
        JsonObject two = part("2088000000000078", "2.00");
        JsonObject accepted = settle(tradeNo, "S1", one, two);
        assertThat(accepted.getString("settle_no")).isNotBlank();
        Awaitility.await().until(() -> states(settled(tradeNo, "S1")).equals("SUCCESS,SUCCESS"));
        assertThat(settle(tradeNo, "S1", one, two).getString("settle_no")).isEqualTo(accepted.getString("settle_no"));
        assertThat(settle(tradeNo, "S1", one).getString("sub_code")).isEqualTo("ACQ.DISCORDANT_REPEAT_REQUEST");
        assertThat(settle(tradeNo, "S2", part("2088000000000077", "5.01")).getString("sub_code"))
                .isEqualTo("ACQ.ALLOC_AMOUNT_VALIDATE_ERROR");
        assertThat(settled(tradeNo, "S2").getString("sub_code")).isEqualTo("ACQ.TRADE_NOT_EXIST");
        assertThat(booked("SHARE")).isOne();
    }

    @Test
    void someReceiversMayGetNothing() {
        String tradeNo = deduct("D1", "10.00", signed("E1")).getString("trade_no");
        settle(tradeNo, "S1", part("2088000000000077", "1.00"), part("2088000000000078", "1.67"));
        Awaitility.await().until(() -> states(settled(tradeNo, "S1")).equals("FAIL,SUCCESS"));
    }
}
