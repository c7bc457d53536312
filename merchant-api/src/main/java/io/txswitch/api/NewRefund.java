package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.TxId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/refunds}: the payment is named by exactly one of our id and the merchant's number.
 *
 * @param reason what the payer sees
 */
record NewRefund(
        String refundNo,
        @Nullable TxId paymentId,
        @Nullable String orderNo,
        long amountMinor,
        @Nullable String reason) {
    private static final Set<String> MEMBERS = Set.of("refund_no", "payment_id", "order_no", "amount", "reason");

    static Parsed<NewRefund> read(ObjectNode body, ApiConfig config) {
        Fields fields = new Fields(body, MEMBERS);
        String refundNo = fields.text("refund_no", TextRule.NUMBER);
        String paymentId = fields.optionalText("payment_id", TextRule.ID);
        String orderNo = fields.optionalText("order_no", TextRule.NUMBER);
        long amountMinor = fields.amountMinor("amount", config.maxAmountMinor());
        String reason = fields.optionalText("reason", TextRule.REFUND_REASON);
        if (paymentId == null && orderNo == null) {
            fields.refuse(ApiCode.MISSING_PARAMETER, "payment_id or order_no is missing.", "payment_id");
        }
        if (paymentId != null && orderNo != null) {
            fields.refuse(ApiCode.INVALID_PARAMETER, "payment_id and order_no exclude one another.", "order_no");
        }
        Problem problem = fields.problem();
        return problem != null
                ? new Parsed.Bad<>(problem)
                : new Parsed.Ok<>(new NewRefund(
                        refundNo, paymentId == null ? null : TxId.parse(paymentId), orderNo, amountMinor, reason));
    }

    /** The same for a repeat. */
    String meaning() {
        return refundNo + " " + paymentId + " " + orderNo + " " + amountMinor;
    }

    Money money(PaymentView original) {
        return new Money(amountMinor, original.money().currency());
    }

    /** A repeat must give back the same amount of the same payment. */
    String fingerprint(PaymentView original) {
        return Fingerprint.of("payment", original.id().text(), "amount", amountMinor);
    }

    /** @param nonce of the request, which the first append takes with it */
    SubmitPayment command(Merchant merchant, PaymentView original, long answerWithinMs, String nonce) {
        return new SubmitPayment(
                Kind.REFUND,
                "m:" + merchant.id() + ":r:" + refundNo,
                fingerprint(original),
                merchant.id(),
                null,
                original.product(),
                money(original),
                null,
                refundNo,
                null,
                null,
                original.id(),
                reason,
                original.notifyUrl(),
                answerWithinMs,
                null,
                null,
                null,
                null,
                nonce,
                null);
    }
}
