package io.txswitch.notifier;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** {@link Deliveries} of one process, for tests and simulation. */
public final class InMemoryDeliveries implements Deliveries {
    private static final class Row {
        final Delivery delivery;
        int attempt;
        long dueMs;
        boolean open = true;
        long doneMs;

        Row(Delivery delivery, long dueMs) {
            this.delivery = delivery;
            this.dueMs = dueMs;
        }
    }

    private final InstantSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Row> rows = new LinkedHashMap<>();

    public InMemoryDeliveries(InstantSource time) {
        this.time = time;
    }

    @Override
    public Future<Void> add(List<Delivery> deliveries) {
        return locked(() -> {
            for (Delivery each : deliveries) {
                if (rows.values().stream().noneMatch(row -> sameFact(row.delivery, each))) {
                    rows.putIfAbsent(each.eventId(), new Row(each, time.millis()));
                }
            }
            return null;
        });
    }

    private static boolean sameFact(Delivery one, Delivery other) {
        return one.txId().equals(other.txId()) && one.type() == other.type();
    }

    @Override
    public Future<List<String>> dueMerchants() {
        return locked(() -> rows.values().stream()
                .filter(this::due)
                .map(row -> row.delivery.merchantId())
                .distinct()
                .toList());
    }

    private boolean due(Row row) {
        return row.open && row.dueMs <= time.millis();
    }

    @Override
    public Future<List<Claimed>> claim(String merchantId, int limit, long forMs) {
        return locked(() -> {
            List<Row> free = rows.values().stream()
                    .filter(row -> row.delivery.merchantId().equals(merchantId) && due(row) && first(row))
                    .sorted(Comparator.comparingLong(row -> row.dueMs))
                    .limit(limit)
                    .toList();
            List<Claimed> claimed = new ArrayList<>();
            for (Row row : free) {
                row.attempt++;
                row.dueMs = time.millis() + forMs;
                claimed.add(new Claimed(row.delivery, row.attempt));
            }
            return claimed;
        });
    }

    /** Rows keep the order in which they were added. */
    private boolean first(Row row) {
        return rows.values().stream()
                        .filter(other ->
                                other.open && other.delivery.paymentId().equals(row.delivery.paymentId()))
                        .findFirst()
                        .orElse(row)
                == row;
    }

    @Override
    public Future<Void> delivered(Claimed claimed) {
        return finish(claimed);
    }

    @Override
    public Future<Void> givenUp(Claimed claimed, String error) {
        return finish(claimed);
    }

    private Future<Void> finish(Claimed claimed) {
        return held(claimed, row -> {
            row.open = false;
            row.doneMs = time.millis();
        });
    }

    @Override
    public Future<Void> again(Claimed claimed, long afterMs, String error) {
        return held(claimed, row -> row.dueMs = time.millis() + afterMs);
    }

    private Future<Void> held(Claimed claimed, java.util.function.Consumer<Row> change) {
        return locked(() -> {
            Row row = rows.get(claimed.delivery().eventId());
            if (row != null && row.open && row.attempt == claimed.attempt()) {
                change.accept(row);
            }
            return null;
        });
    }

    @Override
    public Future<Integer> purge(long olderThanMs) {
        return locked(() -> {
            int before = rows.size();
            rows.values().removeIf(row -> !row.open && row.doneMs < time.millis() - olderThanMs);
            return before - rows.size();
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
