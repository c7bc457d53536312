package io.txswitch.iso8583.keys;

import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Answers the first question about the current key when a test says so, and everything else at once. */
final class SlowKeyStore implements KeyStore {
    private final KeyStore behind;
    private final Future<Optional<StoredKey>> firstAnswer;
    private boolean asked;

    SlowKeyStore(KeyStore behind, Future<Optional<StoredKey>> firstAnswer) {
        this.behind = behind;
        this.firstAnswer = firstAnswer;
    }

    @Override
    public Future<Optional<StoredKey>> current(KeyOwner owner, KeyType purpose) {
        if (asked) {
            return behind.current(owner, purpose);
        }
        asked = true;
        return firstAnswer;
    }

    @Override
    public Future<Optional<StoredKey>> version(KeyOwner owner, KeyType purpose, int version) {
        return behind.version(owner, purpose, version);
    }

    @Override
    public Future<StoredKey> put(KeyOwner owner, WrappedKey key) {
        return behind.put(owner, key);
    }

    @Override
    public Future<List<StoredKey>> list(KeyOwner owner) {
        return behind.list(owner);
    }

    @Override
    public Future<Boolean> retire(KeyOwner owner, KeyType purpose, int version) {
        return behind.retire(owner, purpose, version);
    }

    @Override
    public Future<Void> close() {
        return behind.close();
    }
}
