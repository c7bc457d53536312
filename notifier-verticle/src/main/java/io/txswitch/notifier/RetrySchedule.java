package io.txswitch.notifier;

import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** When a failed delivery is tried again: the configured wait, and up to a fifth more so that repeats do not meet. */
final class RetrySchedule {
    private static final int JITTER_PARTS = 5;

    private final List<Long> waitsMs;
    private final RandomGenerator random;

    RetrySchedule(List<Long> waitsMs, RandomGenerator random) {
        this.waitsMs = waitsMs;
        this.random = random;
    }

    /** The wait after a failed attempt, empty when it was the last one; {@code attempt} is 1 for the first. */
    OptionalLong afterMs(int attempt) {
        if (attempt > waitsMs.size()) {
            return OptionalLong.empty();
        }
        long waitMs = waitsMs.get(attempt - 1);
        return OptionalLong.of(waitMs + random.nextLong(waitMs / JITTER_PARTS + 1));
    }
}
