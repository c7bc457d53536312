package io.txswitch.iso8583.bank;

import io.txswitch.core.config.Section;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a line proves who is at its ends. The other side's certificate must always be of one of the authorities in
 * {@code trust} and name the other side: no setting turns that off.
 *
 * @param trust PEM file of the authorities
 * @param cert PEM file of our own certificate; null where the bank does not ask for one
 * @param key PEM file of its private key, with {@code cert}
 * @param peerNames where the bank connects to us: the names one of which its certificate must have
 */
record BankTls(
        String trust, @Nullable String cert, @Nullable String key, List<String> peerNames) {
    BankTls {
        peerNames = List.copyOf(peerNames);
    }

    /** Null when the bank has no group {@code tls}. */
    static @Nullable BankTls read(Section bank, boolean listens) {
        if (!bank.has("tls")) {
            return null;
        }
        Section section = bank.section("tls");
        BankTls tls = new BankTls(
                section.text("trust"),
                section.optionalText("cert"),
                section.optionalText("key"),
                section.texts("peer-names", List.of()));
        readable(section, "trust", tls.trust);
        readable(section, "cert", tls.cert);
        readable(section, "key", tls.key);
        if ((tls.cert == null) != (tls.key == null)) {
            section.problems().add(section.path(), "cert and key go together");
        }
        if (listens && (tls.cert == null || tls.peerNames.isEmpty())) {
            section.problems().add(section.path(), "a line that listens has cert, key and peer-names");
        }
        return tls;
    }

    private static void readable(Section section, String key, @Nullable String file) {
        if (file != null && !file.isEmpty() && !Files.isReadable(Path.of(file))) {
            section.problems().add(section.path() + "." + key, "cannot be read");
        }
    }

    PemTrustOptions trustOptions() {
        return new PemTrustOptions().addCertPath(trust);
    }

    @Nullable
    PemKeyCertOptions ownCertificate() {
        return cert == null || key == null
                ? null
                : new PemKeyCertOptions().addCertPath(cert).addKeyPath(key);
    }
}
