package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.WalletKeys;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** All key material of one simulated merchant and platform, and the signatures made with it. */
record WechatSecrets(
        WalletKeys merchant,
        String merchantSerial,
        String apiV3Key,
        WalletKeys platform,
        String platformKeyId,
        PlatformCertificate certificate) {
    /** By it a node knows where the key is from. */
    private static final String MARK = "sandbox-";

    private static final int API_V3_KEY_CHARS = 32;
    private static final int KEY_ID_DIGITS = 30;
    private static final int SERIAL_DIGITS = 40;
    private static final int NONCE_CHARS = 32;
    private static final int HEX = 16;

    /** Makes everything at random. Takes up to a second, so it must not run on an event loop. */
    static WechatSecrets make(Numbers numbers) {
        return new WechatSecrets(
                WalletKeys.generate(),
                serial(numbers).toString(HEX).toUpperCase(Locale.ROOT),
                MARK + numbers.text(API_V3_KEY_CHARS - MARK.length()),
                WalletKeys.generate(),
                "PUB_KEY_ID_" + numbers.digits(KEY_ID_DIGITS),
                PlatformCertificate.make(serial(numbers), numbers.now()));
    }

    /** Digits read as hex: positive, at most 20 bytes, never with a leading zero. */
    private static BigInteger serial(Numbers numbers) {
        return new BigInteger("5" + numbers.digits(SERIAL_DIGITS - 1), HEX);
    }

    /** Whether one of its platform keys is called so. */
    boolean has(String serial) {
        return platformKeyId.equals(serial) || certificate.serial().equals(serial);
    }

    /** Signature headers over the body, in exactly the spelling that clients look up. */
    Map<String, String> sign(String body, String serial, Numbers numbers) {
        String timestamp = Long.toString(numbers.now().getEpochSecond());
        String nonce = numbers.text(NONCE_CHARS);
        WalletKeys keys = platformKeyId.equals(serial) ? platform : certificate.keys();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Wechatpay-Timestamp", timestamp);
        headers.put("Wechatpay-Nonce", nonce);
        headers.put("Wechatpay-Serial", serial);
        headers.put("Wechatpay-Signature", keys.sign(timestamp + "\n" + nonce + "\n" + body + "\n"));
        headers.put("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048");
        return headers;
    }

    @Override
    public String toString() {
        return "WechatSecrets[masked]";
    }
}
