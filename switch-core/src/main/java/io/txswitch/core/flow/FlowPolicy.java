package io.txswitch.core.flow;

import io.txswitch.core.config.Section;

/**
 * The times and limits of the flow.
 *
 * @param firstRetryMs before the first repeat of a reversal, query or refund; doubles up to {@code maxRetryMs}
 * @param payWithinMs how long a payer may take to pay a code
 * @param caseAfterAttempts a case is opened after so many repeats; the repeats go on
 * @param missingAfterMs how long after the client's deadline "original not found" is believed of a reversal or close
 */
public record FlowPolicy(
        long firstRetryMs, long maxRetryMs, long payWithinMs, int caseAfterAttempts, long missingAfterMs) {
    public static final FlowPolicy DEFAULT = new FlowPolicy(2_000, 300_000, 300_000, 10, 60_000);
    private static final int MAX_DOUBLINGS = 20;

    public static FlowPolicy read(Section section) {
        return new FlowPolicy(
                section.number("first-retry-ms", DEFAULT.firstRetryMs, 10, 600_000),
                section.number("max-retry-ms", DEFAULT.maxRetryMs, 10, 3_600_000),
                section.number("pay-within-ms", DEFAULT.payWithinMs, 1_000, 86_400_000),
                section.integer("case-after-attempts", DEFAULT.caseAfterAttempts, 1, 10_000),
                section.number("missing-after-ms", DEFAULT.missingAfterMs, 0, 86_400_000));
    }

    /** Doubling backoff, bounded. */
    long retryDelayMs(int attempt) {
        return Math.min(maxRetryMs, firstRetryMs << Math.min(attempt, MAX_DOUBLINGS));
    }
}
