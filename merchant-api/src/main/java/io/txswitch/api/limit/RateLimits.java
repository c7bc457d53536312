package io.txswitch.api.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** How many requests each merchant may send a second; this node's share of it. Thread-safe. */
public final class RateLimits {
    private static final long NANOS_PER_MS = 1_000_000;

    private final int perS;
    private final IntSupplier liveNodes;
    private final TimeMeter time;
    /** One per merchant that has sent anything: as many as there are merchants at most. */
    private final Map<String, Share> shares = new ConcurrentHashMap<>();

    private record Share(int perS, Bucket bucket) {}

    /**
     * Limits that count by a clock.
     *
     * @param perS of a merchant that has no limit of his own
     * @param liveNodes how many nodes share a limit now, asked at each request
     */
    public RateLimits(int perS, IntSupplier liveNodes, InstantSource clock) {
        this.perS = perS;
        this.liveNodes = liveNodes;
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * NANOS_PER_MS;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /**
     * Counts one request.
     *
     * @param ownPerS the merchant's own limit, 0 for the common one
     * @return false when it is one too many
     */
    public boolean take(String merchantId, int ownPerS) {
        int wholePerS = ownPerS == 0 ? perS : ownPerS;
        int mine = Math.max(1, Math.ceilDiv(wholePerS, Math.max(1, liveNodes.getAsInt())));
        return shares.compute(merchantId, (id, before) -> before != null && before.perS == mine ? before : share(mine))
                .bucket
                .tryConsume(1);
    }

    /** A second's worth may come at once. */
    private Share share(int mine) {
        return new Share(
                mine,
                Bucket.builder()
                        .addLimit(limit -> limit.capacity(mine).refillGreedy(mine, Duration.ofSeconds(1)))
                        .withCustomTimePrecision(time)
                        .build());
    }
}
