package io.txswitch.notifier;

import io.txswitch.core.contract.ListWebhookEvents;
import io.txswitch.core.contract.WebhookDelivery;
import io.txswitch.core.contract.WebhookDelivery.State;
import io.txswitch.core.contract.WebhookEvent;
import io.txswitch.core.contract.WebhookEventPage;
import io.txswitch.notifier.Delivery.Lane;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@link Deliveries} and {@link EventLog} of one process, for tests and simulation. */
public final class InMemoryDeliveries implements Deliveries, EventLog {
    private record Key(String eventId, String endpointId) {}

    private static final class Row {
        final Delivery delivery;
        int attempt;
        int triesBefore;
        long dueMs;
        State state = State.WAITING;
        long doneMs;

        @Nullable
        String error;

        Row(Delivery delivery, long dueMs) {
            this.delivery = delivery;
            this.dueMs = dueMs;
        }

        boolean open() {
            return state == State.WAITING;
        }
    }

    private final InstantSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, MerchantEvent> events = new LinkedHashMap<>();
    private final Map<Key, Row> rows = new LinkedHashMap<>();

    public InMemoryDeliveries(InstantSource time) {
        this.time = time;
    }

    @Override
    public Future<Void> add(List<MerchantEvent> added, List<Delivery> deliveries) {
        return locked(() -> {
            for (MerchantEvent each : added) {
                if (events.values().stream().noneMatch(event -> sameFact(event, each))) {
                    events.putIfAbsent(each.id(), each);
                }
            }
            deliveries.stream()
                    .filter(each -> events.containsKey(each.event().id()))
                    .forEach(each -> rows.putIfAbsent(key(each), new Row(each, time.millis())));
            return null;
        });
    }

    private static boolean sameFact(MerchantEvent one, MerchantEvent other) {
        return one.txId().equals(other.txId()) && one.type() == other.type();
    }

    private static Key key(Delivery delivery) {
        return new Key(delivery.event().id(), delivery.endpointId());
    }

    @Override
    public Future<List<Lane>> due() {
        return locked(() -> rows.values().stream()
                .filter(this::due)
                .map(row -> row.delivery.lane())
                .distinct()
                .toList());
    }

    private boolean due(Row row) {
        return row.open() && row.dueMs <= time.millis();
    }

    @Override
    public Future<List<Claimed>> claim(Lane lane, int limit, long forMs) {
        return locked(() -> {
            List<Row> free = rows.values().stream()
                    .filter(row -> row.delivery.lane().equals(lane) && due(row) && first(row))
                    .sorted(Comparator.comparingLong(row -> row.dueMs))
                    .limit(limit)
                    .toList();
            List<Claimed> claimed = new ArrayList<>();
            for (Row row : free) {
                row.attempt++;
                row.dueMs = time.millis() + forMs;
                claimed.add(new Claimed(row.delivery, row.attempt, row.attempt - row.triesBefore));
            }
            return claimed;
        });
    }

    /** Rows keep the order in which they were added. */
    private boolean first(Row row) {
        return rows.values().stream()
                        .filter(other -> other.open()
                                && other.delivery
                                        .event()
                                        .paymentId()
                                        .equals(row.delivery.event().paymentId())
                                && other.delivery.endpointId().equals(row.delivery.endpointId()))
                        .findFirst()
                        .orElse(row)
                == row;
    }

    @Override
    public Future<Void> delivered(Claimed claimed) {
        return finish(claimed, State.DELIVERED, null);
    }

    @Override
    public Future<Void> givenUp(Claimed claimed, String error) {
        return finish(claimed, State.GIVEN_UP, error);
    }

    private Future<Void> finish(Claimed claimed, State state, @Nullable String error) {
        return held(claimed, row -> {
            row.state = state;
            row.error = error;
            row.doneMs = time.millis();
        });
    }

    @Override
    public Future<Void> again(Claimed claimed, long afterMs, String error) {
        return held(claimed, row -> {
            row.dueMs = time.millis() + afterMs;
            row.error = error;
        });
    }

