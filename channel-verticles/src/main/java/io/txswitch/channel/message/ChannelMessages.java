package io.txswitch.channel.message;

import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.List;

/** Where the raw exchange is kept; any thread may call it. */
public interface ChannelMessages {
    /** Messages returned for one transaction: a payment that was queried for a day has fewer. */
    int MAX_PER_TRANSACTION = 500;

    /** Keeps a message some time later; never waits, never throws, and drops it when too many are waiting. */
    void keep(ChannelMessage message);

    /** The messages of a transaction, oldest first, at most {@link #MAX_PER_TRANSACTION}. */
    Future<List<ChannelMessage>> of(TxId id);
}
