package io.txswitch.sandbox.tls;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * An authority of one test run; its key is made here and never leaves. Elliptic curve P-256 with SHA-256.
 *
 * <p>Certificates are X.509 v3 for {@code localhost} and 127.0.0.1, good for client and server. Source: RFC 5280.
 */
public final class TestAuthority {
    private static final Duration BEFORE_NOW = Duration.ofDays(1);
    private static final Duration LIFE = Duration.ofDays(30);
    private static final int SERIAL_BITS = 64;
    private static final int PEM_LINE = 64;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** 1.2.840.10045.4.3.2, ecdsa-with-SHA256. */
    private static final byte[] ALGORITHM = Der.sequence(Der.oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));

    private final SecureRandom random = new SecureRandom();
    private final String name;
    private final Instant now;
    private final KeyPair keys;
    private final String certificate;

    /** Makes an authority that is valid now. */
    public TestAuthority(String name, Instant now) {
        this.name = name;
        this.now = now;
        this.keys = newKeys();
        // 2.5.29.19, basic constraints: an authority
        byte[] authority = extension(new int[] {0x55, 0x1d, 0x13}, Der.sequence(Der.yes()));
        this.certificate = pem("CERTIFICATE", sign(name, keys, authority));
    }

    /** Issues a certificate for a party on this machine; its subject is the name. */
    public TestCertificates issue(String subject) {
        KeyPair own = newKeys();
        // 2.5.29.17, subject alternative names
        byte[] names = extension(
                new int[] {0x55, 0x1d, 0x11}, Der.sequence(Der.dnsName("localhost"), Der.ipAddress(LOOPBACK)));
        return new TestCertificates(
                pem("CERTIFICATE", sign(subject, own, names)),
                pem("PRIVATE KEY", own.getPrivate().getEncoded()),
                certificate);
    }

    private static byte[] extension(int[] oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private byte[] sign(String subject, KeyPair subjectKeys, byte[] extension) {
        byte[] body = Der.sequence(
                Der.explicit0(Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE)),
                ALGORITHM,
                commonName(name),
                Der.sequence(Der.time(now.minus(BEFORE_NOW)), Der.time(now.plus(LIFE))),
                commonName(subject),
                subjectKeys.getPublic().getEncoded(),
                Der.explicit3(Der.sequence(extension)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(body);
            return Der.sequence(body, ALGORITHM, Der.bits(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with ECDSA", e);
        }
    }

    private static byte[] commonName(String subject) {
        // 2.5.4.3
        return Der.sequence(Der.set(Der.sequence(Der.oid(0x55, 0x04, 0x03), Der.utf8(subject))));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static String pem(String type, byte[] der) {
        String lines = Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }
}
