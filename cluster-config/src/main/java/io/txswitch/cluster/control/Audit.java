package io.txswitch.cluster.control;

import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What people did, in a chain of hashes: a row that is changed or taken out breaks every later one. */
public interface Audit {
    /** As the table has room for. */
    int MAX_REASON_LENGTH = 500;

    /** A terminal, a list of check values: some hundred characters. */
    int MAX_STATE_LENGTH = 4_000;

    /**
     * One action, before it is carried out, or a change once it is done.
     *
     * @param target what it was about: an id, a filter; never card data
     * @param reason why, where the action asks for it
     * @param before JSON of what it was, for a change that is done; never a secret; at most {@link #MAX_STATE_LENGTH}
     * @param after JSON of what it is, likewise
     */
    record Entry(
            Instant at,
            String person,
            String node,
            String action,
            String target,
            @Nullable String reason,
            @Nullable String before,
            @Nullable String after) {
        public Entry {
            if (longerThan(reason, MAX_REASON_LENGTH)
                    || longerThan(before, MAX_STATE_LENGTH)
                    || longerThan(after, MAX_STATE_LENGTH)) {
                throw new IllegalArgumentException("an audit row has a reason of at most " + MAX_REASON_LENGTH
                        + " characters and states of at most " + MAX_STATE_LENGTH);
            }
        }

        /** Something that changes nothing. */
        public Entry(Instant at, String person, String node, String action, String target, @Nullable String reason) {
            this(at, person, node, action, target, reason, null, null);
        }

        private static boolean longerThan(@Nullable String text, int length) {
            return text != null && text.length() > length;
        }
    }

    /** Completes when the row is durable. */
    Future<Void> write(Entry entry);

    /** The number of the first row whose hash does not fit, or 0 when the chain holds. */
    Future<Long> firstBrokenRow();
}
