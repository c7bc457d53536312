package io.txswitch.iso8583.registry;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** {@link TerminalRegistry} in this process, for tests and simulations; thread-safe. */
public final class InMemoryTerminalRegistry implements TerminalRegistry {
    private final InstantSource clock;
    private final ConcurrentSkipListMap<String, Terminal> terminals = new ConcurrentSkipListMap<>();

    public InMemoryTerminalRegistry(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Future<Optional<Terminal>> find(String id) {
        return Future.succeededFuture(Optional.ofNullable(terminals.get(id)));
    }

    @Override
    public Future<Boolean> add(Terminal terminal) {
        return Future.succeededFuture(terminals.putIfAbsent(terminal.id(), terminal) == null);
    }

    @Override
    public Future<Optional<Terminal>> setStatus(String id, Terminal.Status status, String note) {
        return Future.succeededFuture(Optional.ofNullable(
                terminals.computeIfPresent(id, (same, before) -> before.with(status, note, clock.instant()))));
    }

    @Override
    public Future<List<Terminal>> list(String after, int limit) {
        return Future.succeededFuture(terminals.tailMap(after, false).values().stream()
                .limit(Math.clamp(limit, 1, MAX_PAGE))
                .toList());
    }
}
