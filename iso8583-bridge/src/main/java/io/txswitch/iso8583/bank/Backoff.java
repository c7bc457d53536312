package io.txswitch.iso8583.bank;

import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: doubling up to a limit, the upper half of each at random, so that many do not come at
 * once.
 */
final class Backoff {
    private final long minMs;
    private final long maxMs;
    private final RandomGenerator random;
    private long nextMs;

    Backoff(long minMs, long maxMs, RandomGenerator random) {
        this.minMs = minMs;
        this.maxMs = maxMs;
        this.random = random;
        this.nextMs = minMs;
    }

    long nextMs() {
        long half = nextMs / 2;
        long pause = half + random.nextLong(nextMs - half + 1);
        nextMs = Math.min(maxMs, nextMs * 2);
        return Math.max(1, pause);
    }

    void reset() {
        nextMs = minMs;
    }
}
