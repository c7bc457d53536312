package io.txswitch.iso8583.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.iso8583.crypto.DukptKey;
import io.txswitch.iso8583.crypto.KeyAlgorithm;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every key store does. */
abstract class KeyStoreContract {
    private static final AtomicInteger OWNERS = new AtomicInteger();

    private final KeyOwner owner = KeyOwner.terminal("T" + OWNERS.incrementAndGet());

    abstract KeyStore store();

    static <T> T done(Future<T> answer) throws Exception {
        return answer.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    static WrappedKey key(KeyType type, int n) {
        return new WrappedKey(type, KeyAlgorithm.TDES2, "sealed-" + n, String.format("%06X", n));
    }

    @Test
    void anUnknownOwnerHasNoKeys() throws Exception {
        assertThat(done(store().current(owner, KeyType.PIK))).isEmpty();
        assertThat(done(store().version(owner, KeyType.PIK, 1))).isEmpty();
        assertThat(done(store().list(owner))).isEmpty();
        assertThat(done(store().retire(owner, KeyType.PIK, 1))).isFalse();
    }

    @Test
    void theNewestVersionIsCurrentAndTheOneBeforeIsStillThere() throws Exception {
        StoredKey first = done(store().put(owner, key(KeyType.PIK, 1)));
        StoredKey second = done(store().put(owner, key(KeyType.PIK, 2)));
        assertThat(first.reference().version()).isEqualTo(1);
        assertThat(second.reference().text()).isEqualTo(owner + "/PIK/2");
        assertThat(second.key()).isEqualTo(key(KeyType.PIK, 2));
        assertThat(done(store().current(owner, KeyType.PIK))).contains(second);
        assertThat(done(store().version(owner, KeyType.PIK, 1))).contains(first);
        assertThat(second.createdAtMs()).isGreaterThanOrEqualTo(first.createdAtMs());
    }

    @Test
    void purposesAndOwnersDoNotMix() throws Exception {
        KeyOwner bank = KeyOwner.bank(owner.id());
        done(store().put(owner, key(KeyType.PIK, 1)));
        done(store().put(owner, key(KeyType.MAK, 2)));
        done(store().put(bank, key(KeyType.ZPK, 3)));
        assertThat(done(store().current(owner, KeyType.MAK)).map(StoredKey::key))
                .contains(key(KeyType.MAK, 2));
        assertThat(done(store().current(bank, KeyType.PIK))).isEmpty();
        assertThat(done(store().list(owner)).stream()
                        .map(each -> each.reference().text()))
                .containsExactly(owner + "/MAK/1", owner + "/PIK/1");
    }

    @Test
    void aRetiredVersionIsOnlyListed() throws Exception {
        StoredKey first = done(store().put(owner, key(KeyType.TMK, 1)));
        done(store().put(owner, key(KeyType.TMK, 2)));
        assertThat(done(store().retire(owner, KeyType.TMK, 2))).isTrue();
        assertThat(done(store().retire(owner, KeyType.TMK, 2))).isFalse();
        assertThat(done(store().current(owner, KeyType.TMK))).contains(first);
        assertThat(done(store().version(owner, KeyType.TMK, 2))).isEmpty();
        assertThat(done(store().list(owner)).stream().map(StoredKey::retired)).containsExactly(false, true);
        assertThat(done(store().put(owner, key(KeyType.TMK, 3))).reference().version())
                .isEqualTo(3);
    }

    @Test
    void aReferenceLeadsToItsKey() throws Exception {
        StoredKey pik = done(store().put(owner, key(KeyType.PIK, 1)));
        StoredKey bdk = done(store().put(owner, key(KeyType.BDK, 2)));
        KeyReference dukpt = new KeyReference.Dukpt(owner, "FFFF9876543210E00001");
        assertThat(done(store().resolve(pik.reference()))).contains(pik.key());
        assertThat(done(store().resolve(dukpt))).contains(new DukptKey(bdk.key(), "FFFF9876543210E00001"));
        assertThat(done(store().resolve(new KeyReference.Stored(owner, KeyType.PIK, 2))))
                .isEmpty();
    }

    @Test
    void onlyTheLastVersionsAreKept() throws Exception {
        for (int i = 1; i <= 7; i++) {
            done(store().put(owner, key(KeyType.MAK, i)));
        }
        assertThat(done(store().list(owner)).stream()
                        .map(each -> each.reference().version()))
                .containsExactly(4, 5, 6, 7)
                .hasSize(KeyStore.KEPT_VERSIONS);
        assertThat(done(store().version(owner, KeyType.MAK, 3))).isEmpty();
    }

    @Test
    void writersAtTheSameTimeGetVersionsOfTheirOwn() throws Exception {
        List<Future<StoredKey>> all = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            all.add(store().put(owner, key(KeyType.ZPK, i)));
        }
        List<Integer> versions = new ArrayList<>();
        for (Future<StoredKey> each : all) {
            versions.add(done(each).reference().version());
        }
        assertThat(versions).containsExactlyInAnyOrder(1, 2, 3, 4);
        Optional<StoredKey> current = done(store().current(owner, KeyType.ZPK));
        assertThat(current.map(each -> each.reference().version())).contains(4);
    }
}
