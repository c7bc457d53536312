package io.txswitch.sandbox.merchant;

import io.vertx.core.json.JsonObject;

/**
 * A QR payment to ask for.
 *
 * @param orderNo the merchant's own number
 * @param product {@code alipay_qr} or {@code wechat_qr}
 * @param amountMinor fen
 * @param notifyUrl where the switch sends webhooks; empty for the configured address
 */
public record NewPayment(String orderNo, String product, long amountMinor, String subject, String notifyUrl) {
    JsonObject json() {
        JsonObject json = new JsonObject()
                .put("order_no", orderNo)
                .put("product", product)
                .put("amount", amountMinor)
                .put("currency", "CNY")
                .put("subject", subject);
        return notifyUrl.isEmpty() ? json : json.put("notify_url", notifyUrl);
    }
}
