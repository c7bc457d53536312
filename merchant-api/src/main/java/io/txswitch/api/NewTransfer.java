package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.Product;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.Terms;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/transfers}.
 *
 * @param payeeId the payee as the wallet names him to the merchant's app
 * @param title what the payee reads
 */
record NewTransfer(
        String transferNo,
        Product product,
        Money money,
        String payeeId,
        String title,
        @Nullable String notifyUrl) {
    private static final Set<String> MEMBERS =
            Set.of("transfer_no", "product", "amount", "currency", "payee_id", "title", "notify_url");

    static Parsed<NewTransfer> read(ObjectNode body, ApiConfig config, Merchant merchant) {
        Fields fields = new Fields(body, MEMBERS);
        String transferNo = fields.text("transfer_no", TextRule.NUMBER);
        Product product = ProductChoice.of(fields, config, PayMode.TRANSFER);
        long amountMinor = fields.amountMinor("amount", Math.min(config.maxAmountMinor(), product.maxAmountMinor()));
        String currency = fields.text("currency", TextRule.WORD);
        String payeeId = fields.text("payee_id", TextRule.PAYER_ID);
        String title = fields.text("title", TextRule.SUBJECT);
        String notifyUrl = fields.optionalText("notify_url", TextRule.URL);
        ProductChoice.checkMoney(fields, product, amountMinor, currency);
        WebAddresses.check(fields, notifyUrl, null, config, merchant);
        Problem problem = fields.problem();
        return problem != null
                ? new Parsed.Bad<>(problem)
                : new Parsed.Ok<>(new NewTransfer(
                        transferNo, product, new Money(amountMinor, currency), payeeId, title, notifyUrl));
    }

    /** A repeat must send the same amount to the same payee the same way. */
    String fingerprint() {
        return Fingerprint.of(
                "product", product.id(), "amount", money.amountMinor(), "currency", money.currency(), "payee", payeeId);
    }

    /** @param nonce of the request, which the first append takes with it */
    SubmitPayment command(Merchant merchant, long answerWithinMs, String nonce) {
        return new SubmitPayment(
                Kind.TRANSFER,
                "m:" + merchant.id() + ":t:" + transferNo,
                fingerprint(),
                merchant.id(),
                null,
                product.id(),
                money,
                null,
                transferNo,
                null,
                null,
                null,
                title,
                notifyUrl,
                answerWithinMs,
                null,
                null,
                null,
                null,
                nonce,
                Terms.payee(payeeId));
    }
}
