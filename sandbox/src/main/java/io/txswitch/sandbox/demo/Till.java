package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.merchant.ApiAnswer;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.merchant.MerchantEvent;
import io.txswitch.sandbox.merchant.MerchantSimulator;
import io.txswitch.sandbox.wallet.Telephone;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

/** A merchant at one wallet, with its payer beside him: what he sends, what he reads, what he is told. */
final class Till {
    static final long WITHIN_MS = 25_000;

    private final MerchantClient client;
    private final MerchantSimulator merchant;
    private final Telephone telephone;
    private final String run;
    private int numbers;

    /** @param run makes this run's numbers its own */
    Till(MerchantClient client, MerchantSimulator merchant, Telephone telephone, String run) {
        this.client = client;
        this.merchant = merchant;
        this.telephone = telephone;
        this.run = run;
    }

    String wallet() {
        return telephone.wallet();
    }

    Telephone telephone() {
        return telephone;
    }

    /** The merchant's next own number. */
    String number() {
        numbers++;
        return wallet().charAt(0) + run + numbers;
    }

    /** A new payment, to be completed by what its product wants. */
    JsonObject order(String product, long amountMinor) {
        return new JsonObject()
                .put("order_no", number())
                .put("product", product)
                .put("amount", amountMinor)
                .put("currency", "CNY")
                .put("subject", "oolong tea");
    }

    /** A new payment by the code that the payer shows now. */
    JsonObject codeOrder(String product, long amountMinor) {
        return order(product, amountMinor).put("payer_code", telephone.payerCode());
    }

    /** Posts what has to be taken. */
    ApiAnswer taken(String path, JsonObject body) {
        ApiAnswer answer = post(path, body);
        Step.expect(answer.ok(), path + " HTTP " + answer.status() + " " + answer.json());
        return answer;
    }

    ApiAnswer post(String path, JsonObject body) {
        return Wait.on(client.raw(HttpMethod.POST, path, body.isEmpty() ? "" : body.encode()));
    }

    ApiAnswer get(String path) {
        return Wait.on(client.raw(HttpMethod.GET, path, ""));
    }

    /** Waits for the event that tells the end of this payment, refund or whatever it is, and reads the same there. */
    ApiAnswer ends(String path, ApiAnswer created, String event) {
        String id = created.text("id");
        told(event, id);
        ApiAnswer read = get(path + "/" + id);
        String status = event.substring(event.indexOf('.') + 1);
        Step.expect(read.text("status").equals(status), "is " + read.text("status") + " after " + event);
        return read;
    }

    /** Waits for an event about one id. */
    MerchantEvent told(String event, String id) {
        return Wait.on(merchant.awaitEvent(
                each -> each.type().equals(event) && each.id().startsWith("evt_" + id + "_"), WITHIN_MS));
    }

    /** A payment, made and paid. */
    ApiAnswer paid(JsonObject order) {
        return ends("/v1/payments", taken("/v1/payments", order), "payment.succeeded");
    }
}
