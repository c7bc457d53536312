package io.txswitch.iso8583.bank;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@link LineLeases} in this process, for tests and simulations; thread-safe, its clock is the store's. */
public final class InMemoryLineLeases implements LineLeases {
    private record Row(String node, long epoch, long expiresMs) {}

    private final InstantSource clock;
    private final long ttlMs;
    private final ConcurrentHashMap<String, Row> rows = new ConcurrentHashMap<>();

    public InMemoryLineLeases(InstantSource clock, long ttlMs) {
        this.clock = clock;
        this.ttlMs = ttlMs;
    }

    @Override
    public long ttlMs() {
        return ttlMs;
    }

    @Override
    public Future<Optional<Held>> take(String bankId, String node) {
        Row row = rows.compute(bankId, (id, before) -> {
            if (before == null) {
                return new Row(node, 1, later());
            }
            boolean free = before.node().equals(node) || before.expiresMs() <= clock.millis();
            return free ? new Row(node, before.epoch() + 1, later()) : before;
        });
        return Future.succeededFuture(
                row.node().equals(node) ? Optional.of(new Held(bankId, node, row.epoch())) : Optional.empty());
    }

    @Override
    public Future<Boolean> renew(Held held) {
        return Future.succeededFuture(until(held, later()));
    }

    @Override
    public Future<Void> release(Held held) {
        until(held, clock.millis());
        return Future.succeededFuture();
    }

    private boolean until(Held held, long expiresMs) {
        Row row = rows.computeIfPresent(
                held.bankId(),
                (id, before) -> isHeldBy(held, before) ? new Row(before.node(), before.epoch(), expiresMs) : before);
        return row != null && isHeldBy(held, row);
    }

    private static boolean isHeldBy(Held held, Row row) {
        return row.node().equals(held.node()) && row.epoch() == held.epoch();
    }

    private long later() {
        return clock.millis() + ttlMs;
    }
}
