package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.Product;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.Checkout;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.Terms;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/agreements}.
 *
 * @param payment what the payer pays while he signs (sign-and-pay), null when he only signs
 */
record NewAgreement(
        String agreementNo,
        Product product,
        AgreementTerms terms,
        @Nullable String returnUrl,
        @Nullable String notifyUrl,
        @Nullable NewPayment payment) {
    private static final Set<String> MEMBERS = Set.of(
            "agreement_no",
            "product",
            "payer_ref",
            "period_unit",
            "period_count",
            "amount",
            "currency",
            "first_due_on",
            "renews",
            "return_url",
            "notify_url",
            "payment");
    /** A year of days: what {@link AgreementTerms} takes. */
    private static final int MAX_PERIOD_COUNT = 366;

    static Parsed<NewAgreement> read(ObjectNode body, ApiConfig config, Merchant merchant) {
        Fields fields = new Fields(body, MEMBERS);
        String agreementNo = fields.text("agreement_no", TextRule.NUMBER);
        Product product = ProductChoice.of(fields, config, PayMode.AGREEMENT);
        String returnUrl = fields.optionalText("return_url", TextRule.URL);
        String notifyUrl = fields.optionalText("notify_url", TextRule.URL);
        AgreementTerms terms = terms(fields, config, product);
        WebAddresses.check(fields, notifyUrl, returnUrl, config, merchant);
        NewPayment payment = payment(fields, config, merchant, product);
        Problem problem = fields.problem();
        return problem != null || terms == null
                ? new Parsed.Bad<>(problem != null ? problem : Problem.of(ApiCode.INVALID_REQUEST, "No terms."))
                : new Parsed.Ok<>(new NewAgreement(agreementNo, product, terms, returnUrl, notifyUrl, payment));
    }

    /** Null when something is wrong with them. */
    private static @Nullable AgreementTerms terms(Fields fields, ApiConfig config, Product product) {
        String payerRef = fields.text("payer_ref", TextRule.PAYER_REF);
        String unit = fields.text("period_unit", TextRule.PERIOD_UNIT);
        int every = fields.integer("period_count", 1, MAX_PERIOD_COUNT);
        long amountMinor = fields.amountMinor("amount", Math.min(config.maxAmountMinor(), product.maxAmountMinor()));
        String currency = fields.text("currency", TextRule.WORD);
        String firstDue = fields.optionalText("first_due_on", TextRule.DAY);
        boolean renews = fields.flag("renews", false);
        ProductChoice.checkMoney(fields, product, amountMinor, currency);
        if (renews && firstDue == null) {
            String detail = "first_due_on is missing: what renews names its first day.";
            fields.refuse(ApiCode.MISSING_PARAMETER, detail, "first_due_on");
        }
        return fields.problem() != null
                ? null
                : new AgreementTerms(
                        payerRef,
                        AgreementTerms.Unit.valueOf(unit.toUpperCase(Locale.ROOT)),
                        every,
                        amountMinor,
                        currency,
                        firstDue == null ? null : LocalDate.parse(firstDue),
                        renews);
    }

    private static @Nullable NewPayment payment(Fields fields, ApiConfig config, Merchant merchant, Product product) {
        ObjectNode given = fields.object("payment");
        if (given == null) {
            return null;
        }
        return switch (NewPayment.read(given, config, merchant)) {
            case Parsed.Bad<NewPayment> bad -> {
                fields.refuse(bad.problem().within("payment"));
                yield null;
            }
            case Parsed.Ok<NewPayment> ok -> {
                checkSigns(fields, product, ok.value());
                yield ok.value();
            }
        };
    }

    /** The payer stands before one wallet, and does something there. */
    private static void checkSigns(Fields fields, Product product, NewPayment payment) {
        boolean sameWallet = product.channel() != null
                && product.channel().equals(payment.product().channel());
        PayMode mode = payment.product().mode();
        if (!sameWallet || mode == PayMode.DEDUCT || mode == PayMode.PAYER_CODE) {
            String detail = "payment.product must be one of the same wallet by which the payer pays himself.";
            fields.refuse(ApiCode.NOT_SUPPORTED, detail, "payment.product");
        }
    }

    /** A repeat must ask the same consent of the same payer. */
    String fingerprint() {
        return Fingerprint.of(
                "product",
                product.id(),
                "payer",
                terms.payerRef(),
                "period",
                terms.every() + " " + terms.unit(),
                "amount",
                terms.amountMinor(),
                "currency",
                terms.currency(),
                "due",
                terms.firstDue() + " " + terms.renews());
    }

    /** The same for a repeat. */
    String meaning() {
        return agreementNo + " " + fingerprint()
                + (payment == null ? "" : " " + payment.orderNo() + " " + payment.fingerprint());
    }

    /** @param nonce of the request, which the first append takes with it */
    SubmitPayment command(Merchant merchant, long answerWithinMs, String nonce) {
        return new SubmitPayment(
                Kind.AGREEMENT,
                "m:" + merchant.id() + ":a:" + agreementNo,
                fingerprint(),
                merchant.id(),
                null,
                product.id(),
                new Money(0, terms.currency()),
                null,
                agreementNo,
                null,
                null,
                null,
                null,
                notifyUrl,
                answerWithinMs,
                null,
                null,
                null,
                new Checkout(PayMode.AGREEMENT, null, null, returnUrl),
                nonce,
                Terms.agreement(terms));
    }
}
