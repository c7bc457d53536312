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
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/payments}.
 *
 * @param product the row it is paid by; for a payer's code of whatever wallet, that wallet's row
 * @param subject what the payer sees
 * @param notifyUrl where events of this payment go instead of to the merchant's own address
 * @param checkout what the mode needs, null where the product says it all
 * @param agreement what a deduction is made by; of any other payment, what the payer signs on the way
 * @param signs what he consents to by that
 */
record NewPayment(
        String orderNo,
        Product product,
        Money money,
        String subject,
        @Nullable String notifyUrl,
        @Nullable PayerCode payerCode,
        @Nullable Checkout checkout,
        @Nullable TxId agreement,
        @Nullable AgreementTerms signs) {
    private static final Set<String> MEMBERS = Set.of(
            "order_no",
            "product",
            "amount",
            "currency",
            "subject",
            "notify_url",
            "payer_code",
            "payer_id",
            "payer_ip",
            "return_url",
            "agreement_id");

    static Parsed<NewPayment> read(ObjectNode body, ApiConfig config, Merchant merchant) {
        Fields fields = new Fields(body, MEMBERS);
        String orderNo = fields.text("order_no", TextRule.NUMBER);
        String payerCode = fields.optionalText("payer_code", TextRule.PAYER_CODE);
        Product product = ProductChoice.of(fields, config, payerCode);
        long amountMinor = fields.amountMinor("amount", Math.min(config.maxAmountMinor(), product.maxAmountMinor()));
        String currency = fields.text("currency", TextRule.WORD);
        String subject = fields.text("subject", TextRule.SUBJECT);
        String notifyUrl = fields.optionalText("notify_url", TextRule.URL);
        String payerId = fields.optionalText("payer_id", TextRule.PAYER_ID);
        String payerIp = fields.optionalText("payer_ip", TextRule.ADDRESS);
        String returnUrl = fields.optionalText("return_url", TextRule.URL);
        String agreementId = fields.optionalText("agreement_id", TextRule.ID);
        ProductChoice.check(fields, product, amountMinor, currency);
        WebAddresses.check(fields, notifyUrl, returnUrl, config, merchant);
        Problem problem = fields.problem();
        if (problem != null) {
            return new Parsed.Bad<>(problem);
        }
        return new Parsed.Ok<>(new NewPayment(
                orderNo,
                product,
                new Money(amountMinor, currency),
                subject,
                notifyUrl,
                payerCode == null ? null : new PayerCode(payerCode),
                checkout(product.mode(), payerId, payerIp, returnUrl),
                agreementId == null ? null : TxId.parse(agreementId),
                null));
    }

    static @Nullable Checkout checkout(
            PayMode mode, @Nullable String payerId, @Nullable String payerIp, @Nullable String returnUrl) {
        boolean plain = mode == PayMode.MERCHANT_CODE || mode == PayMode.PAYER_CODE || mode == PayMode.DEDUCT;
        return plain && payerId == null && payerIp == null && returnUrl == null
                ? null
                : new Checkout(mode, payerId, payerIp, returnUrl);
    }

    /** The same with a page of our own on the payer's way back, if there is one. */
    NewPayment by(@Nullable String ownPage) {
        return ownPage == null || checkout == null
                ? this
                : new NewPayment(
                        orderNo, product, money, subject, notifyUrl, payerCode, checkout.by(ownPage), agreement, signs);
    }

    /** The same, signing an agreement on the way. */
    NewPayment signing(TxId signed, AgreementTerms terms) {
        return new NewPayment(orderNo, product, money, subject, notifyUrl, payerCode, checkout, signed, terms);
    }

    boolean isDeduction() {
        return product.mode() == PayMode.DEDUCT;
    }

    /**
     * A repeat must have the same product, amount and currency, and the same agreement where there is one; what the
     * payer is shown may be worded anew.
     */
    String fingerprint() {
        return agreement == null
                ? Fingerprint.of("product", product.id(), "amount", money.amountMinor(), "currency", money.currency())
                : Fingerprint.of(
                        "product",
                        product.id(),
                        "amount",
                        money.amountMinor(),
                        "currency",
                        money.currency(),
                        "agreement",
                        agreement.text());
    }

    /** @param nonce of the request, which the first append takes with it */
    SubmitPayment command(Merchant merchant, long answerWithinMs, String nonce) {
        return new SubmitPayment(
                kind(),
                dedupeKey(merchant, orderNo),
                fingerprint(),
                merchant.id(),
                null,
                product.id(),
                money,
                null,
                orderNo,
                null,
                null,
                isDeduction() ? agreement : null,
                subject,
                notifyUrl,
                answerWithinMs,
                null,
                null,
                payerCode,
                checkout,
                nonce,
                agreement == null || signs == null ? null : Terms.signs(agreement, signs));
    }

    private Kind kind() {
        if (isDeduction()) {
            return Kind.DEDUCTION;
        }
        return payerCode == null ? Kind.WALLET_PAYMENT : Kind.CODE_PAYMENT;
    }

    static String dedupeKey(Merchant merchant, String orderNo) {
        return "m:" + merchant.id() + ":p:" + orderNo;
    }
}
