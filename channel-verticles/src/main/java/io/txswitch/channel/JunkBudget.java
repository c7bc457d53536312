package io.txswitch.channel;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** How many callbacks that belong to no payment may be kept: anybody can send them, and they must not fill a table. */
final class JunkBudget {
    /** Enough to see what is wrong; more of the same teaches nothing. */
    private static final int PER_MINUTE = 30;

    private static final int SECONDS_PER_MINUTE = 60;

    private final InstantSource clock;
    /** The minute in the upper part, what was spent of it in the lowest sixteen bits. */
    private final AtomicLong spent = new AtomicLong();

    JunkBudget(InstantSource clock) {
        this.clock = clock;
    }

    /** True when one more may be kept. */
    boolean spend() {
        Instant now = clock.instant();
        long minute = now.getEpochSecond() / SECONDS_PER_MINUTE;
        long after = spent.updateAndGet(before ->
                before >>> 16 != minute ? (minute << 16) | 1 : Math.min(before + 1, (minute << 16) | (PER_MINUTE + 1)));
        return (after & 0xFFFF) <= PER_MINUTE;
    }
}
