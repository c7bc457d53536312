package io.txswitch.channel.wallet;

import io.txswitch.core.config.Section;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

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
