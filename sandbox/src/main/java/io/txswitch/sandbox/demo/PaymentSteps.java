package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.merchant.ApiAnswer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;

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

    /** The sample wallet sends the payer a code. */
    private static final long CONFIRMED_MINOR = 1_277;
    /** Longer than any it sends. */
    private static final String WRONG_CODE = "00000000";

    private final Till till;
    private String paidId = "";

    PaymentSteps(Till till) {
        this.till = till;
    }

    List<Step> all() {
        return List.of(
                step("first contact", this::firstContact),
                step("merchant code", this::merchantCode),
                step("payer code", this::payerCode),
                step("query", this::query),
                step("payer scans, mistypes, pays", this::byHand),
                step("payer refuses", this::refused),
                step("refund of a part", () -> refund(REFUNDED_MINOR)),
                step("refund of the rest", () -> refund(PAID_MINOR - REFUNDED_MINOR)),
                step("cancel", this::cancel));
    }

    /** For wallets that close an order when they are asked to. */
    Step close() {
        return step("close", () -> {
            ApiAnswer created = till.taken(PAYMENTS, till.order(till.wallet() + "_qr", LATE_MINOR));
            till.taken(PAYMENTS + "/" + created.text("id") + "/close", new JsonObject());
            return named(till.ends(PAYMENTS, created, "payment.closed"));
        });
    }

    /** For a wallet that sends the payer a code: the merchant asks him for it. */
    Step confirm() {
        return step("second step by the payer", () -> {
            JsonObject order = till.codeOrder(till.wallet() + "_code", CONFIRMED_MINOR);
            ApiAnswer asked = till.taken(PAYMENTS, order);
            Step.expect(asked.text("next_action").equals("confirm"), "waits for nothing: " + asked.json());
            String id = asked.text("id");
            String confirm = PAYMENTS + "/" + id + "/confirm";
            ApiAnswer wrong = till.post(confirm, new JsonObject().put("code", WRONG_CODE));
            Step.expect(!wrong.text("status").equals("succeeded"), "a wrong code is taken");
            String code = Wait.on(till.telephone().scan(id)).confirmCode();
            till.taken(confirm, new JsonObject().put("code", code));
            return named(till.ends(PAYMENTS, asked, "payment.succeeded")) + ", confirmed by the payer's code";
        });
    }

    /** The payer does everything himself: scans the code, mistypes his password, pays. */
    private String byHand() {
        till.telephone().byHimself(false);
        try {
            ApiAnswer created = till.taken(PAYMENTS, till.order(till.wallet() + "_qr", PAID_MINOR));
            String sight = created.text("qr_code");
            Step.expect(Wait.on(till.telephone().scan(sight)).state().equals("SCANNED"), "nothing to scan");
            Step.expect(Wait.on(till.telephone().mistype(sight)).state().equals("SCANNED"), "paid by a wrong password");
            Wait.on(till.telephone().pay(sight));
            return named(till.ends(PAYMENTS, created, "payment.succeeded"));
        } finally {
            till.telephone().byHimself(true);
        }
    }

    private Step step(String name, Supplier<String> action) {
        return new Step(till.wallet() + ": " + name, action);
    }

    /** The very first call of a node to a wallet loads its library: on a busy machine it may miss its deadline. */
    private String firstContact() {
        ApiAnswer created = till.taken(PAYMENTS, till.order(till.wallet() + "_qr", PAID_MINOR));
        return "HTTP " + created.status() + " " + created.text("status");
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
