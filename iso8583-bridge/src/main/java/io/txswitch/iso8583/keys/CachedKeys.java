package io.txswitch.iso8583.keys;

import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keys that were asked for a moment ago, so that a message does not cost a query; thread-safe.
 *
 * <p>What another node has written is seen when the time is over. A terminal that signs in on one node and goes on at
 * another would be refused until then, so whoever finds a MAC wrong calls {@link #invalidate} and looks once more. A
 * key that is not there is asked for each time.
 */
public final class CachedKeys implements KeyStore {
    /** Terminals and banks of one node, with room to spare: 15,000 idle terminals is the measure. */
    private static final int MAX_OWNERS = 20_000;
    /** The newest version has no number before it is known. */
    private static final int CURRENT = 0;

    private record Slot(KeyType purpose, int version) {}

    private record Entry(StoredKey key, long untilMs) {}

    private final KeyStore store;
    private final InstantSource clock;
    private final long timeToLiveMs;
    private final ConcurrentHashMap<KeyOwner, ConcurrentHashMap<Slot, Entry>> owners = new ConcurrentHashMap<>();
    /** Counts invalidations: what was asked for before one must not be kept after it. */
    private final AtomicLong generation = new AtomicLong();

    public CachedKeys(KeyStore store, InstantSource clock, long timeToLiveMs) {
        this.store = store;
        this.clock = clock;
        this.timeToLiveMs = timeToLiveMs;
    }

    @Override
    public Future<Optional<StoredKey>> current(KeyOwner owner, KeyType purpose) {
        Slot slot = new Slot(purpose, CURRENT);
        StoredKey known = known(owner, slot);
        return known == null ? keep(owner, slot, store.current(owner, purpose)) : found(known);
    }

    @Override
    public Future<Optional<StoredKey>> version(KeyOwner owner, KeyType purpose, int version) {
        Slot slot = new Slot(purpose, version);
        StoredKey known = known(owner, slot);
        return known == null ? keep(owner, slot, store.version(owner, purpose, version)) : found(known);
    }

    private static Future<Optional<StoredKey>> found(StoredKey key) {
        return Future.succeededFuture(Optional.of(key));
    }

    private @Nullable StoredKey known(KeyOwner owner, Slot slot) {
        ConcurrentHashMap<Slot, Entry> slots = owners.get(owner);
        Entry entry = slots == null ? null : slots.get(slot);
        return entry == null || entry.untilMs() <= clock.millis() ? null : entry.key();
    }

    private Future<Optional<StoredKey>> keep(KeyOwner owner, Slot slot, Future<Optional<StoredKey>> answer) {
        long asked = generation.get();
        return answer.onSuccess(found -> {
            if (found.isPresent() && generation.get() == asked) {
                // Crude, but bounded: whatever is thrown out costs one query when it is used again.
                if (owners.size() >= MAX_OWNERS) {
                    owners.clear();
                }
                owners.computeIfAbsent(owner, each -> new ConcurrentHashMap<>())
                        .put(slot, new Entry(found.get(), clock.millis() + timeToLiveMs));
            }
        });
    }

    /** The next question about this owner goes to the store. */
    public void invalidate(KeyOwner owner) {
        generation.incrementAndGet();
        owners.remove(owner);
    }

    @Override
    public Future<StoredKey> put(KeyOwner owner, WrappedKey key) {
        return store.put(owner, key).onComplete(done -> invalidate(owner));
    }

    @Override
    public Future<List<StoredKey>> list(KeyOwner owner) {
        return store.list(owner);
    }

    @Override
    public Future<Boolean> retire(KeyOwner owner, KeyType purpose, int version) {
        return store.retire(owner, purpose, version).onComplete(done -> invalidate(owner));
    }

    @Override
    public Future<Void> close() {
        owners.clear();
        return store.close();
    }
}
