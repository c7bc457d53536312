package io.txswitch.core.agreement;

import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live agreements as far as something is due by them. All times are the database's own.
 *
 * <p>Futures fail when the database is not there. Whoever changes a row names where he has seen it; false means that it
 * is not there any more, because somebody was faster or the agreement has ended.
 */
public interface Agreements {
    /**
     * A period to be taken.
     *
     * @param period from 0
     * @param attempts deductions of this period that came to nothing
     */
    record Due(TxId agreement, int period, int attempts) {}

    /**
     * What is due now in the shards that this node has among all living ones, the longest due first; nothing when its
     * own lease does not live.
     */
    Future<List<Due>> due(String node, int limit);

    /** The period is taken: the next one is due at {@code dueAt}, or nothing is any more. */
    Future<Boolean> advance(Due seen, @Nullable Instant dueAt);

    /**
     * Looked at again after so long.
     *
     * @param failed counts one more deduction that came to nothing: the next one is another
     */
    Future<Boolean> putOff(Due seen, boolean failed, long delayMs);

    /** Nothing is due by itself any more. */
    Future<Boolean> stop(Due seen);
}
