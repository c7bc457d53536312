package io.txswitch.core.journal;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The truth about every transaction. Futures complete on the caller's event loop. */
public interface Journal {
    /**
     * Makes one append durable.
     *
     * @return never fails; while the outcome of a commit is unknown it does not complete, and {@link
     *     AppendResult.Unavailable} means certainly not written
     */
    Future<AppendResult> append(Append append);

    /** Every event of a transaction with the number of appends; empty when there is none. */
    Future<Optional<Stored>> load(TxId id);

    Future<Optional<TxId>> findByDedupeKey(String dedupeKey);

    /** By the merchant's own number; kinds have separate numbers. */
    Future<Optional<TxId>> findByOrderNo(String merchantId, Kind kind, String orderNo);

    /** The transaction as it may be shown. */
    Future<Optional<PaymentView>> view(TxId id);

    /**
     * Open transactions that this node owns, oldest first.
     *
     * @param limit at most so many, so that a recovery is bounded; ask again from the last id
     */
    Future<List<TxId>> openOwnedBy(String node, TxId after, int limit);

    /**
     * A transaction's events, in order.
     *
     * @param appends how many appends they came in: the next one's {@code seq}
     * @param owner the node that performs its effects: who received it, or who adopted it
     */
    record Stored(TxId id, int appends, List<Event> events, String owner) {}
}
