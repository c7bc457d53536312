package io.txswitch.iso8583.keys;

import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.SandboxKeys;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The store of a node outside of the sandbox: it neither takes nor hands out a key that everybody knows. */
public final class ProductionKeys implements KeyStore {
    private final KeyStore store;

    public ProductionKeys(KeyStore store) {
        this.store = store;
    }

    @Override
    public Future<Optional<StoredKey>> current(KeyOwner owner, KeyType purpose) {
        return store.current(owner, purpose).map(ProductionKeys::secret);
    }

    @Override
    public Future<Optional<StoredKey>> version(KeyOwner owner, KeyType purpose, int version) {
        return store.version(owner, purpose, version).map(ProductionKeys::secret);
    }

    private static Optional<StoredKey> secret(Optional<StoredKey> found) {
        return found.filter(each -> !SandboxKeys.contains(each.key()));
    }

    @Override
    public Future<StoredKey> put(KeyOwner owner, WrappedKey key) {
        if (SandboxKeys.contains(key)) {
            return Future.failedFuture(new IllegalArgumentException(key.type() + " was made for the sandbox"));
        }
        return store.put(owner, key);
    }

    @Override
    public Future<List<StoredKey>> list(KeyOwner owner) {
        return store.list(owner);
    }

    @Override
    public Future<Boolean> retire(KeyOwner owner, KeyType purpose, int version) {
        return store.retire(owner, purpose, version);
    }

    @Override
    public Future<Void> close() {
        return store.close();
    }
}
