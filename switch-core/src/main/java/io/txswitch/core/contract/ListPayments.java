package io.txswitch.core.contract;

import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a merchant's transactions, the newest first.
 *
 * @param kinds only these, at least one
 * @param phases only these, empty for any
 * @param from received at or after
 * @param to received before
 * @param original only what names this payment
 * @param after begins behind this one: the last of the page before
 * @param limit 1 to {@link #MAX_LIMIT}
 */
public record ListPayments(
        String merchantId,
        Set<Kind> kinds,
        Set<Phase> phases,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable TxId original,
        @Nullable Place after,
        int limit) {
    public static final int MAX_LIMIT = 100;

    /** Where a page ends: times first, since that is the order of the index. */
    public record Place(Instant receivedAt, TxId id) {}

    public ListPayments {
        kinds = Set.copyOf(kinds);
        phases = Set.copyOf(phases);
        if (kinds.isEmpty() || limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has kinds, and a limit of 1 to " + MAX_LIMIT);
        }
    }
}
