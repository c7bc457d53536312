package io.txswitch.core.contract;

import java.time.Instant;

/** Asks for the sums of what one merchant's transactions came to, received from {@code from} and before {@code to}. */
public record ReadTotals(String merchantId, Instant from, Instant to) {
    public ReadTotals {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("the time to is not after the time from");
        }
    }
}
