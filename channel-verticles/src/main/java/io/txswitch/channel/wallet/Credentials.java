package io.txswitch.channel.wallet;

import io.txswitch.core.config.Section;
import io.txswitch.core.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;

/** The keys of one channel, checked when they are read; nothing here prints a secret. */
public sealed interface Credentials {
    /**
     * Alipay's public-key mode.
     *
     * @param privateKey the application's, base64 of PKCS#8 without armour
     * @param alipayPublicKey Alipay's (not the application's), base64 of X.509 without armour
     */
    record Alipay(Secret privateKey, String alipayPublicKey) implements Credentials {}

    /**
     * WeChat Pay's public-key mode.
     *
     * @param merchantSerial serial number of the merchant's API certificate
     * @param apiV3Key 32 bytes, opens notifications
     * @param platformKey verifies answers and notifications
     * @param platformKeyId {@code PUB_KEY_ID_…}
     */
    record WeChat(
            PrivateKey privateKey, String merchantSerial, Secret apiV3Key, PublicKey platformKey, String platformKeyId)
            implements Credentials {
        @Override
        public String toString() {
            return "WeChat[merchantSerial=" + merchantSerial + ", platformKeyId=" + platformKeyId + ", keys=masked]";
        }
    }

    /** AES-256. */
    int API_V3_KEY_BYTES = 32;

    static Credentials readAlipay(Section section) {
        Secret privateKey =
                new Secret(Keys.unarmoured(section.secret("private-key").reveal()));
        String publicKey = Keys.unarmoured(section.text("alipay-public-key"));
        Keys.privateKey(privateKey.reveal(), section, "private-key");
        Keys.publicKey(publicKey, section, "alipay-public-key");
        return new Alipay(privateKey, publicKey);
    }

    static Credentials readWeChat(Section section) {
        Secret apiV3Key = section.secret("api-v3-key");
        if (apiV3Key.reveal().getBytes(StandardCharsets.UTF_8).length != API_V3_KEY_BYTES) {
            section.problems().add(section.path() + ".api-v3-key", "expected 32 bytes");
        }
        return new WeChat(
                Keys.privateKey(section.secret("private-key").reveal(), section, "private-key"),
                section.text("merchant-serial"),
                apiV3Key,
                Keys.publicKey(section.text("platform-public-key"), section, "platform-public-key"),
                section.text("platform-public-key-id"));
    }
}
