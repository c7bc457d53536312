package io.txswitch.cluster.control;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What people can ask of a node; the answers are the JSON that the command line prints. */
public interface ControlActions {
    /**
     * Payments found.
     *
     * @param from first moment of {@code receivedAt}, inclusive
     * @param to first moment after, exclusive
     */
    record Filter(
            @Nullable String merchant,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Long amountMinor,
            @Nullable String last4,
            @Nullable String phase) {}

    /** {@code {"payments":[…]}}: everything the id fits, with its hops; with the raw exchange when asked for. */
    Future<JsonObject> show(String id, boolean messages);

    /** {@code {"payments":[…]}}, newest first, bounded. */
    Future<JsonObject> find(Filter filter);

    /** {@code {"day":…,"rows":[…]}}: counts and sums of one day (UTC) by merchant or by channel. */
    Future<JsonObject> totals(LocalDate day, String by);

    /** How this node is. */
    Future<JsonObject> status();
}
