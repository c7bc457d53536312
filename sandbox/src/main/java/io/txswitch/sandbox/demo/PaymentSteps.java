package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.merchant.ApiAnswer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What every wallet does: payments in each of its modes, and each way they can end or be given back. */
final class PaymentSteps {
    private static final String PAYMENTS = "/v1/payments";
    private static final String REFUNDS = "/v1/refunds";
    private static final long PAID_MINOR = 1_200;
    private static final long REFUNDED_MINOR = 500;
    /** The payer says no. */
    private static final long DECLINED_MINOR = 1_351;
    /** The payer takes longer than the merchant waits. */
    private static final long LATE_MINOR = 1_469;

    private final Till till;
    private String paidId = "";

    PaymentSteps(Till till) {
        this.till = till;
    }

    List<Step> all() {
        List<Step> steps = new ArrayList<>(List.of(
                step("merchant code", this::merchantCode),
                step("payer code", this::payerCode),
                step("query", this::query),
                step("payer refuses", this::refused),
                step("refund of a part", () -> refund(REFUNDED_MINOR)),
                step("refund of the rest", () -> refund(PAID_MINOR - REFUNDED_MINOR)),
                step("cancel", this::cancel)));
        return steps;
    }

    /** For wallets that close an order when they are asked to. */
    Step close() {
        return step("close", () -> {
            ApiAnswer created = till.taken(PAYMENTS, till.order(till.wallet() + "_qr", LATE_MINOR));
            till.taken(PAYMENTS + "/" + created.text("id") + "/close", new JsonObject());
            return named(till.ends(PAYMENTS, created, "payment.closed"));
        });
    }

    private Step step(String name, java.util.function.Supplier<String> action) {
        return new Step(till.wallet() + ": " + name, action);
    }

    private String merchantCode() {
        ApiAnswer created = till.taken(PAYMENTS, till.order(till.wallet() + "_qr", PAID_MINOR));
        Step.expect(!created.text("qr_code").isEmpty(), "no qr_code");
        ApiAnswer paid = till.ends(PAYMENTS, created, "payment.succeeded");
        paidId = paid.text("id");
        return named(paid);
    }

    /** Nobody says whose code it is: its first digits do. */
    private String payerCode() {
        ApiAnswer paid = till.paid(till.codeOrder("payer_code", PAID_MINOR));
        Step.expect(paid.text("product").equals(till.wallet() + "_code"), "is a " + paid.text("product"));
        return named(paid) + ", recognised by its code";
    }

    private String query() {
        ApiAnswer read = till.get(PAYMENTS + "/" + paidId);
        Step.expect(!read.text("channel_trade_no").isEmpty(), "no number of the wallet's");
        ApiAnswer found = till.get(PAYMENTS + "?order_no=" + read.text("order_no"));
        Step.expect(found.text("id").equals(paidId), "found " + found.json());
        return named(read) + ", the wallet's " + read.text("channel_trade_no");
    }

    private String refused() {
        ApiAnswer created = till.taken(PAYMENTS, till.order(till.wallet() + "_qr", DECLINED_MINOR));
        return named(till.ends(PAYMENTS, created, "payment.closed"));
    }

    private String refund(long amountMinor) {
        JsonObject asked = new JsonObject()
                .put("refund_no", till.number())
                .put("payment_id", paidId)
                .put("amount", amountMinor)
                .put("reason", "one cup less");
        ApiAnswer refund = till.ends(REFUNDS, till.taken(REFUNDS, asked), "refund.succeeded");
        ApiAnswer payment = till.get(PAYMENTS + "/" + paidId);
        return "refund " + refund.text("id") + ", payment shows refunded_amount "
                + payment.json().getLong("refunded_amount", 0L);
    }

    private String cancel() {
        ApiAnswer paid = till.paid(till.codeOrder(till.wallet() + "_code", PAID_MINOR));
        till.taken(PAYMENTS + "/" + paid.text("id") + "/cancel", new JsonObject());
        return named(till.ends(PAYMENTS, paid, "payment.reversed"));
    }

    private static String named(ApiAnswer payment) {
        return payment.text("id") + " " + payment.text("status");
    }
}
