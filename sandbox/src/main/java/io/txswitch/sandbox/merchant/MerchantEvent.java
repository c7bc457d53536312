package io.txswitch.sandbox.merchant;

import io.txswitch.sandbox.wallet.Fields;
import io.vertx.core.json.JsonObject;

/**
 * One webhook whose signature was right, seen for the first time.
 *
 * @param id the webhook-id, by which repeats are recognised
 * @param type such as {@code payment.succeeded}
 * @param data the payment or refund as the switch shows it
 */
public record MerchantEvent(String id, String type, JsonObject data) {
    /** The payment it is about, also for a refund. */
    public String paymentId() {
        String named = Fields.text(data, "payment_id");
        return named.isEmpty() ? Fields.text(data, "id") : named;
    }

    public String orderNo() {
        return Fields.text(data, "order_no");
    }

    public String rrn() {
        return Fields.text(data, "rrn");
    }

    public String status() {
        return Fields.text(data, "status");
    }

    /** Fen; -1 when the event names no amount. */
    public long amountMinor() {
        return Fields.integer(data, "amount");
    }

    public String currency() {
        return Fields.text(data, "currency");
    }
}
