package io.txswitch.cluster.control;

import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What people did, in a chain of hashes: a row that is changed or taken out breaks every later one. */
public interface Audit {
    /**
     * One action, before it is carried out.
     *
     * @param target what it was about: an id, a filter; never card data
     * @param reason why, where the action asks for it
     */
    record Entry(
            Instant at,
            String person,
            String node,
            String action,
            String target,
            @Nullable String reason) {}

    /** Completes when the row is durable. */
    Future<Void> write(Entry entry);

    /** The number of the first row whose hash does not fit, or 0 when the chain holds. */
    Future<Long> firstBrokenRow();
}
