package io.txswitch.core.relay;

import io.txswitch.core.model.Event;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The journal as the relay sees it: rows in commit order, and how far each writer's have been published. */
public interface RelayLog {
    /**
     * One append.
     *
     * @param n the commit it was part of
     * @param phase and {@code reason}: where the append led
     * @param refundedMinor what refunds have given back of the transaction by now, minor units
     * @param published true when the cursor of its writer has passed it
     */
    record Row(
            TxId id,
            int seq,
            long n,
            Phase phase,
            @Nullable Reason reason,
            List<Event> events,
            long refundedMinor,
            boolean published) {}

    /** The writers of these nodes, with the commit up to which each has been published. */
    Future<List<Cursor>> cursors(List<Integer> nodeNos);

    /** The last published commit of one writer. */
    record Cursor(int writer, long n) {}

    /**
     * What a writer committed after a commit, in order of {@code (n, tx, seq)}.
     *
     * @param maxRows at least as many as one commit may have; only whole commits are given
     */
    Future<List<Row>> read(int writer, long afterN, int maxRows);

    /** Every append of these transactions, in order of {@code (tx, seq)}. */
    Future<List<Row>> history(Collection<TxId> ids);

    /** Moves a cursor, never back. */
    Future<Void> advance(Cursor to);

    /** Forgets commit numbers long before the published one; the latest are kept, so that none is used twice. */
    Future<Void> prune(Cursor published);
}
