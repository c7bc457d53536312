package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.crypto.KeyScheme;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.ModuleKey;
import io.txswitch.iso8583.crypto.SecurityModule;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.txswitch.iso8583.keys.CachedKeys;
import io.txswitch.iso8583.keys.KeyOwner;
import io.txswitch.iso8583.keys.KeyReference;
import io.txswitch.iso8583.keys.StoredKey;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys between the switch and one bank: found, and taken in when the bank sends new ones. */
final class ZoneKeys {
    private final KeyOwner owner;
    private final CachedKeys store;
    private final SecurityModule module;
    private final InstantSource clock;

    ZoneKeys(String bankId, CachedKeys store, SecurityModule module, InstantSource clock) {
        this.owner = KeyOwner.bank(bankId);
        this.store = store;
        this.module = module;
        this.clock = clock;
    }

    /** The newest key of a type. */
    Future<Optional<WrappedKey>> current(KeyType type) {
        return store.current(owner, type).map(found -> found.map(StoredKey::key));
    }

    /** What a PIN block names as its key; empty when there is no such key, or the name is none. */
    Future<Optional<ModuleKey>> named(String reference) {
        KeyReference parsed;
        try {
            parsed = KeyReference.parse(reference);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(Optional.empty());
        }
        return store.resolve(parsed);
    }

    /** The next question goes to the store: another node may have taken new keys in. */
    void lookAgain() {
        store.invalidate(owner);
    }

    /** True when there is a PIN key that is younger than this. */
    Future<Boolean> areFresh(long maxAgeMs) {
        return store.current(owner, KeyType.ZPK)
                .map(found -> found.isPresent() && clock.millis() - found.get().createdAtMs() < maxAgeMs);
    }

    /**
     * Takes in what a bank sends: all of it, or nothing.
     *
     * @return the types taken; fails with an {@link IllegalArgumentException} when it is not as agreed, with a
     *     {@code SecurityModuleException} when a key cannot be opened or its check value does not fit
     */
    Future<List<KeyType>> take(String text) {
        List<ZoneKeyText.Entry> entries;
        try {
            entries = ZoneKeyText.parse(text);
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(e);
        }
        return store.current(owner, KeyType.ZMK)
                .compose(zmk -> zmk.isEmpty()
                        ? Future.failedFuture(new IllegalArgumentException("there is no ZMK of " + owner))
                        : opened(zmk.get().key(), entries).compose(this::keep));
    }

    private Future<List<WrappedKey>> opened(WrappedKey zmk, List<ZoneKeyText.Entry> entries) {
        Future<List<WrappedKey>> all = Future.succeededFuture(new ArrayList<>());
        for (ZoneKeyText.Entry entry : entries) {
            all = all.compose(before -> module.importUnder(zmk, entry.type(), KeyScheme.ECB, entry.cryptogram())
                    .compose(key -> {
                        before.add(key);
                        return key.hasKcv(entry.kcv())
                                ? Future.succeededFuture(before)
                                : Future.failedFuture(new IllegalArgumentException(
                                        "the check value of " + entry.type() + " does not fit"));
                    }));
        }
        return all;
    }

    private Future<List<KeyType>> keep(List<WrappedKey> keys) {
        Future<List<KeyType>> kept = Future.succeededFuture(new ArrayList<>());
        for (WrappedKey key : keys) {
            kept = kept.compose(types -> store.put(owner, key).map(stored -> {
                types.add(key.type());
                return types;
            }));
        }
        return kept;
    }
}
