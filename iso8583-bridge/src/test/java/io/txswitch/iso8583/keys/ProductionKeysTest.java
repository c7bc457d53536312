package io.txswitch.iso8583.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.crypto.KeyAlgorithm;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.SecurityModule;
import io.txswitch.iso8583.crypto.SoftwareSecurityModule;
import io.txswitch.iso8583.crypto.WrappedKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductionKeysTest extends KeyStoreContract {
    private final KeyStore behind = new InMemoryKeyStore(InstantSource.system());
    private final KeyStore production = new ProductionKeys(behind);

    @Override
    KeyStore store() {
        return production;
    }

    /** The keys that stand in the sandbox's source. */
    @ParameterizedTest
    @CsvSource({
        "TMK,0123456789ABCDEFFEDCBA9876543210",
        "ZMK,89ABCDEF0123456776543210FEDCBA98",
        "IMK_AC,9E15204313F7318ACB79B90BD986AD29",
        "ZMK,0123456789ABCDEFFEDCBA9876543210"
    })
    void aKeyOfTheSandboxIsNeitherTakenNorHandedOut(KeyType type, String hex) throws Exception {
        SecurityModule module = new SoftwareSecurityModule(
                new Secret(Base64.getEncoder().encodeToString(new byte[32])), new SecureRandom());
        WrappedKey known = done(module.importClear(
                type, KeyAlgorithm.TDES2, List.of(HexFormat.of().parseHex(hex))));
        KeyOwner owner = KeyOwner.bank("B1");
        assertThat(production.put(owner, known).cause()).hasMessageContaining("sandbox");
        done(behind.put(owner, known));
        assertThat(done(production.current(owner, type))).isEmpty();
        assertThat(done(production.version(owner, type, 1))).isEmpty();
        assertThat(done(production.list(owner))).hasSize(1);
    }
}
