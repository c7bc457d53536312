package io.txswitch.channel.credentials;

import static io.txswitch.channel.credentials.CredentialStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Section;
import io.txswitch.core.model.Secret;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which credentials are live, which one signs, and for how long that is believed without the store. */
class ChannelCredentialsTest {
    private static final long STALE_MS = 1_000;
    private static final String FILE = "f".repeat(32);

    private final CredentialVault vault =
            new CredentialVault(KeyRing.of(new Secret(Base64.getEncoder().encodeToString(new byte[32]))), true);
    private final InMemoryCredentialStore rows = new InMemoryCredentialStore();
    private boolean away;
    private long nowMs = 10_000;

    /** The store, when it is there. */
    private final CredentialStore store = new CredentialStore() {
        @Override
        public Future<Boolean> add(SealedCredential credential) {
            return rows.add(credential);
        }

        @Override
        public Future<List<SealedCredential>> of(String channelId) {
            return away ? Future.failedFuture("away") : rows.of(channelId);
        }

        @Override
        public Future<Boolean> retire(String channelId, String id, long atMs) {
            return rows.retire(channelId, id, atMs);
        }

        @Override
        public Future<Void> close() {
            return rows.close();
        }
    };

    private ChannelCredentials credentials(String where) {
        Section root = ConfigFile.parse("""
                channels:
                  - id: shop
                    kind: sample
                    base-url: https://wallet.example
                    app-id: A1
                    merchant-no: M1
                    notify-base-url: https://pay.example.com
                    %s
                """.formatted(where), Map.of());
        ChannelConfig config = ChannelConfig.readAll(root).get("shop");
        root.refuseUnknownKeys();
        root.problems().throwIfAny();
        return new ChannelCredentials(
                config, new CredentialAccess(store, vault, 60_000, STALE_MS), () -> Instant.ofEpochMilli(nowMs));
    }

    private ChannelCredentials ofFile() {
        return credentials("secret: " + FILE);
    }

    private ChannelCredentials stored() {
        return credentials("credentials: stored");
    }

    private void add(String id, String letter, long signsFromMs) throws Exception {
        await(rows.add(vault.seal("shop", id, Map.of("secret", letter.repeat(32)), signsFromMs, nowMs)));
    }

    /** The first letters of the secrets: the one that signs, a colon, all that verify. */
    private static String letters(ChannelCredentials credentials) {
        return credentials
                .live()
                .map(live -> letter(live.signing()) + ":" + String.join("", live.each(ChannelCredentialsTest::letter)))
                .orElse("none");
    }

    private static String letter(Credentials credentials) {
        return ((Credentials.Sample) credentials).secret().reveal().substring(0, 1);
    }

    @Test
    void theNewestSignsAndAllVerifyTheFilesLast() throws Exception {
        ChannelCredentials credentials = ofFile();
        await(credentials.read());
        assertThat(letters(credentials)).isEqualTo("f:f");
        add("one", "1", 5_000);
        add("two", "2", 6_000);
        await(credentials.read());
        assertThat(letters(credentials)).isEqualTo("2:21f");
        await(store.retire("shop", "two", nowMs));
        await(credentials.read());
        assertThat(letters(credentials)).isEqualTo("1:1f");
    }

    @Test
    void beforeItsTimeACredentialVerifiesAndDoesNotSign() throws Exception {
        add("now", "1", 5_000);
        add("later", "2", 20_000);
        ChannelCredentials credentials = stored();
        await(credentials.read());
        assertThat(letters(credentials)).isEqualTo("1:21");
        nowMs = 20_000;
        await(credentials.read());
        assertThat(letters(credentials)).isEqualTo("2:21");
    }

    @Test
    void aChannelWithoutAnyHasNone() throws Exception {
        ChannelCredentials credentials = stored();
        await(credentials.read());
        assertThat(letters(credentials)).isEqualTo("none");
    }

    @Test
    void whatWasReadOnceHoldsForABoundedTimeWithoutTheStore() throws Exception {
        add("one", "1", 5_000);
        ChannelCredentials credentials = ofFile();
        await(credentials.read());
        away = true;
        nowMs += STALE_MS;
        await(credentials.read());
        assertThat(letters(credentials)).isEqualTo("1:1f");
        nowMs += 1;
        await(credentials.read());
        assertThat(letters(credentials))
                .as("one of them may have been retired, and the file's be long gone at the wallet")
                .isEqualTo("none");
        away = false;
        await(credentials.read());
        assertThat(letters(credentials)).isEqualTo("1:1f");
    }

    @Test
    void aChannelThatHasTheFilesOnlyNeedsNoStore() throws Exception {
        ChannelCredentials credentials = ofFile();
        await(credentials.read());
        away = true;
        nowMs += STALE_MS * 10;
        await(credentials.read());
        assertThat(letters(credentials)).isEqualTo("f:f");
    }

    @Test
    void atTheStartTheStoreHasToAnswer() {
        away = true;
        assertThatThrownBy(() -> await(ofFile().read())).isNotNull();
    }

    @Test
    void aRowThatWasMovedHereIsLeftOutAndTheOthersServe() throws Exception {
        add("one", "1", 5_000);
        SealedCredential foreign = vault.seal("elsewhere", "two", Map.of("secret", "2".repeat(32)), 6_000, 6_000);
        await(rows.add(new SealedCredential("shop", "two", foreign.sealed(), 6_000, 6_000, null)));
        ChannelCredentials credentials = stored();
        await(credentials.read());
        assertThat(letters(credentials)).isEqualTo("1:1");
    }
}
