package io.txswitch.notifier.loyalty;

import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** Payments that were open when they were last heard of. */
public interface OpenPayments {
    /** Remembers the open ones, due after {@code dueAfterMs} unless already remembered, and forgets those over. */
    Future<Void> heard(Collection<TxId> open, Collection<TxId> over, long dueAfterMs);

    /** A bounded number of those due; each is due again only after {@code againMs}, whoever asks. */
    Future<List<TxId>> due(long againMs);

    /** Releases what the store holds open. */
    Future<Void> close();
}
