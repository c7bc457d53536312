package io.txswitch.notifier;

import io.txswitch.core.model.TxId;
import java.time.Instant;

/**
 * Something a merchant is told; the body is fixed here, so that every attempt at every endpoint carries the same bytes.
 *
 * @param id {@code evt_<txid>_<seq>}: the merchant recognises a repeat by it
 * @param paymentId the payment it is about (of a refund: the one given back); deliveries of one payment keep their
 *     order
 * @param seq the append's number within the transaction
 * @param at when it happened
 * @param body JSON
 */
public record MerchantEvent(
        String id, TxId txId, TxId paymentId, int seq, String merchantId, WebhookType type, Instant at, String body) {
    /** The event's name, the same wherever it is told. */
    public static String id(TxId id, int seq) {
        return "evt_" + id.text() + "_" + seq;
    }
}
