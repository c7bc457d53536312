package io.txswitch.notifier.loyalty;

import io.txswitch.core.config.Section;

/**
 * The section {@code loyalty}.
 *
 * @param enabled whether this node takes part in the example
 * @param minorPerPoint what one point costs, minor units
 * @param openAfterMs for how long a payment may be open before the core is asked to look after it; also between two
 *     such questions
 * @param scanMs between two looks for such payments
 */
public record LoyaltyConfig(boolean enabled, long minorPerPoint, long openAfterMs, int scanMs) {
    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = 24 * 60 * MINUTE_MS;

    /** Reads the section from the whole configuration; every problem goes to the section's problems. */
    public static LoyaltyConfig read(Section root) {
        Section loyalty = root.section("loyalty");
        return new LoyaltyConfig(
                loyalty.flag("enabled", false),
                loyalty.number("minor-per-point", 100, 1, 1_000_000_000),
                loyalty.number("open-after-ms", 5 * MINUTE_MS, 100, DAY_MS),
                loyalty.integer("scan-ms", 1_000, 10, 60_000));
    }
}
