package io.txswitch.notifier;

import static io.txswitch.notifier.MySqlStore.NOW_MS;
import static io.txswitch.notifier.MySqlStore.NOW_US;
import static io.txswitch.notifier.MySqlStore.text;

import io.txswitch.core.model.TxId;
import io.txswitch.notifier.Delivery.Lane;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@link Deliveries} in the tables {@code notify_event} and {@code notify_delivery}.
 *
 * <p>A claim is one conditional update: it counts the attempt up and moves the due time past the claim's end, and only
 * one node's condition still holds.
 */
public final class MySqlDeliveries implements Deliveries {
    /** Rows of one insert; a Kafka poll brings no more events than this. */
    private static final int ROWS_PER_INSERT = 500;
    /** Endpoints looked at per scan; the next scan finds the rest, as these are then claimed. */
    private static final int MAX_DUE = 1_000;

    private static final int PURGE_ROWS = 1_000;
    private static final int MAX_ERROR_LENGTH = 200;

    private static final String INSERT_EVENTS = "INSERT INTO notify_event (event_id, tx_id, payment_id, seq,"
            + " merchant_id, type, at_ms, body, added_at_us) VALUES ";
    /** Events of one batch keep the order in which they happened: the last value is their place. */
    private static final String EVENT_ROW = "(?, ?, ?, ?, ?, ?, ?, ?, " + NOW_US + " + ?)";

    private static final String STORED = "SELECT event_id FROM notify_event WHERE event_id IN ";
    private static final String INSERT_DELIVERIES = "INSERT INTO notify_delivery (event_id, endpoint_id, payment_id,"
            + " seq, merchant_id, url, state, attempts, next_at_ms, added_at_us) VALUES ";
    private static final String DELIVERY_ROW = "(?, ?, ?, ?, ?, ?, 'WAITING', 0, " + NOW_MS + ", " + NOW_US + " + ?)";
    private static final String ONCE = " ON DUPLICATE KEY UPDATE event_id = event_id";

    private static final String DUE = "SELECT merchant_id, endpoint_id FROM notify_delivery WHERE state = 'WAITING'"
            + " GROUP BY merchant_id, endpoint_id HAVING MIN(next_at_ms) <= " + NOW_MS + " LIMIT " + MAX_DUE;

    /** Columns of a {@link MerchantEvent}. */
    static final String EVENT_COLUMNS =
            "e.event_id, e.tx_id, e.payment_id, e.seq, e.merchant_id, e.type, e.at_ms, e.body";

    private static final String CANDIDATES = """
            SELECT %s, d.endpoint_id, d.url, d.attempts, d.tries_before
            FROM notify_delivery d JOIN notify_event e ON e.event_id = d.event_id
            WHERE d.state = 'WAITING' AND d.merchant_id = ? AND d.endpoint_id = ? AND d.next_at_ms <= %s
              AND NOT EXISTS (
                SELECT 1 FROM notify_delivery p
                WHERE p.payment_id = d.payment_id AND p.endpoint_id = d.endpoint_id AND p.state = 'WAITING'
                  AND (p.added_at_us < d.added_at_us
                    OR (p.added_at_us = d.added_at_us AND p.seq < d.seq)
                    OR (p.added_at_us = d.added_at_us AND p.seq = d.seq AND p.event_id < d.event_id)))
            ORDER BY d.next_at_ms LIMIT ?""".formatted(EVENT_COLUMNS, NOW_MS);

    private static final String HELD = " WHERE event_id = ? AND endpoint_id = ? AND attempts = ? AND state = 'WAITING'";
    private static final String CLAIM =
            "UPDATE notify_delivery SET attempts = attempts + 1, next_at_ms = " + NOW_MS + " + ?" + HELD;
    private static final String AGAIN =
            "UPDATE notify_delivery SET next_at_ms = " + NOW_MS + " + ?, last_error = ?" + HELD;
    private static final String FINISH =
            "UPDATE notify_delivery SET state = ?, done_at_ms = " + NOW_MS + ", last_error = ?" + HELD;
    private static final String PURGE = "DELETE FROM notify_delivery WHERE state IN ('DELIVERED', 'GIVEN_UP')"
            + " AND done_at_ms < " + NOW_MS + " - ? LIMIT " + PURGE_ROWS;
    private static final String PURGE_EVENTS = "DELETE FROM notify_event WHERE added_at_us < " + NOW_US + " - ? * 1000"
            + " AND NOT EXISTS (SELECT 1 FROM notify_delivery d WHERE d.event_id = notify_event.event_id) LIMIT "
            + PURGE_ROWS;

