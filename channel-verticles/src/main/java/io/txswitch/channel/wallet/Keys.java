package io.txswitch.channel.wallet;

import io.txswitch.core.config.Section;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Reads RSA keys with or without PEM armour; what is no key becomes a problem that does not quote it. */
final class Keys {
    private static final int STAND_IN_BITS = 2_048;

    private Keys() {}

    /** The base64 alone, on one line. */
    static String unarmoured(String text) {
        return text.replaceAll("-----[A-Z ]{1,40}-----", "").replaceAll("\\s+", "");
    }

    static PrivateKey privateKey(String text, Section section, String key) {
        return tryPrivateKey(text).orElseGet(() -> {
            section.problems().add(section.path() + "." + key, "expected an RSA private key (PKCS#8, base64 or PEM)");
            return standIn().getPrivate();
        });
    }

    /** The key, or empty when the text is none. */
    static Optional<PrivateKey> tryPrivateKey(String text) {
        try {
            byte[] encoded = Base64.getDecoder().decode(unarmoured(text));
            return Optional.of(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static PublicKey publicKey(String text, Section section, String key) {
        return tryPublicKey(text).orElseGet(() -> {
            section.problems().add(section.path() + "." + key, "expected an RSA public key (X.509, base64 or PEM)");
            return standIn().getPublic();
        });
    }

    /** The key, or empty when the text is none. */
    static Optional<PublicKey> tryPublicKey(String text) {
        try {
            byte[] encoded = Base64.getDecoder().decode(unarmoured(text));
            return Optional.of(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the two are a pair. */
    static boolean belong(PrivateKey privateKey, PublicKey publicKey) {
        return privateKey instanceof RSAKey own
                && publicKey instanceof RSAKey other
                && own.getModulus().equals(other.getModulus());
    }

    /** The certificate, or empty with a problem noted. */
    static Optional<X509Certificate> certificate(String text, Section section, String key) {
        Optional<X509Certificate> found = tryCertificate(text);
        if (found.isEmpty()) {
            section.problems().add(section.path() + "." + key, "expected an X.509 certificate (base64 or PEM)");
        }
        return found;
    }

    /** The first certificate of the text, or empty when there is none. */
    static Optional<X509Certificate> tryCertificate(String text) {
        try {
            int end = text.indexOf("-----END CERTIFICATE-----");
            byte[] encoded = Base64.getDecoder().decode(unarmoured(end < 0 ? text : text.substring(0, end)));
            Certificate read =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            return read instanceof X509Certificate certificate ? Optional.of(certificate) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** So that reading goes on and finds every problem; the configuration is refused in the end. */
    private static java.security.KeyPair standIn() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(STAND_IN_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no RSA", e);
        }
    }
}
