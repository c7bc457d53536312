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
        try {
            byte[] encoded = Base64.getDecoder().decode(unarmoured(text));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            section.problems().add(section.path() + "." + key, "expected an RSA private key (PKCS#8, base64 or PEM)");
            return standIn().getPrivate();
        }
    }

    static PublicKey publicKey(String text, Section section, String key) {
        try {
            byte[] encoded = Base64.getDecoder().decode(unarmoured(text));
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            section.problems().add(section.path() + "." + key, "expected an RSA public key (X.509, base64 or PEM)");
            return standIn().getPublic();
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
        try {
            byte[] encoded = Base64.getDecoder().decode(unarmoured(text));
            Certificate read =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            if (read instanceof X509Certificate certificate) {
                return Optional.of(certificate);
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Reported below: the text is not quoted.
        }
        section.problems().add(section.path() + "." + key, "expected an X.509 certificate (base64 or PEM)");
        return Optional.empty();
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
