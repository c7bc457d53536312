package io.txswitch.channel.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.channel.wallet.CredentialText;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import io.txswitch.channel.wallet.WalletKind;
import io.txswitch.core.config.ConfigException;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.model.Secret;
import io.txswitch.sandbox.wallet.Certificate;
import io.txswitch.sandbox.wallet.WalletKeys;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CredentialVaultTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Map<String, String> SAMPLE = Map.of("secret", SECRET);
    private static WalletKeys ours;
    private static WalletKeys theirs;

    private final KeyRing keys = ring((byte) 1);
    private final CredentialVault vault = new CredentialVault(keys, true);
    private final CredentialVault production = new CredentialVault(keys, false);

    @BeforeAll
    static void keys() {
        ours = WalletKeys.generate();
        theirs = WalletKeys.generate();
    }

    private static KeyRing ring(byte fill) {
        byte[] master = new byte[32];
        master[0] = fill;
        return KeyRing.of(new Secret(Base64.getEncoder().encodeToString(master)));
    }

    private static Map<String, String> wechat() {
        return Map.of(
                "private-key",
                ours.privatePem(),
                "merchant-serial",
                "5F3A",
                "api-v3-key",
                SECRET,
                "platform-public-key",
                theirs.publicPem(),
                "platform-public-key-id",
                "PUB_KEY_ID_1");
    }

    private static Map<String, String> alipay() {
        return Map.of("private-key", ours.privateBase64(), "alipay-public-key", theirs.publicBase64());
    }

    @Test
    void whatWasSealedOpensUnderItsOwnNameOnly() {
        SealedCredential row = vault.seal("alipay", "a", SAMPLE, 1, 2);
        assertThat(vault.settings(row)).isEqualTo(SAMPLE);
        SealedCredential elsewhere = new SealedCredential("alipay-2", "a", row.sealed(), 1, 2, null);
        SealedCredential renamed = new SealedCredential("alipay", "b", row.sealed(), 1, 2, null);
        assertThatThrownBy(() -> vault.settings(elsewhere)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.settings(renamed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherMasterKeyOpensNothing() {
        SealedCredential row = vault.seal("alipay", "a", SAMPLE, 1, 2);
        CredentialVault other = new CredentialVault(ring((byte) 2), true);
        assertThatThrownBy(() -> other.settings(row)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameSettingsAreSealedDifferentlyEachTime() {
        assertThat(vault.seal("alipay", "a", SAMPLE, 1, 2).sealed())
                .isNotEqualTo(vault.seal("alipay", "a", SAMPLE, 1, 2).sealed());
    }

    @Test
    void everyProblemIsNamedAndNoneIsQuoted() {
        assertThatThrownBy(() -> vault.read(
                        WalletKind.WECHAT, Map.of("private-key", "bm8ga2V5", "api-v3-key", "short", "colour", "red")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("private-key")
                .hasMessageContaining("api-v3-key")
                .hasMessageContaining("colour")
                .hasMessageNotContaining("bm8ga2V5")
                .hasMessageNotContaining("red");
    }

    @Test
    void theApplicationsOwnKeyIsNotAlipays() {
        assertThatThrownBy(() -> vault.read(
                        WalletKind.ALIPAY,
                        Map.of("private-key", ours.privateBase64(), "alipay-public-key", ours.publicBase64())))
                .hasMessageContaining("alipay-public-key");
    }

    @Test
    void aNodeOutsideTheSandboxRefusesItsCredentialsWhereverTheyComeFrom() throws Exception {
        Map<WalletKind, Map<String, String>> all = Map.of(
                WalletKind.ALIPAY, alipay(),
                WalletKind.WECHAT, wechat(),
                WalletKind.UNIONPAY, unionpay(),
                WalletKind.SAMPLE, Map.of("secret", "sandbox-" + SECRET));
        all.forEach((kind, settings) -> {
            assertThat(vault.read(kind, settings).madeForSandbox())
                    .as(kind.title())
                    .isTrue();
            assertThatThrownBy(() -> production.read(kind, settings)).hasMessageContaining("made for the sandbox");
            SealedCredential row = vault.seal("channel", "a", settings, 1, 2);
            assertThatThrownBy(() -> production.open(kind, row)).hasMessageContaining("made for the sandbox");
        });
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        KeyPair real = generator.generateKeyPair();
        KeyPair platform = generator.generateKeyPair();
        Map<String, String> genuine = Map.of(
                "private-key",
                        Base64.getEncoder().encodeToString(real.getPrivate().getEncoded()),
                "alipay-public-key",
                        Base64.getEncoder().encodeToString(platform.getPublic().getEncoded()));
        assertThat(production.read(WalletKind.ALIPAY, genuine).madeForSandbox()).isFalse();
        assertThat(production.read(WalletKind.SAMPLE, SAMPLE).madeForSandbox()).isFalse();
    }

    private static Map<String, String> unionpay() {
        Certificate root = Certificate.selfSigned("root", BigInteger.ONE, Instant.now(), true);
        Certificate own = root.certify("merchant", BigInteger.TEN, Instant.now(), ours);
        return Map.of(
                "private-key", ours.privatePem(),
                "certificate", own.pem(),
                "middle-certificate", root.pem(),
                "root-certificate", root.pem());
    }

    @Test
    void nothingPrintsASecret() {
        for (Map.Entry<WalletKind, Map<String, String>> each : Map.of(
                        WalletKind.ALIPAY, alipay(), WalletKind.WECHAT, wechat(), WalletKind.SAMPLE, SAMPLE)
                .entrySet()) {
            Credentials read = vault.read(each.getKey(), each.getValue());
            SealedCredential row = vault.seal("channel", "a", each.getValue(), 1, 2);
            String printed = read + " " + LiveCredentials.one(read) + " " + row + " " + vault + " "
                    + CredentialText.of(read) + " " + new CredentialAccess(new InMemoryCredentialStore(), vault);
            assertThat(printed)
                    .doesNotContain(SECRET)
                    .doesNotContain(ours.privateBase64())
                    .doesNotContain(ours.privateBase64().substring(40, 80))
                    .doesNotContain(row.sealed());
        }
    }
}
