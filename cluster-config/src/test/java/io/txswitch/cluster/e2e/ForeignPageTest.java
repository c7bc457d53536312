package io.txswitch.cluster.e2e;

import static io.txswitch.cluster.e2e.PageWorld.newOrderNo;
import static io.txswitch.cluster.e2e.PageWorld.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages of other origins: a browser lets the merchant's own use his tokens, and nobody else's. */
@Tag("browser")
@ExtendWith(PageWorld.Extension.class)
final class ForeignPageTest {
    private static final String OPEN = "const [own, token] = given;"
            + "const answer = await fetch(own + '/cashier/session', { method: 'POST', body: JSON.stringify({ token }),"
            + " headers: { 'Content-Type': 'application/json' } });"
            + "return answer.status + ' ' + (await answer.text());";
    private static final String PAY = "const [own, session] = given;"
            + "const headers = { Authorization: 'Bearer ' + session, 'Content-Type': 'application/json' };"
            + "const answer = await fetch(own + '/cashier/pay',"
            + " { method: 'POST', headers, body: JSON.stringify({ product: 'alipay_qr' }) });"
            + "return answer.status + ' ' + (await answer.text());";
    private static final String LOOK = "const [own, session] = given;"
            + "const headers = { Authorization: 'Bearer ' + session };"
            + "const answer = await fetch(own + '/cashier/status', { headers });"
            + "return answer.status + ' ' + (await answer.text());";

    @Test
    void theMerchantsOwnPageOpensATokenAndPays(PageWorld world) {
        String orderNo = newOrderNo();
        String token = world.token(order(orderNo));
        try (Browser browser = Browser.open(Browser.DESK)) {
            browser.visit(world.shop() + "/basket");
            String session = opened(browser, world, token).getString("session");
            assertThat(String.valueOf(browser.runAsync(PAY, world.own(), session)))
                    .startsWith("201 ");
            assertThat(String.valueOf(browser.runAsync(LOOK, world.own(), session)))
                    .startsWith("200 ")
                    .contains("\"" + orderNo + "\"");
            assertThat(browser.complaints()).isEmpty();
            assertThat(String.valueOf(browser.runAsync(OPEN, world.own(), token)))
                    .as("once")
                    .doesNotStartWith("201 ");
        }
    }

    private static JsonObject opened(Browser browser, PageWorld world, String token) {
        String answer = String.valueOf(browser.runAsync(OPEN, world.own(), token));
        assertThat(answer).startsWith("201 ");
        return new JsonObject(answer.substring("201 ".length()));
    }

    @Test
    void aPreflightFromAnotherOriginIsRefusedAndTheTokenStaysUnopened(PageWorld world) {
        String token = world.token(order(newOrderNo()));
        try (Browser browser = Browser.open(Browser.DESK)) {
            browser.visit(world.stranger() + "/evil");
            assertThat(browser.runAsync(OPEN, world.own(), token)).isEqualTo("refused: TypeError: Failed to fetch");
            assertThat(browser.complaints())
                    .anyMatch(each -> each.contains("CORS policy") && each.contains("preflight"));
            browser.visit(world.shop() + "/basket");
            assertThat(opened(browser, world, token).getString("session")).isNotEmpty();
        }
    }

    @Test
    void aSessionThatWasStolenIsNoUseOnAnotherPage(PageWorld world) {
        try (Browser browser = Browser.open(Browser.DESK)) {
            browser.visit(world.shop() + "/basket");
            String session =
                    opened(browser, world, world.token(order(newOrderNo()))).getString("session");
            browser.visit(world.stranger() + "/evil");
            for (String question : new String[] {PAY, LOOK}) {
                assertThat(browser.runAsync(question, world.own(), session))
                        .isEqualTo("refused: TypeError: Failed to fetch");
            }
        }
    }

    /** The session of a payer who is on our page goes nowhere with a request that another page makes. */
    @Test
    void anotherPageCannotUseThePayersCookie(PageWorld world) {
        String orderNo = newOrderNo();
        try (Browser browser = Browser.open(Browser.DESK)) {
            browser.visit(world.checkout(order(orderNo)));
            browser.awaitText("#amount", "12.34 CNY");
            browser.visit(world.stranger() + "/evil");
            String asked = "const [own] = given; await fetch(own + '/cashier/pay', { method: 'POST', credentials:"
                    + " 'include', mode: 'no-cors', headers: { 'Content-Type': 'text/plain' },"
                    + " body: JSON.stringify({ product: 'alipay_qr' }) }); return 'sent';";
            assertThat(browser.runAsync(asked, world.own())).isEqualTo("sent");
            assertThat(world.payment(orderNo).getString("code")).isEqualTo("payment_not_found");
        }
    }
}
