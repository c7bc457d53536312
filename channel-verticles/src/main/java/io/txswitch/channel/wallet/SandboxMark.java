package io.txswitch.channel.wallet;

import java.math.BigInteger;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;

/**
 * How credentials that were made by the sandbox's wallets are known, wherever they come from.
 *
 * <p>A text of theirs begins with a mark, and their RSA keys have a public exponent that nobody else chooses.
 */
final class SandboxMark {
    private static final String TEXT = "sandbox-";
    /** A prime, as 65537 is; every other maker of keys takes 65537. */
    private static final BigInteger EXPONENT = BigInteger.valueOf(65_539);

    private SandboxMark() {}

    static boolean on(String text) {
        return text.startsWith(TEXT);
    }

    static boolean on(X509Certificate certificate) {
        return on(certificate.getPublicKey());
    }

    static boolean on(Key key) {
        return switch (key) {
            case RSAPublicKey known -> EXPONENT.equals(known.getPublicExponent());
            case RSAPrivateCrtKey known -> EXPONENT.equals(known.getPublicExponent());
            default -> false;
        };
    }
}
