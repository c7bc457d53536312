package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Certificate;
import io.txswitch.sandbox.wallet.WalletKeys;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;

/**
 * The platform's self-signed X.509 v3 certificate (RFC 5280, without extensions).
 *
 * @param serial upper-case hex, as the API names it
 */
record PlatformCertificate(WalletKeys keys, String serial, Instant from, Instant until, String pem) {
    private static final int HEX = 16;

    /** Makes one that is valid now. Makes a key pair too, so it must not run on an event loop. */
    static PlatformCertificate make(BigInteger serial, Instant now) {
        Certificate made = Certificate.selfSigned("WeChat Pay simulator platform", serial, now, false);
        return new PlatformCertificate(
                made.keys(), serial.toString(HEX).toUpperCase(Locale.ROOT), made.from(), made.until(), made.pem());
    }
}
