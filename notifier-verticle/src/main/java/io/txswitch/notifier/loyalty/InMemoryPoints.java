package io.txswitch.notifier.loyalty;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@link Points} of one process, for tests and simulation. */
public final class InMemoryPoints implements Points {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    @Override
    public Future<Void> add(List<Entry> added) {
        added.forEach(each -> entries.putIfAbsent(each.eventId(), each));
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> takeBack(Entry reversal) {
        long left = entries.values().stream()
                .filter(each -> each.paymentId().equals(reversal.paymentId()))
                .mapToLong(Entry::points)
                .sum();
        return left <= 0
                ? Future.succeededFuture()
                : add(List.of(new Entry(
                        reversal.eventId(), reversal.merchantId(), reversal.paymentId(), -left, reversal.at())));
    }

    @Override
    public Future<Long> balance(String merchantId) {
        return Future.succeededFuture(entries.values().stream()
                .filter(each -> each.merchantId().equals(merchantId))
                .mapToLong(Entry::points)
                .sum());
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
