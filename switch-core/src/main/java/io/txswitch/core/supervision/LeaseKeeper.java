package io.txswitch.core.supervision;

import io.txswitch.core.flow.Timers;
import io.txswitch.core.supervision.Leases.Expired;
import io.txswitch.core.supervision.Leases.Lease;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one node's lease, and adopts the work of nodes that have lost theirs.
 *
 * <p>{@link #valid} and {@link #epoch} may be asked from any thread; everything else runs on one event loop. A keeper
 * adopts only after its own lease has been renewed without a gap for a whole lease's length: after a stall of the
 * database everybody's lease has run out, and everybody gets the time to renew it.
 */
public final class LeaseKeeper {
    /** What happens to a node by way of leases. */
    public interface Listener {
        /** The open transactions of {@code nodeId} are this node's now. */
        void adopted(String nodeId);

        /** The lease had run out for a while and nobody took it: what was left alone meanwhile has to be taken up. */
        void regained();

        /** This node's lease was taken: it must stop sending, and end. */
        void lost();
    }

    /** A lease is renewed three times in its length, so that two failures in a row do no harm. */
    private static final int RENEWALS_PER_LEASE = 3;
    /** Locally a lease ends at 4/5 of its length, counted from before the renewal was sent. */
    private static final int LOCAL_FIFTHS = 4;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final Leases leases;
    private final Timers timers;
    private final LongSupplier nanoTime;
    private final long ttlMs;
    private final Listener listener;

    private volatile @Nullable Lease lease;
    private volatile long deadlineNanos;
    private volatile boolean over;
    private long steadySinceNanos;
    private long timer;

    /**
     * A keeper that has nothing yet.
     *
     * @param nanoTime monotonic, as {@link System#nanoTime}
     * @param ttlMs the same as the leases were made with
     */
    public LeaseKeeper(Leases leases, Timers timers, LongSupplier nanoTime, long ttlMs, Listener listener) {
        this.leases = leases;
        this.timers = timers;
        this.nanoTime = nanoTime;
        this.ttlMs = ttlMs;
        this.listener = listener;
    }

    /** Acquires the lease and keeps it from then on. */
    public Future<Lease> start(String nodeId) {
        long asked = nanoTime.getAsLong();
        return leases.acquire(nodeId).onSuccess(taken -> {
            lease = taken;
            steadySinceNanos = asked;
            extend(asked);
            LOG.info("event=lease_acquired node={} no={} epoch={}", nodeId, taken.nodeNo(), taken.epoch());
            arm();
        });
    }

    /** The epoch to prove; -1, which no lease has, before there is one and after it was lost. */
    public long epoch() {
        Lease held = lease;
        return held == null || over ? -1 : held.epoch();
    }

    /** True while this node may send: asked in the same task, immediately before bytes leave. */
    public boolean valid() {
        return lease != null && !over && nanoTime.getAsLong() - deadlineNanos < 0;
    }

    /** Ends the lease, when everything that this node had under way is done or left for others. */
    public Future<Void> release() {
        Lease held = lease;
        stop();
        return held == null ? Future.succeededFuture() : leases.release(held);
    }

    /** Keeps the lease no longer, without giving it back. */
    public void stop() {
        over = true;
        timers.cancel(timer);
    }

    private void arm() {
        timer = timers.arm(ttlMs / RENEWALS_PER_LEASE, this::tick);
    }

    private void tick() {
        Lease held = lease;
        if (over || held == null) {
            return;
        }
        long asked = nanoTime.getAsLong();
        leases.renew(held)
                .compose(ours -> {
                    if (over) {
                        return Future.succeededFuture();
                    }
                    if (!ours) {
                        lose(held);
                        return Future.succeededFuture();
                    }
                    renewed(held, asked);
                    return adoptWhatIsLeft(held);
                })
                .onFailure(error -> {
                    steadySinceNanos = nanoTime.getAsLong();
                    LOG.warn("event=lease_not_renewed node={} error={}", held.nodeId(), error.toString());
                })
                .onComplete(done -> {
                    if (!over) {
                        arm();
                    }
                });
    }

    private void renewed(Lease held, long asked) {
        boolean ranOut = nanoTime.getAsLong() - deadlineNanos >= 0;
        if (asked - deadlineNanos >= 0) {
            steadySinceNanos = asked;
        }
        extend(asked);
        if (ranOut) {
            LOG.warn("event=lease_regained node={}", held.nodeId());
            listener.regained();
        }
    }

    private void extend(long askedNanos) {
        deadlineNanos = askedNanos + ttlMs * NANOS_PER_MILLI / 5 * LOCAL_FIFTHS;
    }

    private void lose(Lease held) {
        LOG.warn("event=lease_lost node={} epoch={}", held.nodeId(), held.epoch());
        stop();
        listener.lost();
    }

    private Future<Void> adoptWhatIsLeft(Lease held) {
        if (nanoTime.getAsLong() - steadySinceNanos < ttlMs * NANOS_PER_MILLI) {
            return Future.succeededFuture();
        }
        return leases.expired(held).compose(expired -> adoptAll(held, expired));
    }

    private Future<Void> adoptAll(Lease held, List<Expired> expired) {
        Future<Void> done = Future.succeededFuture();
        for (Expired dead : expired) {
            done = done.compose(v -> leases.adopt(held, dead).map(adopted -> {
                if (adopted && !over) {
                    LOG.warn("event=node_adopted node={} dead={}", held.nodeId(), dead.nodeId());
                    listener.adopted(dead.nodeId());
                }
                return null;
            }));
        }
        return done;
    }
}
