package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.merchant.ApiAnswer;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/** The ways to pay that need no code: pages inside the wallet, in a browser, on a desk, and the merchant's own app. */
final class ModeSteps {
    private static final long AMOUNT_MINOR = 1_700;
    /** RFC 5737: nobody's address. */
    private static final String PAYER_IP = "203.0.113.7";

    private final Till till;
    private final String payerId;
    private final String returnUrl;
    private final String gateway;

    /**
     * @param payerId the payer as the wallet names him to the application
     * @param returnUrl where his browser goes afterwards
     * @param gateway what an app hands its order to, by a wallet's own library; empty where the switch begins the order
     */
    ModeSteps(Till till, String payerId, String returnUrl, String gateway) {
        this.till = till;
        this.payerId = payerId;
        this.returnUrl = returnUrl;
        this.gateway = gateway;
    }

    Step jsapi() {
        return inside("JSAPI", "jsapi");
    }

    Step mini() {
        return inside("mini-program", "mini");
    }

    private Step inside(String name, String mode) {
        return step(name, () -> {
            ApiAnswer created = created(order(mode).put("payer_id", payerId));
            Step.expect(created.json().getValue("pay_params") instanceof JsonObject, "no pay_params");
            return paid(created);
        });
    }

    Step h5() {
        return step("H5", () -> inBrowser(order("h5").put("payer_ip", PAYER_IP).put("return_url", returnUrl)));
    }

    Step page() {
        return step("page", () -> inBrowser(order("page").put("return_url", returnUrl)));
    }

    private String inBrowser(JsonObject order) {
        ApiAnswer created = created(order);
        String url = created.text("pay_url");
        Step.expect(!url.isEmpty(), "no pay_url");
        if (!gateway.isEmpty()) {
            Browser.open(url);
        }
        return paid(created);
    }

    Step app() {
        return step("app", () -> {
            ApiAnswer created = created(order("app"));
            openApp(created);
            return paid(created);
        });
    }

    /** The merchant's app hands the order to the wallet's. */
    void openApp(ApiAnswer created) {
        Step.expect(created.json().getValue("pay_params") instanceof JsonObject, "no pay_params: " + created.json());
        if (!gateway.isEmpty()) {
            String order = created.json().getJsonObject("pay_params").getString("order_string", "");
            Browser.open(gateway + "?" + order);
        }
    }

    private Step step(String name, Supplier<String> action) {
        return new Step(till.wallet() + ": " + name, action);
    }

    private JsonObject order(String mode) {
        return till.order(till.wallet() + "_" + mode, AMOUNT_MINOR);
    }

    private ApiAnswer created(JsonObject order) {
        return till.taken("/v1/payments", order);
    }

    private String paid(ApiAnswer created) {
        ApiAnswer paid = till.ends("/v1/payments", created, "payment.succeeded");
        return paid.text("id") + " " + paid.text("status");
    }
}
