package io.txswitch.channel.wallet;

import io.txswitch.core.config.Section;
import io.txswitch.core.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one channel, checked when they are read; nothing here prints a secret.
 *
 * <p>They are read from a channel's part of the configuration file, and from what the store of credentials keeps, in
 * the same spelling.
 */
public sealed interface Credentials {
    /**
     * Alipay's public-key mode, or with certificates its certificate mode.
     *
     * @param privateKey the application's, base64 of PKCS#8 without armour
     * @param alipayPublicKey Alipay's (not the application's), base64 of X.509 without armour; that of the certificate
     *     in certificate mode
     */
    record Alipay(
            Secret privateKey,
            String alipayPublicKey,
            @Nullable AlipayCertificates certificates) implements Credentials {
        @Override
        public boolean madeForSandbox() {
            return Keys.tryPrivateKey(privateKey.reveal())
                            .filter(SandboxMark::on)
                            .isPresent()
                    || Keys.tryPublicKey(alipayPublicKey)
                            .filter(SandboxMark::on)
                            .isPresent();
        }
    }

    /**
     * What the certificate mode has beside the key; all of it public.
     *
     * @param app the application's certificate, PEM
     * @param alipay Alipay's certificate, PEM; chains begin with it
     * @param roots Alipay's root certificates, PEM
     */
    record AlipayCertificates(String app, String alipay, String roots) {
        @Override
        public String toString() {
            return "AlipayCertificates";
        }
    }

    /**
     * WeChat Pay's public-key mode, its certificate mode, or both while a merchant changes from one to the other.
     *
     * @param merchantSerial serial number of the merchant's API certificate
     * @param apiV3Key 32 bytes, opens notifications and the platform's certificates
     * @param platformKey verifies answers and notifications; null without the public-key mode
     * @param platformKeyId {@code PUB_KEY_ID_…}, with the key
     * @param certificates whether the platform's certificates are fetched and believed, too
     */
    record WeChat(
            PrivateKey privateKey,
            String merchantSerial,
            Secret apiV3Key,
            @Nullable PublicKey platformKey,
            @Nullable String platformKeyId,
            boolean certificates)
            implements Credentials {
        @Override
        public boolean madeForSandbox() {
            return SandboxMark.on(privateKey)
                    || SandboxMark.on(apiV3Key.reveal())
                    || (platformKey != null && SandboxMark.on(platformKey));
        }

        @Override
        public String toString() {
            return "WeChat[merchantSerial=" + merchantSerial + ", platformKeyId=" + platformKeyId + ", certificates="
                    + certificates + ", keys=masked]";
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
        public boolean madeForSandbox() {
            return SandboxMark.on(privateKey) || SandboxMark.on(middle) || SandboxMark.on(root);
        }

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
    record Sample(Secret secret) implements Credentials {
        @Override
        public boolean madeForSandbox() {
            return SandboxMark.on(secret.reveal());
        }
    }

    /** Whether a wallet of the sandbox made them: no other environment may use them. */
    boolean madeForSandbox();

    /** AES-256. */
    int API_V3_KEY_BYTES = 32;

    /** As many as HMAC-SHA256 has bytes: a shorter key is weaker than the signature. */
    int MIN_SECRET_CHARS = 32;

    /** Reads the credentials of a kind of wallet; what does not fit is a problem of the section. */
    static Credentials read(WalletKind kind, Section section) {
        return switch (kind) {
            case ALIPAY -> readAlipay(section);
            case WECHAT -> readWeChat(section);
            case UNIONPAY -> readUnionPay(section);
            case SAMPLE -> readSample(section);
        };
    }

    private static Credentials readAlipay(Section section) {
        Secret privateKey =
                new Secret(Keys.unarmoured(section.secret("private-key").reveal()));
        PrivateKey own = Keys.privateKey(privateKey.reveal(), section, "private-key");
        return section.has("app-certificate")
                ? readAlipayCertificates(privateKey, own, section)
                : readAlipayPublicKey(privateKey, own, section);
    }

    private static Credentials readAlipayPublicKey(Secret privateKey, PrivateKey own, Section section) {
        String publicKey = Keys.unarmoured(section.text("alipay-public-key"));
        PublicKey alipay = Keys.publicKey(publicKey, section, "alipay-public-key");
        if (Keys.belong(own, alipay)) {
            section.problems()
                    .add(
                            section.path() + ".alipay-public-key",
                            "is the application's own: Alipay shows its own beside");
        }
        return new Alipay(privateKey, publicKey, null);
    }

    private static Credentials readAlipayCertificates(Secret privateKey, PrivateKey own, Section section) {
        AlipayCertificates texts = new AlipayCertificates(
                section.text("app-certificate"),
                section.text("alipay-certificate"),
                section.text("alipay-root-certificate"));
        Optional<X509Certificate> app = Keys.certificate(texts.app(), section, "app-certificate");
        Optional<X509Certificate> alipay = Keys.certificate(texts.alipay(), section, "alipay-certificate");
        if (app.isPresent() && !Keys.belong(own, app.get().getPublicKey())) {
            section.problems().add(section.path() + ".app-certificate", "expected the certificate of the private key");
        }
        // The SDK reads the texts again, and only with their armour.
        for (String key : List.of("app-certificate", "alipay-certificate", "alipay-root-certificate")) {
            if (!section.text(key).contains("-----BEGIN CERTIFICATE-----")) {
                section.problems().add(section.path() + "." + key, "expected X.509 certificates (PEM)");
            }
        }
        String publicKey = alipay.map(found ->
                        Base64.getEncoder().encodeToString(found.getPublicKey().getEncoded()))
                .orElse("");
        return new Alipay(privateKey, publicKey, texts);
    }

    private static Credentials readUnionPay(Section section) {
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
                ? new Alipay(new Secret(""), "", null)
                : new UnionPay(privateKey, own.get(), middle.get(), root.get(), platformName);
    }

    static Credentials readSample(Section section) {
        Secret secret = section.secret("secret");
        if (secret.reveal().length() < MIN_SECRET_CHARS) {
            section.problems().add(section.path() + ".secret", "expected at least 32 characters");
        }
        return new Sample(secret);
    }

    /** By what WeChat Pay's answers and notifications are verified. */
    enum VerifyBy {
        PUBLIC_KEY,
        CERTIFICATE,
        BOTH
    }

    private static Credentials readWeChat(Section section) {
        Secret apiV3Key = section.secret("api-v3-key");
        if (apiV3Key.reveal().getBytes(StandardCharsets.UTF_8).length != API_V3_KEY_BYTES) {
            section.problems().add(section.path() + ".api-v3-key", "expected 32 bytes");
        }
        VerifyBy mode = section.choice("verify-by", VerifyBy.class, VerifyBy.PUBLIC_KEY);
        boolean key = mode != VerifyBy.CERTIFICATE;
        return new WeChat(
                Keys.privateKey(section.secret("private-key").reveal(), section, "private-key"),
                section.text("merchant-serial"),
                apiV3Key,
                key ? Keys.publicKey(section.text("platform-public-key"), section, "platform-public-key") : null,
                key ? section.text("platform-public-key-id") : null,
                mode != VerifyBy.PUBLIC_KEY);
    }
}