    private Future<Void> held(Claimed claimed, Consumer<Row> change) {
        return locked(() -> {
            Row row = rows.get(key(claimed.delivery()));
            if (row != null && row.open() && row.attempt == claimed.attempt()) {
                change.accept(row);
            }
            return null;
        });
    }

    @Override
    public Future<Integer> purge(long olderThanMs) {
        return locked(() -> {
            int before = rows.size();
            rows.values().removeIf(row -> !row.open() && row.doneMs < time.millis() - olderThanMs);
            return before - rows.size();
        });
    }

    @Override
    public Future<WebhookEventPage> list(ListWebhookEvents query) {
        return locked(() -> {
            List<String> ids = new ArrayList<>(events.keySet());
            Collections.reverse(ids);
            String cursor = query.cursor();
            int from = cursor == null ? 0 : ids.indexOf(cursor) + 1;
            List<String> found = cursor != null && from == 0
                    ? List.of()
                    : ids.subList(from, ids.size()).stream()
                            .filter(id -> isAskedFor(Objects.requireNonNull(events.get(id)), query))
                            .limit(query.limit() + 1L)
                            .toList();
            List<String> page = found.subList(0, Math.min(found.size(), query.limit()));
            return new WebhookEventPage(
                    page.stream()
                            .map(id -> shown(Objects.requireNonNull(events.get(id))))
                            .toList(),
                    found.size() > query.limit() ? page.getLast() : null);
        });
    }

    private static boolean isAskedFor(MerchantEvent event, ListWebhookEvents query) {
        return event.merchantId().equals(query.merchantId())
                && (query.type() == null || query.type().equals(event.type().text()))
                && (query.paymentId() == null || query.paymentId().equals(event.paymentId()));
    }

    private WebhookEvent shown(MerchantEvent event) {
        return new WebhookEvent(
                event.id(),
                event.type().text(),
                event.paymentId(),
                event.at(),
                event.body(),
                rows.values().stream()
                        .filter(row -> row.delivery.event().id().equals(event.id()))
                        .map(InMemoryDeliveries::shown)
                        .toList());
    }

    private static WebhookDelivery shown(Row row) {
        String endpoint = row.delivery.endpointId();
        return new WebhookDelivery(
                endpoint.equals(Delivery.SETTINGS) ? null : endpoint,
                row.delivery.url(),
                row.state,
                row.attempt,
                row.open() ? Instant.ofEpochMilli(row.dueMs) : null,
                row.open() ? null : Instant.ofEpochMilli(row.doneMs),
                row.error);
    }

    @Override
    public Future<Optional<MerchantEvent>> event(String merchantId, String eventId) {
        return locked(() -> Optional.ofNullable(events.get(eventId))
                .filter(event -> event.merchantId().equals(merchantId)));
    }

    @Override
    public Future<Optional<WebhookEvent>> find(String merchantId, String eventId) {
        return event(merchantId, eventId).map(found -> found.map(this::shown));
    }

    @Override
    public Future<Void> redeliver(List<Delivery> deliveries) {
        return locked(() -> {
            deliveries.forEach(each -> again(rows.computeIfAbsent(key(each), id -> new Row(each, time.millis()))));
            return null;
        });
    }

    private void again(Row row) {
        row.state = State.WAITING;
        row.triesBefore = row.attempt;
        row.dueMs = time.millis();
    }

    @Override
    public Future<Integer> redeliverGivenUp(String merchantId, @Nullable String endpointId) {
        return locked(() -> {
            List<Row> found = rows.values().stream()
                    .filter(row -> row.state == State.GIVEN_UP
                            && row.delivery.event().merchantId().equals(merchantId)
                            && (endpointId == null || row.delivery.endpointId().equals(endpointId)))
                    .toList();
            found.forEach(this::again);
            return found.size();
        });
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    private <T> Future<T> locked(Supplier<T> work) {
        lock.lock();
        try {
            return Future.succeededFuture(work.get());
        } finally {
            lock.unlock();
        }
    }
}
