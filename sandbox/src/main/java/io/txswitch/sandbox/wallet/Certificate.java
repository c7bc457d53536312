package io.txswitch.sandbox.wallet;

import io.txswitch.sandbox.tls.Der;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * An X.509 v3 certificate made here, with its keys (RFC 5280; the only extension is basicConstraints of authorities).
 *
 * @param name the common name, its only part
 * @param issuer the common name of whoever signed it
 * @param from valid since the day before it was made
 */
public record Certificate(
        WalletKeys keys,
        String name,
        String issuer,
        BigInteger serial,
        Instant from,
        Instant until,
        boolean authority,
        byte[] der) {
    private static final Duration BEFORE_NOW = Duration.ofDays(1);
    private static final Duration LIFE = Duration.ofDays(5 * 365);

    /** Makes one that signs itself. Makes a key pair too, so it must not run on an event loop. */
    public static Certificate selfSigned(String name, BigInteger serial, Instant now, boolean authority) {
        WalletKeys keys = WalletKeys.generate();
        return make(name, serial, now, authority, keys, name, keys);
    }

    /** Makes one that this authority signs. Makes a key pair too, so it must not run on an event loop. */
    public Certificate issue(String subject, BigInteger number, Instant now, boolean forAuthority) {
        return make(subject, number, now, forAuthority, WalletKeys.generate(), name, keys);
    }

    /** Makes one for keys that are there already. */
    public Certificate certify(String subject, BigInteger number, Instant now, WalletKeys owner) {
        return make(subject, number, now, false, owner, name, keys);
    }

    private static Certificate make(
            String subject,
            BigInteger serial,
            Instant now,
            boolean authority,
            WalletKeys keys,
            String issuer,
            WalletKeys signer) {
        Instant from = now.minus(BEFORE_NOW);
        Instant until = now.plus(LIFE);
        // 1.2.840.113549.1.1.11, sha256WithRSAEncryption
        byte[] algorithm = Der.sequence(Der.oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), Der.nothing());
        byte[] body = Der.sequence(
                Der.explicit0(Der.integer(BigInteger.TWO)),
                Der.integer(serial),
                algorithm,
                commonName(issuer),
                Der.sequence(Der.time(from), Der.time(until)),
                commonName(subject),
                keys.publicKey().getEncoded(),
                authority ? basicConstraints() : new byte[0]);
        byte[] der = Der.sequence(body, algorithm, Der.bits(signer.signBytes(body)));
        return new Certificate(keys, subject, issuer, serial, from, until, authority, der);
    }

    /** 2.5.4.3, commonName. */
    private static byte[] commonName(String name) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(0x55, 0x04, 0x03), Der.utf8(name))));
    }

    /** 2.5.29.19, basicConstraints, critical: it may sign certificates. */
    private static byte[] basicConstraints() {
        byte[] value = Der.octets(Der.sequence(Der.yes()));
        return Der.explicit3(Der.sequence(Der.sequence(Der.oid(0x55, 0x1d, 0x13), Der.yes(), value)));
    }

    public String pem() {
        return WalletKeys.pem("CERTIFICATE", der);
    }

    @Override
    public String toString() {
        return "Certificate[name=" + name + ", serial=" + serial + "]";
    }
}
