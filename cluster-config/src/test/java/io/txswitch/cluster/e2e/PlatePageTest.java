package io.txswitch.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The static code at a counter: scanned by whatever wallet, paid by that wallet. */
@Tag("browser")
@ExtendWith(PageWorld.Extension.class)
final class PlatePageTest {
    private static String plate(PageWorld world) {
        return world.own() + "/plate/" + PageWorld.PLATE;
    }

    @ParameterizedTest
    @ValueSource(strings = {".png", ".svg"})
    void thePrintedCodeIsThePagesAddressAndNothingMore(String image, PageWorld world) {
        try (Browser browser = Browser.open(Browser.DESK)) {
            browser.visit(world.own() + "/cashier");
            browser.run(
                    "const image = new Image(); image.id = 'printed'; image.width = 300; image.src = arguments[0];"
                            + "document.body.prepend(image);",
                    plate(world) + image);
            assertThat(browser.scanned("#printed")).isEqualTo(plate(world));
        }
    }

    @Test
    void wechatPaysWhatThePayerTypesByACodeOfItsOwn(PageWorld world) {
        try (Browser browser = Browser.open(Browser.WECHAT)) {
            browser.visit(plate(world));
            browser.awaitText("#merchant", "Sandbox Tea House");
            browser.type("#typed", "2.50");
            browser.click("#plate button");
            browser.awaitText("#amount", "2.50 CNY");
            assertThat(browser.address()).isEqualTo(world.own() + "/cashier");
            browser.awaitText("#result", "Paid");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void alipayOpensItsOwnPageAndTheWayBackEndsOnOurs(PageWorld world) {
        try (Browser browser = Browser.open(Browser.ALIPAY)) {
            browser.visit(plate(world));
            browser.until(
                    "an amount can be typed", () -> !browser.text("#plate").isEmpty());
            browser.type("#typed", "3");
            browser.click("#plate button");
            browser.until(
                    "the wallet's page is open",
                    () -> browser.address().startsWith(world.wallets().alipay().gatewayUrl()));
            browser.click("a");
            browser.awaitText("#result", "Paid");
            assertThat(browser.text("#amount")).isEqualTo("3.00 CNY");
            assertThat(browser.text("#back")).as("a counter has no page").isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void whoIsNotKnownChoosesHisWallet(PageWorld world) {
        try (Browser browser = Browser.open(Browser.PHONE)) {
            browser.visit(plate(world));
            browser.until(
                    "an amount can be typed", () -> !browser.text("#plate").isEmpty());
            browser.type("#typed", "1.00");
            browser.click("#plate button");
            browser.until("there is a choice", () -> browser.has("button[data-product]"));
            assertThat(browser.texts("#products button"))
                    .containsExactly(
                            "Alipay · open the wallet",
                            "WeChat Pay · open the wallet",
                            "Alipay · scan a code",
                            "UnionPay · scan a code",
                            "WeChat Pay · scan a code");
        }
    }

    @Test
    void aPriceThatIsFixedIsShownAndNotAskedFor(PageWorld world) {
        try (Browser browser = Browser.open(Browser.UNIONPAY)) {
            browser.visit(world.own() + "/plate/" + PageWorld.PRICED_PLATE);
            browser.awaitText("#amount", "8.88 CNY");
            assertThat(browser.text("#typing")).isEmpty();
            browser.click("#plate button");
            browser.awaitText("#result", "Paid");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "1.234", "-1", "1e3", "１", "99999999999"})
    void whatIsNoAmountIsNotSent(String typed, PageWorld world) {
        try (Browser browser = Browser.open(Browser.PHONE)) {
            browser.visit(plate(world));
            browser.until(
                    "an amount can be typed", () -> !browser.text("#plate").isEmpty());
            browser.type("#typed", typed);
            browser.click("#plate button");
            browser.awaitText("#result", "Type an amount such as 12.50.");
            assertThat(browser.address()).isEqualTo(plate(world));
        }
    }

    @Test
    void aPlateThatIsGoneSaysSo(PageWorld world) {
        try (Browser browser = Browser.open(Browser.PHONE)) {
            browser.visit(world.own() + "/plate/plate-of-nobody");
            browser.awaitText("h1", "This page is over");
        }
    }
}
