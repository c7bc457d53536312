package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.DukptKey;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.ModuleKey;
import io.txswitch.iso8583.keys.CachedKeys;
import io.txswitch.iso8583.keys.KeyOwner;
import io.txswitch.iso8583.keys.KeyReference;
import io.txswitch.iso8583.keys.StoredKey;
import io.txswitch.iso8583.registry.Family;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a message of a terminal is under.
 *
 * <p>A message that was under way when the terminal signed in again is under the keys before: those stay good for
 * {@link #GRACE_MS} after the new ones were made, and no longer.
 */
final class TerminalKeys {
    /** A terminal waits half a minute for an answer at most, and a repeat may be in the queue behind it. */
    static final long GRACE_MS = 60_000;

    /**
     * A key with its name.
     *
     * @param previous it is the one before the newest
     */
    record Named(ModuleKey key, KeyReference reference, boolean previous) {}

    private final CachedKeys keys;
    private final InstantSource clock;

    TerminalKeys(CachedKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The newest key for a purpose; empty when the terminal has not signed in, or names no serial number (DUKPT). */
    Future<Optional<Named>> current(String terminalId, Family family, KeyType purpose, IsoMessage message) {
        if (family.keys() == Family.Keys.DUKPT) {
            return dukpt(family, message);
        }
        return keys.current(KeyOwner.terminal(terminalId), purpose)
                .map(found -> found.map(key -> new Named(key.key(), key.reference(), false)));
    }

    /** The key before the newest, while it is still good. */
    Future<Optional<Named>> previous(String terminalId, KeyType purpose) {
        KeyOwner owner = KeyOwner.terminal(terminalId);
        return keys.current(owner, purpose).compose(found -> {
            StoredKey newest = found.orElse(null);
            if (newest == null || newest.reference().version() == 1 || !isYoung(newest)) {
                return Future.succeededFuture(Optional.<Named>empty());
            }
            return keys.version(owner, purpose, newest.reference().version() - 1)
                    .map(before -> before.map(key -> new Named(key.key(), key.reference(), true)));
        });
    }

    private boolean isYoung(StoredKey key) {
        return clock.millis() - key.createdAtMs() <= GRACE_MS;
    }

    /** What was remembered of a terminal's keys is read again. */
    void forget(String terminalId) {
        keys.invalidate(KeyOwner.terminal(terminalId));
    }

    private Future<Optional<Named>> dukpt(Family family, IsoMessage message) {
        String ksn = serialNumber(message);
        if (ksn == null) {
            return Future.succeededFuture(Optional.empty());
        }
        KeyOwner owner = KeyOwner.family(family.name());
        return keys.current(owner, KeyType.BDK)
                .map(found -> found.map(
                        bdk -> new Named(new DukptKey(bdk.key(), ksn), new KeyReference.Dukpt(owner, ksn), false)));
    }

    private static @Nullable String serialNumber(IsoMessage message) {
        String ksn = PrivateTexts.part(message, PrivateTexts.KEY_SERIAL_NUMBER);
        return ksn != null && ksn.matches("[0-9A-Fa-f]{20}|[0-9A-Fa-f]{24}") ? ksn : null;
    }
}
