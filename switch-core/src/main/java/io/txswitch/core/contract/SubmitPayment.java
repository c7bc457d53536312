package io.txswitch.core.contract;

import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
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
        long answerWithinMs) {}
