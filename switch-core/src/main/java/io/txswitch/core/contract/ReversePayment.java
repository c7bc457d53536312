package io.txswitch.core.contract;

import org.jspecify.annotations.Nullable;

/**
 * A terminal takes its transaction back (0400): it is answered once that is durable.
 *
 * @param originalKey the dedupe key of the original
 * @param amountMinor the original amount as the terminal says it, or null
 */
public record ReversePayment(
        String originalKey,
        String merchantId,
        String terminalId,
        @Nullable Long amountMinor,
        String trace) {}
