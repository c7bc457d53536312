package io.txswitch.channel.wallet;

import io.txswitch.core.config.Section;
import io.txswitch.core.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

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

    /**
     * UnionPay's certificates.
     *
     * @param privateKey the merchant's, signs requests
     * @param certificate of that key; its serial number is {@code certId}
     * @param middle issues the certificates that answers and notifications are signed with
     * @param root issues the middle one
     * @param platformName the third part, between at-signs, of the common name of UnionPay's own certificates
     */
    record UnionPay(
            PrivateKey privateKey,
            X509Certificate certificate,
            X509Certificate middle,
            X509Certificate root,
            String platformName)
            implements Credentials {
        @Override
        public String toString() {
            return "UnionPay[certId=" + certificate.getSerialNumber() + ", keys=masked]";
        }
    }

    /**
     * The sample wallet's one shared secret.
     *
     * @param secret keys HMAC-SHA256, at least 32 characters
     */
    record Sample(Secret secret) implements Credentials {}

    /** AES-256. */
    int API_V3_KEY_BYTES = 32;

    /** As many as HMAC-SHA256 has bytes: a shorter key is weaker than the signature. */
    int MIN_SECRET_CHARS = 32;

    static Credentials readAlipay(Section section) {
        Secret privateKey =
                new Secret(Keys.unarmoured(section.secret("private-key").reveal()));
        String publicKey = Keys.unarmoured(section.text("alipay-public-key"));
        Keys.privateKey(privateKey.reveal(), section, "private-key");
        Keys.publicKey(publicKey, section, "alipay-public-key");
        return new Alipay(privateKey, publicKey);
    }

    static Credentials readUnionPay(Section section) {
        PrivateKey privateKey = Keys.privateKey(section.secret("private-key").reveal(), section, "private-key");
        Optional<X509Certificate> own = Keys.certificate(section.text("certificate"), section, "certificate");
        Optional<X509Certificate> middle =
                Keys.certificate(section.text("middle-certificate"), section, "middle-certificate");
        Optional<X509Certificate> root =
                Keys.certificate(section.text("root-certificate"), section, "root-certificate");
        String platformName = section.text("platform-name", "中国银联股份有限公司");
        if (own.isPresent() && !Keys.belong(privateKey, own.get().getPublicKey())) {
            section.problems().add(section.path() + ".certificate", "expected the certificate of the private key");
        }
        // A stand-in, so that reading goes on and finds every problem; the configuration is refused in the end.
        return own.isEmpty() || middle.isEmpty() || root.isEmpty()
                ? new Alipay(new Secret(""), "")
                : new UnionPay(privateKey, own.get(), middle.get(), root.get(), platformName);
    }

    static Credentials readSample(Section section) {
        Secret secret = section.secret("secret");
        if (secret.reveal().length() < MIN_SECRET_CHARS) {
            section.problems().add(section.path() + ".secret", "expected at least 32 characters");
        }
        return new Sample(secret);
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
