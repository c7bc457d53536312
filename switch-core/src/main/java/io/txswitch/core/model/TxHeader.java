package io.txswitch.core.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a transaction when it arrives, and never changes.
 *
 * @param dedupeKey one per business transaction: merchant and order number, or terminal, trace and date
 * @param fingerprint hex SHA-256 of the named fields; the same key with another fingerprint is refused
 * @param product the catalogue row it is paid by, such as {@code card} or {@code alipay_qr}
 * @param orderNo the merchant's own number: order, refund number, or null for a card
 * @param trace the terminal's DE11, or null
 * @param localDateTime the terminal's DE13 and DE12 (MMDDhhmmss), or null
 * @param original the payment that a refund or compensation gives back
 * @param answerBy after this moment the client has been told "no answer": a later approval is reversed
 * @param node the node that received it
 * @param pos what the terminal said of itself, null for a wallet payment over HTTP
 * @param checkout how a wallet payment is begun, null for a card, and where the product alone says it
 * @param nonce of the signed request that asked for it: the journal takes each of a merchant's once; null for a
 *     terminal
 * @param terms what an agreement, a transfer or profit sharing says beside the amount
 */
public record TxHeader(
        TxId id,
        Kind kind,
        String dedupeKey,
        String fingerprint,
        String merchantId,
        @Nullable String terminalId,
        String product,
        Money money,
        @Nullable CardView card,
        @Nullable String orderNo,
        @Nullable String trace,
        @Nullable String localDateTime,
        @Nullable TxId original,
        @Nullable String subject,
        @Nullable String notifyUrl,
        Instant receivedAt,
        Instant answerBy,
        String node,
        @Nullable PointOfService pos,
        @Nullable Checkout checkout,
        @Nullable String nonce,
        @Nullable Terms terms) {
    public TxHeader(
            TxId id,
            Kind kind,
            String dedupeKey,
            String fingerprint,
            String merchantId,
            @Nullable String terminalId,
            String product,
            Money money,
            @Nullable CardView card,
            @Nullable String orderNo,
            @Nullable String trace,
            @Nullable String localDateTime,
            @Nullable TxId original,
            @Nullable String subject,
            @Nullable String notifyUrl,
            Instant receivedAt,
            Instant answerBy,
            String node) {
        this(
                id,
                kind,
                dedupeKey,
                fingerprint,
                merchantId,
                terminalId,
                product,
                money,
                card,
                orderNo,
                trace,
                localDateTime,
                original,
                subject,
                notifyUrl,
                receivedAt,
                answerBy,
                node,
                null);
    }

    public TxHeader(
            TxId id,
            Kind kind,
            String dedupeKey,
            String fingerprint,
            String merchantId,
            @Nullable String terminalId,
            String product,
            Money money,
            @Nullable CardView card,
            @Nullable String orderNo,
            @Nullable String trace,
            @Nullable String localDateTime,
            @Nullable TxId original,
            @Nullable String subject,
            @Nullable String notifyUrl,
            Instant receivedAt,
            Instant answerBy,
            String node,
            @Nullable PointOfService pos) {
        this(
                id,
                kind,
                dedupeKey,
                fingerprint,
                merchantId,
                terminalId,
                product,
                money,
                card,
                orderNo,
                trace,
                localDateTime,
                original,
                subject,
                notifyUrl,
                receivedAt,
                answerBy,
                node,
                pos,
                null,
                null,
                null);
    }

    /** True when this was asked for by a request with that nonce: one that brings it again is a replay, no repeat. */
    public boolean hasNonce(String ofMerchant, @Nullable String given) {
        return given != null && given.equals(nonce) && ofMerchant.equals(merchantId);
    }
}
