package io.txswitch.core.contract;

import java.util.List;

/**
 * A terminal's batch: its totals and what they are made of.
 *
 * <p>Debits are approved sales, completions, code payments, offline advices and tips; credits are approved refunds and
 * voids. A partial approval counts with what was approved. What was reversed, refused or is still open counts nothing.
 *
 * @param debitMinor minor units, of the terminal's one currency
 * @param payments oldest first, at most {@link #MAX_LISTED}; the sums are of all
 */
public record BatchContents(
        int debitCount, long debitMinor, int creditCount, long creditMinor, List<PaymentView> payments) {
    /** A terminal's memory holds some hundred; the rest of a longer batch is in the sums only. */
    public static final int MAX_LISTED = 2_000;

    public BatchContents {
        payments = List.copyOf(payments);
    }
}
