package io.txswitch.core.supervision;

import io.txswitch.core.journal.InMemoryStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Leases over an {@link InMemoryStore}; single-threaded, its clock is the database's. */
public final class InMemoryLeases implements Leases {
    /** @param adoptedBy null while the node itself, or nobody, has its work */
    private record Row(
            int nodeNo,
            long epoch,
            Instant expiresAt,
            @Nullable String adoptedBy) {
        Row until(Instant end) {
            return new Row(nodeNo, epoch, end, adoptedBy);
        }

        Row adoptedBy(String node, long newEpoch) {
            return new Row(nodeNo, newEpoch, expiresAt, node);
        }
    }

    private final Map<String, Row> rows = new TreeMap<>();
    private final InMemoryStore store;
    private final InstantSource clock;
    private final long ttlMs;
    private boolean down;

    public InMemoryLeases(InMemoryStore store, InstantSource clock, long ttlMs) {
        this.store = store;
        this.clock = clock;
        this.ttlMs = ttlMs;
    }

    /** While down every question fails. */
    public void setDown(boolean down) {
        this.down = down;
    }

    /** What a commit proves: for {@code InMemoryJournal}. */
    public boolean holds(String nodeId, long epoch) {
        Row row = rows.get(nodeId);
        return row != null && row.epoch() == epoch;
    }

    @Override
    public Future<Lease> acquire(String nodeId) {
        if (down) {
            return down();
        }
        Row before = rows.get(nodeId);
        int number = before == null ? rows.size() : before.nodeNo();
        if (number >= MAX_NODES) {
            return Future.failedFuture("every node number is taken");
        }
        long epoch = before == null ? 1 : before.epoch() + 1;
        rows.put(nodeId, new Row(number, epoch, later(), null));
        return Future.succeededFuture(new Lease(nodeId, number, epoch));
    }

    @Override
    public Future<Boolean> renew(Lease lease) {
        return holding(lease, () -> rows.computeIfPresent(lease.nodeId(), (id, row) -> row.until(later())));
    }

    @Override
    public Future<List<Expired>> expired(Lease asker) {
        if (down) {
            return down();
        }
        List<Expired> expired = new ArrayList<>();
        rows.forEach((id, row) -> {
            if (!id.equals(asker.nodeId()) && row.adoptedBy() == null && !isCurrent(row)) {
                expired.add(new Expired(id, row.epoch()));
            }
        });
        return Future.succeededFuture(expired);
    }

    @Override
    public Future<Boolean> adopt(Lease adopter, Expired dead) {
        if (down) {
            return down();
        }
        Row mine = rows.get(adopter.nodeId());
        Row other = rows.get(dead.nodeId());
        if (mine == null
                || other == null
                || mine.epoch() != adopter.epoch()
                || !isCurrent(mine)
                || isCurrent(other)
                || other.epoch() != dead.epoch()
                || other.adoptedBy() != null) {
            return Future.succeededFuture(false);
        }
        Predicate<Row> adoptedByDead = row -> dead.nodeId().equals(row.adoptedBy());
        rows.replaceAll((id, row) -> adoptedByDead.test(row) ? row.adoptedBy(adopter.nodeId(), row.epoch()) : row);
        rows.put(dead.nodeId(), other.adoptedBy(adopter.nodeId(), other.epoch() + 1));
        store.moveOpen(dead.nodeId(), adopter.nodeId());
        return Future.succeededFuture(true);
    }

    @Override
    public Future<Void> release(Lease lease) {
        Instant past = clock.instant().minusNanos(1_000);
        return holding(lease, () -> rows.computeIfPresent(lease.nodeId(), (id, row) -> row.until(past)))
                .mapEmpty();
    }

    @Override
    public Future<List<Integer>> relayedBy(String nodeId) {
        if (down) {
            return down();
        }
        List<Integer> numbers = new ArrayList<>();
        rows.forEach((id, row) -> {
            if (row.adoptedBy() == null ? id.equals(nodeId) : row.adoptedBy().equals(nodeId)) {
                numbers.add(row.nodeNo());
            }
        });
        return Future.succeededFuture(numbers.stream().sorted().toList());
    }

    private Future<Boolean> holding(Lease lease, Runnable change) {
        if (down) {
            return down();
        }
        boolean held = holds(lease.nodeId(), lease.epoch());
        if (held) {
            change.run();
        }
        return Future.succeededFuture(held);
    }

    private boolean isCurrent(Row row) {
        return row.expiresAt().isAfter(clock.instant());
    }

    private Instant later() {
        return clock.instant().plusMillis(ttlMs);
    }

    private static <T> Future<T> down() {
        return Future.failedFuture("database_down");
    }
}
