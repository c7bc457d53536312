package io.txswitch.iso8583.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.iso8583.crypto.KeyType;
import io.vertx.core.Promise;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CachedKeysTest extends KeyStoreContract {
    private static final KeyOwner T1 = KeyOwner.terminal("T1");
    private static final long TTL_MS = 1_000;

    private long nowMs = 5_000;
    private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs);
    private final InMemoryKeyStore behind = new InMemoryKeyStore(clock);
    private final CachedKeys cached = new CachedKeys(behind, clock, TTL_MS);

    @Override
    KeyStore store() {
        return cached;
    }

    private int currentVersion() throws Exception {
        return done(cached.current(T1, KeyType.PIK)).orElseThrow().reference().version();
    }

    @Test
    void whatAnotherNodeWritesIsSeenWhenTheTimeIsOver() throws Exception {
        done(cached.put(T1, key(KeyType.PIK, 1)));
        assertThat(currentVersion()).isEqualTo(1);
        done(behind.put(T1, key(KeyType.PIK, 2)));
        assertThat(currentVersion()).isEqualTo(1);
        nowMs += TTL_MS;
        assertThat(currentVersion()).isEqualTo(2);
    }

    @Test
    void whoDoubtsTheCacheLooksOnceMore() throws Exception {
        done(cached.put(T1, key(KeyType.PIK, 1)));
        assertThat(currentVersion()).isEqualTo(1);
        done(behind.put(T1, key(KeyType.PIK, 2)));
        cached.invalidate(T1);
        assertThat(currentVersion()).isEqualTo(2);
    }

    @Test
    void aKeyThatIsRetiredHereIsGoneAtOnce() throws Exception {
        done(cached.put(T1, key(KeyType.PIK, 1)));
        assertThat(currentVersion()).isEqualTo(1);
        done(cached.retire(T1, KeyType.PIK, 1));
        assertThat(done(cached.current(T1, KeyType.PIK))).isEmpty();
        assertThat(done(cached.version(T1, KeyType.PIK, 1))).isEmpty();
    }

    @Test
    void anAnswerThatWasAskedForBeforeAnInvalidationIsNotKept() throws Exception {
        StoredKey old = done(behind.put(T1, key(KeyType.PIK, 1)));
        Promise<Optional<StoredKey>> slow = Promise.promise();
        CachedKeys keys = new CachedKeys(new SlowKeyStore(behind, slow.future()), clock, TTL_MS);
        var first = keys.current(T1, KeyType.PIK);
        done(keys.put(T1, key(KeyType.PIK, 2)));
        slow.complete(Optional.of(old));
        assertThat(done(first)).contains(old);
        assertThat(done(keys.current(T1, KeyType.PIK))
                        .map(each -> each.reference().version()))
                .contains(2);
    }
}
