package io.txswitch.core.contract;

import io.txswitch.core.model.TxId;
import org.jspecify.annotations.Nullable;

/**
 * A terminal takes its transaction back (0400): it is answered once that is durable.
 *
 * @param originalKey the dedupe key of the original
 * @param amountMinor the original amount as the terminal says it, or null
 * @param original the original by our id, for a terminal that names it by DE37; wins over the key when it exists
 * @param currency ISO 4217 letters as the terminal says it, or null
 */
public record ReversePayment(
        String originalKey,
        String merchantId,
        String terminalId,
        @Nullable Long amountMinor,
        String trace,
        @Nullable TxId original,
        @Nullable String currency) {
    public ReversePayment(
            String originalKey, String merchantId, String terminalId, @Nullable Long amountMinor, String trace) {
        this(originalKey, merchantId, terminalId, amountMinor, trace, null, null);
    }
}
