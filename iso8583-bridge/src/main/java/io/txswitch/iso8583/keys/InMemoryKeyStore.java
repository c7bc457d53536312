package io.txswitch.iso8583.keys;

import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@link KeyStore} in this process, for tests and simulations; thread-safe. */
public final class InMemoryKeyStore implements KeyStore {
    private record Slot(KeyOwner owner, KeyType purpose) {}

    private final InstantSource clock;
    /** Versions in rising order; the lists are never changed, only replaced. */
    private final ConcurrentHashMap<Slot, List<StoredKey>> keys = new ConcurrentHashMap<>();

    public InMemoryKeyStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Future<Optional<StoredKey>> current(KeyOwner owner, KeyType purpose) {
        return Future.succeededFuture(versions(owner, purpose).reversed().stream()
                .filter(each -> !each.retired())
                .findFirst());
    }

    @Override
    public Future<Optional<StoredKey>> version(KeyOwner owner, KeyType purpose, int version) {
        return Future.succeededFuture(versions(owner, purpose).stream()
                .filter(each -> each.reference().version() == version && !each.retired())
                .findFirst());
    }

    private List<StoredKey> versions(KeyOwner owner, KeyType purpose) {
        return keys.getOrDefault(new Slot(owner, purpose), List.of());
    }

    @Override
    public Future<StoredKey> put(KeyOwner owner, WrappedKey key) {
        List<StoredKey> after = keys.compute(new Slot(owner, key.type()), (slot, before) -> {
            List<StoredKey> all = new ArrayList<>(before == null ? List.of() : before);
            int version = all.isEmpty() ? 1 : all.getLast().reference().version() + 1;
            all.add(new StoredKey(new KeyReference.Stored(owner, key.type(), version), key, false, clock.millis()));
            return List.copyOf(all.subList(Math.max(0, all.size() - KEPT_VERSIONS), all.size()));
        });
        return Future.succeededFuture(after.getLast());
    }

    @Override
    public Future<List<StoredKey>> list(KeyOwner owner) {
        return Future.succeededFuture(keys.entrySet().stream()
                .filter(each -> each.getKey().owner().equals(owner))
                .sorted(Comparator.comparing(each -> each.getKey().purpose().name()))
                .flatMap(each -> each.getValue().stream())
                .toList());
    }

    @Override
    public Future<Boolean> retire(KeyOwner owner, KeyType purpose, int version) {
        boolean there = versions(owner, purpose).stream()
                .anyMatch(each -> each.reference().version() == version && !each.retired());
        keys.computeIfPresent(
                new Slot(owner, purpose),
                (slot, all) -> all.stream()
                        .map(each -> each.reference().version() == version
                                ? new StoredKey(each.reference(), each.key(), true, each.createdAtMs())
                                : each)
                        .toList());
        return Future.succeededFuture(there);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
