package io.txswitch.notifier;

import io.txswitch.core.model.TxId;

/**
 * One webhook that is owed to a merchant; the body is fixed here, so that every attempt carries the same bytes.
 *
 * @param eventId {@code evt_<txid>_<seq>}: the merchant recognises a repeat by it
 * @param paymentId the payment it is about (of a refund: the one given back); deliveries of one payment keep their
 *     order
 * @param seq the append's number within the transaction
 * @param url as the merchant gave it; checked at each attempt
 * @param body JSON
 */
public record Delivery(
        String eventId,
        TxId txId,
        TxId paymentId,
        int seq,
        String merchantId,
        WebhookType type,
        String url,
        String body) {
    static String eventId(TxId id, int seq) {
        return "evt_" + id.text() + "_" + seq;
    }
}
