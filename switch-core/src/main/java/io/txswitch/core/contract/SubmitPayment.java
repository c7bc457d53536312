package io.txswitch.core.contract;

import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Checkout;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.PointOfService;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxId;
import org.jspecify.annotations.Nullable;

/**
 * Asks the core to carry out one transaction, once per {@code dedupeKey}.
 *
 * @param fingerprint hex SHA-256 of the fields that must be the same in a repeat
 * @param product {@code card}, {@code alipay_qr}, {@code wechat_qr}
 * @param orderNo the merchant's order number or refund number
 * @param trace DE11 of the terminal
 * @param localDateTime MMDDhhmmss of the terminal
 * @param original the payment that a refund gives back
 * @param answerWithinMs how long the client waits, from now
 * @param originalKey the dedupe key of the original, for a client that does not know its id
 * @param pos what the terminal said of itself
 * @param payerCode what the payer's phone shows, for a {@link Kind#CODE_PAYMENT}
 * @param checkout how a wallet payment is begun
 * @param nonce of the merchant's signed request
 * @param terms what an agreement, a transfer or profit sharing says beside the amount
 */
public record SubmitPayment(
        Kind kind,
        String dedupeKey,
        String fingerprint,
        String merchantId,
        @Nullable String terminalId,
        String product,
        Money money,
        @Nullable CardData card,
        @Nullable String orderNo,
        @Nullable String trace,
        @Nullable String localDateTime,
        @Nullable TxId original,
        @Nullable String subject,
        @Nullable String notifyUrl,
        long answerWithinMs,
        @Nullable String originalKey,
        @Nullable PointOfService pos,
        @Nullable PayerCode payerCode,
        @Nullable Checkout checkout,
        @Nullable String nonce,
        @Nullable Terms terms) {
    public SubmitPayment(
            Kind kind,
            String dedupeKey,
            String fingerprint,
            String merchantId,
            @Nullable String terminalId,
            String product,
            Money money,
            @Nullable CardData card,
            @Nullable String orderNo,
            @Nullable String trace,
            @Nullable String localDateTime,
            @Nullable TxId original,
            @Nullable String subject,
            @Nullable String notifyUrl,
            long answerWithinMs) {
        this(
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
                answerWithinMs,
                null,
                null,
                null);
    }

    public SubmitPayment(
            Kind kind,
            String dedupeKey,
            String fingerprint,
            String merchantId,
            @Nullable String terminalId,
            String product,
            Money money,
            @Nullable CardData card,
            @Nullable String orderNo,
            @Nullable String trace,
            @Nullable String localDateTime,
            @Nullable TxId original,
            @Nullable String subject,
            @Nullable String notifyUrl,
            long answerWithinMs,
            @Nullable String originalKey,
            @Nullable PointOfService pos,
            @Nullable PayerCode payerCode) {
        this(
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
                answerWithinMs,
                originalKey,
                pos,
                payerCode,
                null,
                null,
                null);
    }
}
