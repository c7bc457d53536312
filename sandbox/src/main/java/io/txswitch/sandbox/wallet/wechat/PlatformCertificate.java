package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.tls.Der;
import io.txswitch.sandbox.wallet.WalletKeys;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The platform's self-signed X.509 v3 certificate (RFC 5280, without extensions).
 *
 * @param serial upper-case hex, as the API names it
 */
record PlatformCertificate(WalletKeys keys, String serial, Instant from, Instant until, String pem) {
    private static final Duration BEFORE_NOW = Duration.ofDays(1);
    private static final Duration LIFE = Duration.ofDays(5 * 365);
    private static final int HEX = 16;

    /** Makes one that is valid now. Makes a key pair too, so it must not run on an event loop. */
    static PlatformCertificate make(BigInteger serial, Instant now) {
        WalletKeys keys = WalletKeys.generate();
        Instant from = now.minus(BEFORE_NOW);
        Instant until = now.plus(LIFE);
        // 1.2.840.113549.1.1.11, sha256WithRSAEncryption
        byte[] algorithm = Der.sequence(Der.oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), Der.nothing());
        // 2.5.4.3, commonName
        byte[] name = Der.sequence(
                Der.set(Der.sequence(Der.oid(0x55, 0x04, 0x03), Der.utf8("WeChat Pay simulator platform"))));
        byte[] body = Der.sequence(
                Der.explicit0(Der.integer(BigInteger.TWO)),
                Der.integer(serial),
                algorithm,
                name,
                Der.sequence(Der.time(from), Der.time(until)),
                name,
                keys.publicKey().getEncoded());
        byte[] certificate = Der.sequence(body, algorithm, Der.bits(keys.signBytes(body)));
        return new PlatformCertificate(
                keys,
                serial.toString(HEX).toUpperCase(Locale.ROOT),
                from,
                until,
                WalletKeys.pem("CERTIFICATE", certificate));
    }
}
