package io.txswitch.core.flow;

import com.github.f4b6a3.tsid.TsidFactory;
import io.txswitch.core.model.TxId;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;

/**
 * Makes transaction ids that are unique in the cluster and sorted by time; the shard is part of each.
 *
 * <p>42 bits of milliseconds, 8 of the node's number, 6 of the shard, 8 of a counter. One per shard; not thread-safe.
 */
public final class TxIds {
    /** Event loops a node can have: six bits of the id. */
    public static final int MAX_SHARDS = 64;

    private static final int SHARD_BITS = 6;
    private static final int NODE_BITS = 8;
    private static final int COUNTER_BITS = 8;

    private final TsidFactory factory;

    public TxIds(int nodeNo, int shard, InstantSource clock, RandomGenerator random) {
        if (nodeNo < 0 || nodeNo >= 1 << NODE_BITS || shard < 0 || shard >= MAX_SHARDS) {
            throw new IllegalArgumentException("node number or shard out of range");
        }
        this.factory = TsidFactory.builder()
                .withNodeBits(NODE_BITS + SHARD_BITS)
                .withNode((nodeNo << SHARD_BITS) | shard)
                .withClock(new Clock() {
                    @Override
                    public java.time.ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public java.time.Instant instant() {
                        return clock.instant();
                    }
                })
                .withRandomFunction(() -> random.nextInt())
                .build();
    }

    public TxId next() {
        return new TxId(factory.create().toLong());
    }

    /** The event loop that owns a transaction. */
    public static int shardOf(TxId id) {
        return (int) (id.value() >>> COUNTER_BITS) & (MAX_SHARDS - 1);
    }
}
