package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.merchant.ApiAnswer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;

/** Money that leaves the merchant: to a payer's wallet, and to others who have a part in a payment. */
final class PayoutSteps {
    private static final String TRANSFERS = "/v1/transfers";
    private static final String PAYMENTS = "/v1/payments";
    private static final long TRANSFERRED_MINOR = 800;
    private static final long PAID_MINOR = 2_000;
    private static final long COMMISSION_MINOR = 100;
    private static final long BONUS_MINOR = 200;

    private final Till till;
    private final String payeeId;
    private final String partner;

    /**
     * @param payeeId a person as the wallet names him to the application
     * @param partner a merchant's number at the wallet
     */
    PayoutSteps(Till till, String payeeId, String partner) {
        this.till = till;
        this.payeeId = payeeId;
        this.partner = partner;
    }

    List<Step> all() {
        return List.of(step("transfer", this::transfer), step("profit sharing", this::share));
    }

    private Step step(String name, Supplier<String> action) {
        return new Step(till.wallet() + ": " + name, action);
    }

    private String transfer() {
        JsonObject asked = new JsonObject()
                .put("transfer_no", till.number())
                .put("product", till.wallet() + "_transfer")
                .put("amount", TRANSFERRED_MINOR)
                .put("currency", "CNY")
                .put("payee_id", payeeId)
                .put("title", "bonus");
        ApiAnswer sent = till.ends(TRANSFERS, till.taken(TRANSFERS, asked), "transfer.succeeded");
        Step.expect(!sent.text("channel_trade_no").isEmpty(), "no number of the wallet's");
        return sent.text("id") + " " + sent.text("status");
    }

    private String share() {
        String paid = till.paid(till.order(till.wallet() + "_qr", PAID_MINOR)).text("id");
        String shares = PAYMENTS + "/" + paid + "/shares";
        ApiAnswer created = till.taken(
                shares,
                new JsonObject()
                        .put("share_no", till.number())
                        .put(
                                "receivers",
                                new JsonArray()
                                        .add(part("merchant", partner, COMMISSION_MINOR, "commission"))
                                        .add(part("person", payeeId, BONUS_MINOR, "bonus"))));
        String id = created.text("id");
        till.told("share.succeeded", id);
        JsonArray all = till.get(shares).json().getJsonArray("data", new JsonArray());
        Step.expect(
                all.size() == 1 && all.getJsonObject(0).getString("status", "").equals("succeeded"), "is " + all);
        return id + " succeeded, " + (COMMISSION_MINOR + BONUS_MINOR) + " of " + paid;
    }

    private static JsonObject part(String type, String account, long amountMinor, String description) {
        return new JsonObject()
                .put("type", type)
                .put("account", account)
                .put("amount", amountMinor)
                .put("description", description);
    }
}
