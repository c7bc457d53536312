package io.txswitch.iso8583.keys;

import io.txswitch.iso8583.crypto.DukptKey;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.ModuleKey;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The keys of terminals, families and banks.
 *
 * <p>Every operation fails when the store cannot be reached, and may then be repeated.
 */
public interface KeyStore {
    /** Versions kept of one key: what a message under way may still need; older ones are deleted by {@link #put}. */
    int KEPT_VERSIONS = 4;

    /** The newest version that is not retired. */
    Future<Optional<StoredKey>> current(KeyOwner owner, KeyType purpose);

    /** That version, unless it is retired or no longer kept. */
    Future<Optional<StoredKey>> version(KeyOwner owner, KeyType purpose, int version);

    /** Adds a key under the next version; its purpose is its type. Durable when done. */
    Future<StoredKey> put(KeyOwner owner, WrappedKey key);

    /** Everything kept of an owner, retired ones too, by purpose and version. */
    Future<List<StoredKey>> list(KeyOwner owner);

    /** From now on nobody is given that version; whether there was one to retire. */
    Future<Boolean> retire(KeyOwner owner, KeyType purpose, int version);

    /**
     * The key that a reference names, ready for the security module: a stored version, or one that is derived from the
     * owner's current base derivation key.
     */
    default Future<Optional<ModuleKey>> resolve(KeyReference reference) {
        return switch (reference) {
            case KeyReference.Stored stored ->
                version(stored.owner(), stored.purpose(), stored.version()).map(found -> found.map(StoredKey::key));
            case KeyReference.Dukpt dukpt ->
                current(dukpt.owner(), KeyType.BDK)
                        .map(found -> found.map(base -> new DukptKey(base.key(), dukpt.ksn())));
        };
    }

    /** Releases what the store holds open. */
    Future<Void> close();
}
