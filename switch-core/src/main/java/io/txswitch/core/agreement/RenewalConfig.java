package io.txswitch.core.agreement;

import io.txswitch.core.config.Section;

/**
 * The section {@code renewal}.
 *
 * @param enabled false leaves every period to the merchants
 * @param intervalMs between two looks at what is due
 * @param page periods taken up in one look, all at once
 * @param lookAgainMs before a deduction without an end is looked at again
 * @param attempts deductions of one period before it is given up
 * @param firstPauseMs between the first deduction that came to nothing and the second; doubles up to {@code maxPauseMs}
 */
public record RenewalConfig(
        boolean enabled,
        long intervalMs,
        int page,
        long lookAgainMs,
        int attempts,
        long firstPauseMs,
        long maxPauseMs) {
    public static final RenewalConfig DEFAULT = new RenewalConfig(true, 10_000, 50, 30_000, 5, 3_600_000, 86_400_000);
    private static final int MAX_DOUBLINGS = 20;

    public static RenewalConfig read(Section root) {
        Section renewal = root.section("renewal");
        return new RenewalConfig(
                renewal.flag("enabled", DEFAULT.enabled),
                renewal.number("interval-ms", DEFAULT.intervalMs, 10, 3_600_000),
                renewal.integer("page", DEFAULT.page, 1, 1_000),
                renewal.number("look-again-ms", DEFAULT.lookAgainMs, 10, 3_600_000),
                renewal.integer("attempts", DEFAULT.attempts, 1, 100),
                renewal.number("first-pause-ms", DEFAULT.firstPauseMs, 10, 604_800_000),
                renewal.number("max-pause-ms", DEFAULT.maxPauseMs, 10, 604_800_000));
    }

    /** @param failed deductions of the period so far, from 1 */
    long pauseMs(int failed) {
        return Math.min(maxPauseMs, firstPauseMs << Math.min(failed - 1, MAX_DOUBLINGS));
    }
}
