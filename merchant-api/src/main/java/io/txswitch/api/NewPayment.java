package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/payments}.
 *
 * @param subject what the payer sees
 * @param notifyUrl where events of this payment go instead of to the merchant's own address
 */
record NewPayment(
        String orderNo,
        String product,
        Money money,
        String subject,
        @Nullable String notifyUrl) {
    private static final Set<String> MEMBERS =
            Set.of("order_no", "product", "amount", "currency", "subject", "notify_url");
    private static final String CURRENCY = "CNY";

    static Parsed<NewPayment> read(ObjectNode body, ApiConfig config, Merchant merchant) {
        Fields fields = new Fields(body, MEMBERS);
        String orderNo = fields.text("order_no", TextRule.NUMBER);
        String product = fields.text("product", TextRule.WORD);
        long amountMinor = fields.amountMinor("amount", config.maxAmountMinor());
        String currency = fields.text("currency", TextRule.WORD);
        String subject = fields.text("subject", TextRule.SUBJECT);
        String notifyUrl = fields.optionalText("notify_url", TextRule.URL);
        if (!config.products().contains(product)) {
            fields.refuse(ApiCode.UNKNOWN_PRODUCT, "product must be one of " + config.products() + ".", "product");
        }
        if (!currency.equals(CURRENCY)) {
            fields.refuse(ApiCode.UNSUPPORTED_CURRENCY, "currency must be CNY.", "currency");
        }
        if (notifyUrl != null && !mayBeCalled(notifyUrl, config, merchant)) {
            String detail = "notify_url must have the origin of the merchant's registered webhook.";
            fields.refuse(ApiCode.INVALID_PARAMETER, detail, "notify_url");
        }
        Problem problem = fields.problem();
        return problem != null
                ? new Parsed.Bad<>(problem)
                : new Parsed.Ok<>(
                        new NewPayment(orderNo, product, new Money(amountMinor, currency), subject, notifyUrl));
    }

    /** An address of the merchant's choice, but not one of ours or of our neighbours. */
    private static boolean mayBeCalled(String url, ApiConfig config, Merchant merchant) {
        String origin = ApiConfig.origin(url);
        String own = merchant.webhookUrl() == null ? null : ApiConfig.origin(merchant.webhookUrl());
        return own != null && (own.equals(origin) || config.notifyOrigins().contains(String.valueOf(origin)));
    }

    /** A repeat must have the same product, amount and currency; what the payer is shown may be worded anew. */
    String fingerprint() {
        return Fingerprint.of("product", product, "amount", money.amountMinor(), "currency", money.currency());
    }

    SubmitPayment command(Merchant merchant, long answerWithinMs) {
        return new SubmitPayment(
                Kind.WALLET_PAYMENT,
                "m:" + merchant.id() + ":p:" + orderNo,
                fingerprint(),
                merchant.id(),
                null,
                product,
                money,
                null,
                orderNo,
                null,
                null,
                null,
                subject,
                notifyUrl,
                answerWithinMs);
    }
}
