package io.txswitch.sandbox.merchant;

import io.vertx.core.json.JsonObject;

/**
 * A refund to ask for.
 *
 * @param refundNo the merchant's own number
 * @param paymentId the switch's number of the payment
 * @param amountMinor fen
 */
public record NewRefund(String refundNo, String paymentId, long amountMinor, String reason) {
    JsonObject json() {
        return new JsonObject()
                .put("refund_no", refundNo)
                .put("payment_id", paymentId)
                .put("amount", amountMinor)
                .put("reason", reason);
    }
}
