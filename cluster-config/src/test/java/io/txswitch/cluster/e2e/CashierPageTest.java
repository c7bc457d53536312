package io.txswitch.cluster.e2e;

import static io.txswitch.cluster.e2e.PageWorld.newOrderNo;
import static io.txswitch.cluster.e2e.PageWorld.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The cashier page in a browser: one token, one opening, and the way to pay that fits the place. */
@Tag("browser")
@ExtendWith(PageWorld.Extension.class)
final class CashierPageTest {
    private static final String WECHAT_BRIDGE =
            "window.WeixinJSBridge = { invoke: (name, given) => { window.called = { name, given }; } };";
    private static final String ALIPAY_BRIDGE =
            "window.AlipayJSBridge = { call: (name, given) => { window.called = { name, given }; } };";

    @Test
    void aTokenOpensThePageOnceAndLeavesTheAddressAtOnce(PageWorld world) {
        String page = world.checkout(order(newOrderNo()));
        try (Browser first = Browser.open(Browser.DESK);
                Browser second = Browser.open(Browser.DESK)) {
            first.visit(page);
            first.awaitText("#amount", "12.34 CNY");
            assertThat(first.address()).isEqualTo(world.own() + "/cashier");
            assertThat(first.text("#merchant")).isEqualTo("Sandbox Tea House");
            assertThat(first.run("return document.cookie"))
                    .as("no script reads the session")
                    .isEqualTo("");

            second.visit(page);
            second.awaitText("h1", "This page is over");
            first.visit(page);
            first.awaitText("h1", "This page is over");
            first.visit(world.own() + "/cashier");
            first.awaitText("#amount", "12.34 CNY");
        }
    }

    @Test
    void aPageWithoutATokenSaysSo(PageWorld world) {
        try (Browser browser = Browser.open(Browser.DESK)) {
            browser.visit(world.own() + "/cashier");
            browser.awaitText("#result", "This page is over");
        }
    }

    @Test
    void atADeskThePayerChoosesAndScansTheCodeThatIsDrawn(PageWorld world) {
        String orderNo = newOrderNo();
        try (Browser browser = Browser.open(Browser.DESK, Browser.NO_TIMERS)) {
            browser.visit(world.checkout(order(orderNo)));
            browser.click("button[data-product=alipay_qr]");
            String scanned = browser.scanned("#code img");
            assertThat(scanned).isEqualTo(world.payment(orderNo).getString("qr_code"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void whoHasScannedAndPaidIsToldSo(PageWorld world) {
        String orderNo = newOrderNo();
        try (Browser browser = Browser.open(Browser.DESK)) {
            browser.visit(world.checkout(order(orderNo).put("return_url", world.shop() + "/thanks")));
            browser.click("button[data-product=wechat_qr]");
            browser.awaitText("#result", "Paid");
            assertThat(world.payment(orderNo).getString("status")).isEqualTo("succeeded");
            assertThat(browser.attribute("#back", "href")).isEqualTo(world.shop() + "/thanks");
            assertThat(browser.complaints()).isEmpty();
            browser.click("#back");
            browser.until("the shop is open", () -> browser.address().equals(world.shop() + "/thanks"));
        }
    }

    @Test
    void wechatWithoutThePayersIdDrawsItsOwnCode(PageWorld world) {
        assertThat(drawn(world, Browser.WECHAT)).startsWith("weixin://wxpay/");
    }

    @Test
    void unionPayDrawsItsOwnCode(PageWorld world) {
        assertThat(drawn(world, Browser.UNIONPAY)).startsWith("https://qr.95516.example/");
    }

    private static String drawn(PageWorld world, String userAgent) {
        String orderNo = newOrderNo();
        try (Browser browser = Browser.open(userAgent, Browser.NO_TIMERS)) {
            browser.visit(world.checkout(order(orderNo)));
            String scanned = browser.scanned("#code img");
            assertThat(scanned).isEqualTo(world.payment(orderNo).getString("qr_code"));
            assertThat(browser.complaints()).isEmpty();
            return scanned;
        }
    }

    @Test
    void alipayOpensItsOwnPage(PageWorld world) {
        try (Browser browser = Browser.open(Browser.ALIPAY)) {
            browser.visit(world.checkout(order(newOrderNo())));
            browser.until(
                    "the wallet's page is open",
                    () -> browser.address().startsWith(world.wallets().alipay().gatewayUrl()));
            assertThat(browser.text("p")).isEqualTo("The payer is looking at the order.");
        }
    }

    @Test
    void wechatIsHandedParametersThatItTakesForAPayerItKnows(PageWorld world) {
        try (Browser browser = Browser.open(Browser.WECHAT, WECHAT_BRIDGE)) {
            browser.visit(world.checkout(slowly(newOrderNo()).put("payer_id", "oPayer0001")));
            JsonObject called = called(browser);
            assertThat(called.getString("name")).isEqualTo("getBrandWCPayRequest");
            assertThat(world.wallets().wechat().opens(called.getJsonObject("given")))
                    .isTrue();
            browser.awaitText("#result", "Paid");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void alipayIsHandedATradeForAPayerItKnows(PageWorld world) {
        try (Browser browser = Browser.open(Browser.ALIPAY, ALIPAY_BRIDGE)) {
            browser.visit(world.checkout(slowly(newOrderNo()).put("payer_id", "2088000000000001")));
            JsonObject called = called(browser);
            assertThat(called.getString("name")).isEqualTo("tradePay");
            assertThat(called.getJsonObject("given").getString("tradeNO")).isNotEmpty();
            browser.awaitText("#result", "Paid");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** An order whose payer takes his time, so that the wallet is called before he has paid. */
    private static JsonObject slowly(String orderNo) {
        return order(orderNo).put("amount", 1_269);
    }

    private static JsonObject called(Browser browser) {
        browser.until("the wallet is called", () -> browser.run("return window.called") != null);
        return new JsonObject(String.valueOf(browser.run("return JSON.stringify(window.called)")));
    }

    @Test
    void aPhonesBrowserOffersTheWalletsItCanOpenFirst(PageWorld world) {
        try (Browser browser = Browser.open(Browser.PHONE)) {
            JsonArray products = new JsonArray(List.of("alipay_qr", "alipay_h5", "wechat_h5", "alipay_page"));
            browser.visit(world.checkout(order(newOrderNo()).put("products", products)));
            browser.until("there is a choice", () -> browser.has("button"));
            assertThat(browser.texts("#products button"))
                    .containsExactly(
                            "Alipay · open the wallet", "WeChat Pay · open the wallet", "Alipay · scan a code");
        }
    }

    @Test
    void whatIsSmuggledIntoThePageIsNotRun(PageWorld world) {
        try (Browser browser = Browser.open(Browser.DESK)) {
            browser.visit(world.checkout(order(newOrderNo())));
            browser.awaitText("#amount", "12.34 CNY");
            assertThat(browser.complaints()).isEmpty();
            browser.run("const script = document.createElement('script'); script.textContent = 'window.smuggled = 1';"
                    + "document.body.append(script);");
            assertThat(browser.run("return window.smuggled")).isNull();
            assertThat(browser.complaints()).anyMatch(each -> each.contains("Content Security Policy"));
        }
    }

    @Test
    void theContractIsDrawnWithoutAComplaint(PageWorld world) {
        try (Browser browser = Browser.open(Browser.DESK)) {
            browser.visit(world.own() + "/docs");
            browser.until("all of it is drawn", () -> browser.has("section#createCheckout"));
            assertThat(browser.texts("nav a")).hasSizeGreaterThan(15);
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
