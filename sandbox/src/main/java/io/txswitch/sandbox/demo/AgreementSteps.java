package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.merchant.ApiAnswer;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A payer's standing consent: signed, taken from, ended; and signed on the way of a payment. */
final class AgreementSteps {
    private static final String AGREEMENTS = "/v1/agreements";
    private static final String PAYMENTS = "/v1/payments";
    private static final long MAX_MINOR = 1_500;
    private static final long DEDUCTED_MINOR = 900;
    private static final int CONFLICT = 409;
    /** The shortest period of days that Alipay takes. */
    private static final int DAYS = 7;

    private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

    private final Till till;
    private final Consumer<String> openPlace;
    private final String wayToSignAndPay;
    private final Consumer<ApiAnswer> openPayment;
    private String id = "";
    private String payerRef = "";

    /**
     * @param openPlace the payer opens the place where he signs
     * @param wayToSignAndPay the mode of the payment that signs
     * @param openPayment the payer opens that payment
     */
    AgreementSteps(Till till, Consumer<String> openPlace, String wayToSignAndPay, Consumer<ApiAnswer> openPayment) {
        this.till = till;
        this.openPlace = openPlace;
        this.wayToSignAndPay = wayToSignAndPay;
        this.openPayment = openPayment;
    }

    List<Step> all() {
        return List.of(
                step("agreement, sign", this::sign),
                step("agreement, one per payer", this::onlyOne),
                step("agreement, query", this::query),
                step("agreement, deduct", this::deduct),
                step("agreement, cancel", this::cancel),
                step("agreement, a period taken by itself", this::renew),
                step("agreement, sign and pay", this::signAndPay));
    }

    private Step step(String name, Supplier<String> action) {
        return new Step(till.wallet() + ": " + name, action);
    }

    private JsonObject agreement(String payer) {
        return new JsonObject()
                .put("agreement_no", till.number())
                .put("product", till.wallet() + "_agreement")
                .put("payer_ref", payer)
                .put("period_unit", "month")
                .put("period_count", 1)
                .put("amount", MAX_MINOR)
                .put("currency", "CNY");
    }

    private String sign() {
        payerRef = "member-" + till.number();
        ApiAnswer created = till.taken(AGREEMENTS, agreement(payerRef));
        Step.expect(!created.text("sign_url").isEmpty(), "no sign_url");
        openPlace.accept(created.text("sign_url"));
        id = created.text("id");
        return named(till.ends(AGREEMENTS, created, "agreement.signed"));
    }

    private String onlyOne() {
        ApiAnswer second = till.post(AGREEMENTS, agreement(payerRef));
        Step.expect(second.status() == CONFLICT, "HTTP " + second.status() + " " + second.json());
        return "409 " + second.text("code");
    }

    private String query() {
        ApiAnswer read = till.get(AGREEMENTS + "/" + id);
        Step.expect(!read.text("channel_agreement_no").isEmpty(), "no number of the wallet's");
        return named(read) + ", the wallet's " + read.text("channel_agreement_no");
    }

    private String deduct() {
        JsonObject order = till.order(till.wallet() + "_deduct", DEDUCTED_MINOR).put("agreement_id", id);
        ApiAnswer paid = till.paid(order);
        return paid.text("id") + " " + paid.text("status") + ", by " + id;
    }

    private String cancel() {
        ApiAnswer asked = till.taken(AGREEMENTS + "/" + id + "/cancel", new JsonObject());
        return named(till.ends(AGREEMENTS, asked, "agreement.cancelled"));
    }

    /** Due since this morning: the job of a node takes it once, whichever node that is. */
    private String renew() {
        JsonObject terms = agreement("member-" + till.number())
                .put("period_unit", "day")
                .put("period_count", DAYS)
                .put("first_due_on", LocalDate.now(BEIJING).toString())
                .put("renews", true);
        ApiAnswer created = till.taken(AGREEMENTS, terms);
        openPlace.accept(created.text("sign_url"));
        String agreement = till.ends(AGREEMENTS, created, "agreement.signed").text("id");
        String taken = PAYMENTS + "?order_no=" + agreement + "-0";
        Wait.until(Till.WITHIN_MS, () -> till.get(taken).text("status").equals("succeeded"));
        ApiAnswer paid = till.get(taken);
        Step.expect(paid.text("status").equals("succeeded"), "nothing was taken: " + paid.json());
        ApiAnswer asked = till.taken(AGREEMENTS + "/" + agreement + "/cancel", new JsonObject());
        till.ends(AGREEMENTS, asked, "agreement.cancelled");
        return paid.text("id") + " " + paid.text("status") + ", by " + agreement;
    }

    private String signAndPay() {
        JsonObject payment = till.order(till.wallet() + "_" + wayToSignAndPay, DEDUCTED_MINOR);
        ApiAnswer created =
                till.taken(AGREEMENTS, agreement("member-" + till.number()).put("payment", payment));
        Step.expect(created.json().getValue("payment") instanceof JsonObject, "no payment: " + created.json());
        ApiAnswer begun = new ApiAnswer(created.status(), created.json().getJsonObject("payment"));
        openPayment.accept(begun);
        ApiAnswer paid = till.ends(PAYMENTS, begun, "payment.succeeded");
        ApiAnswer signed = till.ends(AGREEMENTS, created, "agreement.signed");
        return named(signed) + " by payment " + paid.text("id");
    }

    private static String named(ApiAnswer agreement) {
        return agreement.text("id") + " " + agreement.text("status");
    }
}
