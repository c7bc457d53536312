package io.txswitch.notifier.loyalty;

import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@link OpenPayments} of one process, for tests and simulation. */
public final class InMemoryOpenPayments implements OpenPayments {
    private final InstantSource time;
    private final Map<TxId, Long> dueAtMs = new ConcurrentHashMap<>();

    public InMemoryOpenPayments(InstantSource time) {
        this.time = time;
    }

    @Override
    public Future<Void> heard(Collection<TxId> open, Collection<TxId> over, long dueAfterMs) {
        open.forEach(id -> dueAtMs.putIfAbsent(id, time.millis() + dueAfterMs));
        over.forEach(dueAtMs::remove);
        return Future.succeededFuture();
    }

    @Override
    public Future<List<TxId>> due(long againMs) {
        long nowMs = time.millis();
        List<TxId> found = dueAtMs.entrySet().stream()
                .filter(each -> each.getValue() <= nowMs)
                .map(Map.Entry::getKey)
                .toList();
        found.forEach(id -> dueAtMs.computeIfPresent(id, (same, due) -> nowMs + againMs));
        return Future.succeededFuture(found);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