    private final MySqlStore store;

    public MySqlDeliveries(MySqlStore store) {
        this.store = store;
    }

    @Override
    public Future<Void> add(List<MerchantEvent> events, List<Delivery> deliveries) {
        Map<String, Integer> places = places(events);
        // In one order everywhere, so that two inserts cannot wait for each other.
        List<MerchantEvent> sorted = events.stream()
                .sorted(Comparator.comparing(MerchantEvent::txId).thenComparingInt(MerchantEvent::seq))
                .toList();
        Future<Void> done = Future.succeededFuture();
        for (List<MerchantEvent> part : parts(sorted)) {
            done = done.compose(before -> insertEvents(part, places));
        }
        if (deliveries.isEmpty()) {
            return done;
        }
        return done.compose(stored -> stored(sorted)).compose(stored -> addDeliveries(deliveries, stored, places));
    }

    private static Map<String, Integer> places(List<MerchantEvent> events) {
        Map<String, Integer> places = new HashMap<>();
        events.stream()
                .sorted(Comparator.comparing(MerchantEvent::at).thenComparingInt(MerchantEvent::seq))
                .forEach(event -> places.putIfAbsent(event.id(), places.size()));
        return places;
    }

    private static <T> List<List<T>> parts(List<T> all) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += ROWS_PER_INSERT) {
            parts.add(all.subList(from, Math.min(all.size(), from + ROWS_PER_INSERT)));
        }
        return parts;
    }

    private Future<Void> insertEvents(List<MerchantEvent> part, Map<String, Integer> places) {
        List<Object> values = new ArrayList<>();
        for (MerchantEvent each : part) {
            Collections.addAll(
                    values, each.id(), each.txId().text(), each.paymentId().text(), each.seq());
            Collections.addAll(
                    values, each.merchantId(), each.type().name(), each.at().toEpochMilli(), each.body());
            values.add(places.getOrDefault(each.id(), 0));
        }
        return insert(INSERT_EVENTS, EVENT_ROW, part.size(), values);
    }

    /** Which events there are: one whose fact another append had claimed is none, and owes nobody anything. */
    private Future<Set<String>> stored(List<MerchantEvent> events) {
        Set<String> stored = new HashSet<>();
        Future<Void> done = Future.succeededFuture();
        for (List<MerchantEvent> part : parts(events)) {
            List<Object> ids =
                    new ArrayList<>(part.stream().map(MerchantEvent::id).toList());
            done = done.compose(before -> store.query(STORED + MySqlStore.marks(ids), Tuple.tuple(ids)))
                    .map(rows -> {
                        rows.forEach(row -> stored.add(row.getString(0)));
                        return null;
                    });
        }
        return done.map(stored);
    }

    private Future<Void> addDeliveries(List<Delivery> deliveries, Set<String> stored, Map<String, Integer> places) {
        List<Delivery> sorted = deliveries.stream()
                .filter(each -> stored.contains(each.event().id()))
                .sorted(Comparator.comparing((Delivery each) -> each.event().id())
                        .thenComparing(Delivery::endpointId))
                .toList();
        Future<Void> done = Future.succeededFuture();
        for (List<Delivery> part : parts(sorted)) {
            done = done.compose(before -> insertDeliveries(part, places));
        }
        return done;
    }

    Future<Void> insertDeliveries(List<Delivery> part, Map<String, Integer> places) {
        List<Object> values = new ArrayList<>();
        for (Delivery each : part) {
            MerchantEvent event = each.event();
            Collections.addAll(
                    values, event.id(), each.endpointId(), event.paymentId().text(), event.seq());
            Collections.addAll(values, event.merchantId(), each.url(), places.getOrDefault(event.id(), 0));
        }
        return insert(INSERT_DELIVERIES, DELIVERY_ROW, part.size(), values);
    }

    private Future<Void> insert(String into, String row, int count, List<Object> values) {
        return count == 0
                ? Future.succeededFuture()
                : store.query(into + String.join(", ", Collections.nCopies(count, row)) + ONCE, Tuple.tuple(values))
                        .mapEmpty();
    }

    @Override
    public Future<List<Lane>> due() {
        return store.query(DUE, Tuple.tuple()).map(rows -> {
            List<Lane> found = new ArrayList<>();
            rows.forEach(row -> found.add(new Lane(row.getString(0), row.getString(1))));
            return found;
        });
    }

    @Override
    public Future<List<Claimed>> claim(Lane lane, int limit, long forMs) {
        return store.query(CANDIDATES, Tuple.of(lane.merchantId(), lane.endpointId(), limit))
                .compose(rows -> {
                    List<Future<Claimed>> claims = new ArrayList<>();
                    rows.forEach(row -> claims.add(claim(claimed(row), forMs)));
                    // A claim that failed expires like any other; those that were won must not be lost with it.
                    return Future.join(claims)
                            .transform(done -> Future.succeededFuture(claims.stream()
                                    .filter(each -> each.succeeded() && each.result() != null)
                                    .map(Future::result)
                                    .toList()));
                });
    }

    /** The claim, or null when somebody else was faster. */
    private Future<Claimed> claim(Claimed wanted, long forMs) {
        Delivery delivery = wanted.delivery();
        return store.query(CLAIM, Tuple.of(forMs, delivery.event().id(), delivery.endpointId(), wanted.attempt() - 1))
                .map(updated -> updated.rowCount() == 1 ? wanted : null);
    }

    private static Claimed claimed(Row row) {
        Delivery delivery = new Delivery(event(row), text(row, "endpoint_id"), text(row, "url"));
        int attempt = row.getInteger("attempts") + 1;
        return new Claimed(delivery, attempt, attempt - row.getInteger("tries_before"));
    }

    static MerchantEvent event(Row row) {
        return new MerchantEvent(
                text(row, "event_id"),
                TxId.parse(text(row, "tx_id")),
                TxId.parse(text(row, "payment_id")),
                row.getInteger("seq"),
                text(row, "merchant_id"),
                WebhookType.valueOf(text(row, "type")),
                Instant.ofEpochMilli(row.getLong("at_ms")),
                text(row, "body"));
    }

    @Override
    public Future<Void> delivered(Claimed claimed) {
        return finish(claimed, "DELIVERED", null);
    }

    @Override
    public Future<Void> givenUp(Claimed claimed, String error) {
        return finish(claimed, "GIVEN_UP", cut(error));
    }

    private Future<Void> finish(Claimed claimed, String state, @Nullable String error) {
        return held(FINISH, state, error, claimed);
    }

    @Override
    public Future<Void> again(Claimed claimed, long afterMs, String error) {
        return held(AGAIN, afterMs, cut(error), claimed);
    }

    private Future<Void> held(String sql, Object first, @Nullable String error, Claimed claimed) {
        Delivery delivery = claimed.delivery();
        return store.query(sql, Tuple.of(first, error, delivery.event().id(), delivery.endpointId(), claimed.attempt()))
                .mapEmpty();
    }

    private static String cut(String error) {
        return error.substring(0, Math.min(error.length(), MAX_ERROR_LENGTH));
    }

    @Override
    public Future<Integer> purge(long olderThanMs) {
        return store.query(PURGE, Tuple.of(olderThanMs))
                .map(RowSet::rowCount)
                .compose(purged ->
                        store.query(PURGE_EVENTS, Tuple.of(olderThanMs)).map(purged));
    }

    @Override
    public Future<Void> close() {
        return store.close();
    }
}
