package io.txswitch.core.flow;

import io.txswitch.core.config.Section;
import io.txswitch.core.model.TxId;

/**
 * The times and limits of the flow.
 *
 * @param firstRetryMs before the first repeat of a reversal, query or refund; doubles up to {@code maxRetryMs}
 * @param payWithinMs how long a payer may take to pay a code
 * @param caseAfterAttempts a case is opened after so many repeats; the repeats go on
 * @param missingAfterMs how long after the client's deadline "original not found" is believed of a reversal or close
 * @param maxCompletionPercent how much of a pre-authorisation a completion may take (UnionPay: 115)
 * @param maxTipPercent how much of a sale a tip may be
 */
public record FlowPolicy(
        long firstRetryMs,
        long maxRetryMs,
        long payWithinMs,
        int caseAfterAttempts,
        long missingAfterMs,
        int maxCompletionPercent,
        int maxTipPercent) {
    private static final int COMPLETION_PERCENT = 115;
    private static final int TIP_PERCENT = 30;
    public static final FlowPolicy DEFAULT = new FlowPolicy(2_000, 300_000, 300_000, 10, 60_000);
    private static final int MAX_DOUBLINGS = 20;
    /** An odd number with well-mixed bits: neighbours end up far apart. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    public FlowPolicy(
            long firstRetryMs, long maxRetryMs, long payWithinMs, int caseAfterAttempts, long missingAfterMs) {
        this(firstRetryMs, maxRetryMs, payWithinMs, caseAfterAttempts, missingAfterMs, COMPLETION_PERCENT, TIP_PERCENT);
    }

    public static FlowPolicy read(Section section) {
        return new FlowPolicy(
                section.number("first-retry-ms", DEFAULT.firstRetryMs, 10, 600_000),
                section.number("max-retry-ms", DEFAULT.maxRetryMs, 10, 3_600_000),
                section.number("pay-within-ms", DEFAULT.payWithinMs, 1_000, 86_400_000),
                section.integer("case-after-attempts", DEFAULT.caseAfterAttempts, 1, 10_000),
                section.number("missing-after-ms", DEFAULT.missingAfterMs, 0, 86_400_000),
                section.integer("max-completion-percent", COMPLETION_PERCENT, 1, 200),
                section.integer("max-tip-percent", TIP_PERCENT, 0, 100));
    }

    /**
     * Doubling backoff, bounded, and up to half of it more by the transaction, so that what failed together does not
     * come back together, and a replay still waits the same.
     */
    long retryDelayMs(TxId id, int attempt) {
        long whole = Math.min(maxRetryMs, firstRetryMs << Math.min(attempt, MAX_DOUBLINGS));
        return whole + Math.floorMod((id.value() + attempt) * SPREAD, whole / 2 + 1);
    }
}
