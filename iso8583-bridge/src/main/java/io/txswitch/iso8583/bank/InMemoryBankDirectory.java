package io.txswitch.iso8583.bank;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** {@link BankDirectory} in this process, for tests and simulations; thread-safe. */
public final class InMemoryBankDirectory implements BankDirectory {
    private record Said(LineState state, long atMs) {}

    private final InstantSource clock;
    private final ConcurrentSkipListMap<String, Definition> banks = new ConcurrentSkipListMap<>();
    /** By bank and node, with a character between them that is in neither. */
    private final ConcurrentSkipListMap<String, Said> lines = new ConcurrentSkipListMap<>();

    public InMemoryBankDirectory(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Future<List<Definition>> list() {
        return Future.succeededFuture(List.copyOf(banks.values()));
    }

    @Override
    public Future<Boolean> add(String bankId, String text) {
        return Future.succeededFuture(banks.putIfAbsent(bankId, new Definition(bankId, 1, text)) == null);
    }

    @Override
    public Future<Boolean> replace(String bankId, String text) {
        return Future.succeededFuture(banks.computeIfPresent(
                        bankId, (id, was) -> new Definition(id, was.version() + 1, text))
                != null);
    }

    @Override
    public Future<Boolean> remove(String bankId) {
        return Future.succeededFuture(banks.remove(bankId) != null);
    }

    @Override
    public Future<Void> tell(String node, LineState state) {
        lines.put(state.bankId() + "/" + node, new Said(state, clock.millis()));
        return Future.succeededFuture();
    }

    @Override
    public Future<List<Told>> told(String bankId) {
        String from = bankId + "/";
        return Future.succeededFuture(lines.tailMap(from).entrySet().stream()
                .takeWhile(each -> each.getKey().startsWith(from))
                .map(each -> new Told(
                        each.getKey().substring(from.length()),
                        each.getValue().state(),
                        clock.millis() - each.getValue().atMs()))
                .toList());
    }
}
