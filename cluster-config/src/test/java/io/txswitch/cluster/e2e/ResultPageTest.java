package io.txswitch.cluster.e2e;

import static io.txswitch.cluster.e2e.PageWorld.newOrderNo;
import static io.txswitch.cluster.e2e.PageWorld.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page where a payer comes back from a wallet, in a browser. */
@Tag("browser")
@ExtendWith(PageWorld.Extension.class)
final class ResultPageTest {
    /** What a wallet adds, and what somebody would who wants to be believed. */
    private static final String ADDED =
            "?trade_status=TRADE_CLOSED&status=failed&total_amount=0.01&out_trade_no=1&sign=x";
    /** One look at once, ten every second, twenty every other second. */
    private static final long LOOKS = 31;

    @ParameterizedTest
    @ValueSource(strings = {"alipay_h5", "wechat_h5", "alipay_page"})
    void whoComesBackFromAWalletSeesWhatTheJournalHasAndGoesOnToTheShop(String product, PageWorld world) {
        String orderNo = newOrderNo();
        String thanks = world.shop() + "/thanks?order=" + orderNo;
        try (Browser browser = Browser.open(product.endsWith("page") ? Browser.DESK : Browser.PHONE)) {
            browser.visit(world.checkout(order(orderNo).put("return_url", thanks)));
            browser.click("button[data-product=" + product + "]");
            browser.awaitText("p", "The payer is looking at the order.");
            String back = browser.attribute("a", "href");
            assertThat(back).matches(world.own() + "/result/[A-Za-z0-9_-]+");

            browser.visit(back + ADDED);
            browser.awaitText("#result", "Paid");
            assertThat(browser.text("#amount")).isEqualTo("12.34 CNY");
            assertThat(browser.address()).isEqualTo(back);
            assertThat(browser.attribute("#back", "href")).isEqualTo(thanks);
            assertThat(browser.complaints()).isEmpty();
            browser.click("#back");
            browser.until("the shop is open", () -> browser.address().equals(thanks));
            assertThat(browser.run("return document.referrer")).isEqualTo("");
        }
    }

    @Test
    void aPageThatWaitsInVainStopsAskingAndShowsTheWayOn(PageWorld world) {
        String thanks = world.shop() + "/thanks";
        String back = unpaid(world, thanks);
        try (Browser browser = Browser.open(Browser.PHONE, Browser.FAST_TIMERS)) {
            browser.visit(back + "?trade_status=TRADE_SUCCESS&status=succeeded");
            browser.awaitText("#products", "Look again");
            assertThat(browser.text("#result")).isEqualTo("Waiting for the payment");
            assertThat(browser.text("#hint")).contains("The shop will learn how it ends");
            assertThat(browser.attribute("#back", "href")).isEqualTo(thanks);
            assertThat(browser.run("return performance.getEntriesByType('resource')"
                            + ".filter((each) => each.name.endsWith('/result/state')).length"))
                    .isEqualTo(LOOKS);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void anAddressThatWasChangedShowsNothing(PageWorld world) {
        String back = unpaid(world, world.shop() + "/thanks");
        String changed = back.substring(0, back.length() - 4) + "AAAA";
        try (Browser browser = Browser.open(Browser.PHONE)) {
            browser.visit(changed);
            browser.awaitText("h1", "This page is over");
            assertThat(browser.has("#back")).isFalse();
        }
    }

    /** The way back from a wallet's page that nobody has opened. */
    private static String unpaid(PageWorld world, String returnUrl) {
        JsonObject payment = world.pay(order(newOrderNo())
                .put("product", "alipay_h5")
                .put("payer_ip", "203.0.113.7")
                .put("return_url", returnUrl));
        return Arrays.stream(
                        URI.create(payment.getString("pay_url")).getRawQuery().split("&"))
                .filter(each -> each.startsWith("return_url="))
                .map(each -> URLDecoder.decode(each.substring("return_url=".length()), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
