package io.txswitch.iso8583.bank;

import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@link TraceLog} in this process, for tests and simulations; thread-safe. */
public final class InMemoryTraceLog implements TraceLog {
    private record Kept(int stan, long atMs) {}

    private final InstantSource clock;
    private final ConcurrentHashMap<String, Range> lent = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Map<TxId, Kept>> uses = new ConcurrentHashMap<>();

    public InMemoryTraceLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Future<Range> lease(String bankId, int size) {
        return Future.succeededFuture(
                lent.merge(bankId, following(0, size), (before, first) -> following(before.last(), size)));
    }

    private static Range following(int before, int size) {
        int first = before >= LAST ? 1 : before + 1;
        return new Range(first, Math.min(LAST, first + size - 1));
    }

    @Override
    public Future<Void> record(String bankId, List<Use> all) {
        uses.compute(bankId, (id, before) -> {
            Map<TxId, Kept> after = before == null ? new HashMap<>() : new HashMap<>(before);
            all.forEach(use -> after.putIfAbsent(use.id(), new Kept(use.stan(), clock.millis())));
            return after;
        });
        return Future.succeededFuture();
    }

    @Override
    public Future<Optional<Integer>> find(String bankId, TxId id) {
        return Future.succeededFuture(
                Optional.ofNullable(uses.getOrDefault(bankId, Map.of()).get(id)).map(Kept::stan));
    }

    @Override
    public Future<Integer> forgetOld(String bankId) {
        long before = clock.millis() - KEPT_MS;
        Map<TxId, Kept> all = new HashMap<>(uses.getOrDefault(bankId, Map.of()));
        int had = all.size();
        all.values().removeIf(kept -> kept.atMs() < before);
        uses.put(bankId, all);
        return Future.succeededFuture(had - all.size());
    }
}
