package io.txswitch.notifier;

import static io.txswitch.notifier.MySqlStore.NOW_MS;
import static io.txswitch.notifier.MySqlStore.text;

import io.txswitch.core.contract.ListWebhookEvents;
import io.txswitch.core.contract.WebhookDelivery;
import io.txswitch.core.contract.WebhookDelivery.State;
import io.txswitch.core.contract.WebhookEvent;
import io.txswitch.core.contract.WebhookEventPage;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@link EventLog} in the tables of {@link MySqlDeliveries}. */
public final class MySqlEventLog implements EventLog {
    /** What one call makes due: more come with the next. */
    private static final int MAX_REDELIVERED = 10_000;
    /** When an event was added, and its id. */
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18})\\.([A-Za-z0-9_]{1,40})");

    private static final String EVENTS =
            "SELECT " + MySqlDeliveries.EVENT_COLUMNS + ", e.added_at_us FROM notify_event e WHERE e.merchant_id = ?";
    private static final String DELIVERIES = "SELECT d.event_id, d.endpoint_id, COALESCE(p.url, d.url) AS url, d.state,"
            + " d.attempts, d.next_at_ms, d.done_at_ms, d.last_error FROM notify_delivery d LEFT JOIN notify_endpoint p"
            + " ON p.merchant_id = d.merchant_id AND p.endpoint_id = d.endpoint_id WHERE d.event_id IN ";
    private static final String DUE_AGAIN = "UPDATE notify_delivery SET state = 'WAITING', tries_before = attempts,"
            + " done_at_ms = NULL, next_at_ms = " + NOW_MS;

    private final MySqlStore store;
    private final MySqlDeliveries deliveries;

    public MySqlEventLog(MySqlStore store) {
        this.store = store;
        this.deliveries = new MySqlDeliveries(store);
    }

    @Override
    public Future<WebhookEventPage> list(ListWebhookEvents query) {
        StringBuilder sql = new StringBuilder(EVENTS);
        List<Object> values = new ArrayList<>(List.of(query.merchantId()));
        if (query.cursor() != null) {
            Matcher cursor = CURSOR.matcher(query.cursor());
            if (!cursor.matches()) {
                return Future.succeededFuture(new WebhookEventPage(List.of(), null));
            }
            sql.append(" AND (e.added_at_us < ? OR (e.added_at_us = ? AND e.event_id < ?))");
            long addedAt = Long.parseLong(cursor.group(1));
            values.addAll(List.of(addedAt, addedAt, cursor.group(2)));
        }
        if (query.type() != null) {
            Optional<WebhookType> type = Arrays.stream(WebhookType.values())
                    .filter(each -> each.text().equals(query.type()))
                    .findFirst();
            sql.append(" AND e.type = ?");
            values.add(type.map(Enum::name).orElse(""));
        }
        if (query.paymentId() != null) {
            sql.append(" AND e.payment_id = ?");
            values.add(query.paymentId().text());
        }
        sql.append(" ORDER BY e.added_at_us DESC, e.event_id DESC LIMIT ?");
        values.add(query.limit() + 1);
        return store.query(sql.toString(), Tuple.tuple(values)).compose(rows -> page(rows, query.limit()));
    }

    private Future<WebhookEventPage> page(RowSet<Row> rows, int limit) {
        List<MerchantEvent> events = new ArrayList<>();
        String next = null;
        for (Row row : rows) {
            if (events.size() < limit) {
                events.add(MySqlDeliveries.event(row));
                next = row.getLong("added_at_us") + "." + text(row, "event_id");
            }
        }
        String after = rows.size() > limit ? next : null;
        return shown(events).map(shown -> new WebhookEventPage(shown, after));
    }

    private Future<List<WebhookEvent>> shown(List<MerchantEvent> events) {
        if (events.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        List<Object> ids =
                new ArrayList<>(events.stream().map(MerchantEvent::id).toList());
        return store.query(DELIVERIES + MySqlStore.marks(ids) + " ORDER BY d.endpoint_id", Tuple.tuple(ids))
                .map(rows -> {
                    Map<String, List<WebhookDelivery>> found = new HashMap<>();
                    rows.forEach(row -> found.computeIfAbsent(text(row, "event_id"), id -> new ArrayList<>())
                            .add(delivery(row)));
                    return events.stream()
                            .map(event -> shown(event, found.getOrDefault(event.id(), List.of())))
                            .toList();
                });
    }

    private static WebhookEvent shown(MerchantEvent event, List<WebhookDelivery> sent) {
        return new WebhookEvent(event.id(), event.type().text(), event.paymentId(), event.at(), event.body(), sent);
    }

    private static WebhookDelivery delivery(Row row) {
        String endpoint = text(row, "endpoint_id");
        State state = State.valueOf(text(row, "state"));
        return new WebhookDelivery(
                endpoint.equals(Delivery.SETTINGS) ? null : endpoint,
                text(row, "url"),
                state,
                row.getInteger("attempts"),
                state == State.WAITING ? instant(row.getLong("next_at_ms")) : null,
                instant(row.getLong("done_at_ms")),
                row.getString("last_error"));
    }

    private static @Nullable Instant instant(@Nullable Long ms) {
        return ms == null ? null : Instant.ofEpochMilli(ms);
    }

    @Override
    public Future<Optional<MerchantEvent>> event(String merchantId, String eventId) {
        return store.query(EVENTS + " AND e.event_id = ?", Tuple.of(merchantId, eventId))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(MySqlDeliveries.event(rows.iterator().next())));
    }

    @Override
    public Future<Optional<WebhookEvent>> find(String merchantId, String eventId) {
        return event(merchantId, eventId)
                .compose(found -> shown(found.stream().toList()))
                .map(shown -> shown.stream().findFirst());
    }

    @Override
    public Future<Void> redeliver(List<Delivery> wanted) {
        Future<Void> done = deliveries.insertDeliveries(wanted, Map.of());
        for (Delivery each : wanted) {
            done = done.compose(before -> store.query(
                            DUE_AGAIN + " WHERE event_id = ? AND endpoint_id = ?",
                            Tuple.of(each.event().id(), each.endpointId()))
                    .mapEmpty());
        }
        return done;
    }

    @Override
    public Future<Integer> redeliverGivenUp(String merchantId, @Nullable String endpointId) {
        String where =
                " WHERE state = 'GIVEN_UP' AND merchant_id = ?" + (endpointId == null ? "" : " AND endpoint_id = ?");
        Tuple values = endpointId == null ? Tuple.of(merchantId) : Tuple.of(merchantId, endpointId);
        return store.query(DUE_AGAIN + where + " LIMIT " + MAX_REDELIVERED, values)
                .map(RowSet::rowCount);
    }
}
