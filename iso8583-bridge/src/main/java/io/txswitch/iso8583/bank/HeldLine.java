package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.bank.LineLeases.Held;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line of a bank that admits one connection: it runs on this node while this node has the lease. Belongs to one
 * event loop.
 *
 * <p>Renewed at a sixth of its time. When it could not be renewed for half of it the line is taken away, so that what
 * is under way can come to an end before another node may begin.
 */
final class HeldLine {
    private static final Logger LOG = LoggerFactory.getLogger(HeldLine.class);
    private static final int LOOKS_PER_LEASE = 6;

    private final Vertx vertx;
    private final LineLeases leases;
    private final RunningLine line;
    private final Holder holder;
    private @Nullable Held held;
    private long renewedMs;
    private long timer = -1;
    private boolean asking;
    private boolean stopped;

    /** @param clock only for how long ago the lease was renewed here */
    record Holder(String bankId, String node, InstantSource clock) {}

    HeldLine(Vertx vertx, LineLeases leases, RunningLine line, Holder holder) {
        this.vertx = vertx;
        this.leases = leases;
        this.line = line;
        this.holder = holder;
    }

    Future<Void> start() {
        timer = vertx.setPeriodic(Math.max(1, leases.ttlMs() / LOOKS_PER_LEASE), id -> look());
        return look();
    }

    private Future<Void> look() {
        if (isOverdue()) {
            drop("its lease could not be renewed");
        }
        if (asking || stopped) {
            return Future.succeededFuture();
        }
        asking = true;
        long askedMs = holder.clock().millis();
        Held mine = held;
        Future<Void> asked = mine == null
                ? leases.take(holder.bankId(), holder.node())
                        .compose(taken -> taken.isEmpty() ? Future.succeededFuture() : begin(taken.get(), askedMs))
                : leases.renew(mine).compose(still -> {
                    if (still) {
                        renewedMs = askedMs;
                        return line.start();
                    }
                    return drop("its lease was taken");
                });
        return asked.onComplete(done -> asking = false).otherwiseEmpty();
    }

    private boolean isOverdue() {
        return held != null && holder.clock().millis() - renewedMs > leases.ttlMs() / 2;
    }

    private Future<Void> begin(Held taken, long askedMs) {
        if (stopped) {
            return leases.release(taken);
        }
        held = taken;
        renewedMs = askedMs;
        LOG.info("bank={} lease=taken node={} epoch={}", holder.bankId(), holder.node(), taken.epoch());
        return line.start();
    }

    private Future<Void> drop(String why) {
        held = null;
        LOG.warn("bank={} lease=lost node={} why=\"{}\"", holder.bankId(), holder.node(), why);
        return line.stop();
    }

    /** The line first, then the lease: the next holder finds the bank free. */
    Future<Void> stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        Held mine = held;
        held = null;
        return line.stop()
                .compose(done -> mine == null ? Future.succeededFuture() : leases.release(mine))
                .otherwiseEmpty();
    }
}
