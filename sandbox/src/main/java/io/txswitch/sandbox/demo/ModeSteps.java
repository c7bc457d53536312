package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.merchant.ApiAnswer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The ways to pay that need no code: pages inside the wallet, in a browser, on a desk, and the merchant's own app. */
final class ModeSteps {
    private static final long AMOUNT_MINOR = 1_700;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
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
            open(url);
        }
        return paid(created);
    }

    Step app() {
        return step("app", () -> {
            ApiAnswer created = created(order("app"));
            Step.expect(created.json().getValue("pay_params") instanceof JsonObject, "no pay_params");
            if (!gateway.isEmpty()) {
                open(gateway + "?" + created.json().getJsonObject("pay_params").getString("order_string", ""));
            }
            return paid(created);
        });
    }

    private void open(String url) {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            int status = browser.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            Step.expect(status == OK, "the wallet's page answers HTTP " + status);
        } catch (IOException e) {
            throw new IllegalStateException("the wallet's page cannot be opened", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
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
