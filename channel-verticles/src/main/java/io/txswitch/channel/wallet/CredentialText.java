package io.txswitch.channel.wallet;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people may be shown of credentials: names, numbers, ends of validity and fingerprints, never a secret. */
public final class CredentialText {
    /** Enough to tell one's own keys apart. */
    private static final int FINGERPRINT_BYTES = 8;

    private CredentialText() {}

    /** By name, in an order for reading. */
    public static Map<String, String> of(Credentials credentials) {
        Map<String, String> shown = new LinkedHashMap<>();
        switch (credentials) {
            case Credentials.Alipay keys -> alipay(keys, shown);
            case Credentials.WeChat keys -> wechat(keys, shown);
            case Credentials.UnionPay keys -> {
                shown.put("mode", "certificate");
                shown.put("key", fingerprint(keys.privateKey()));
                shown.put("cert-id", keys.certificate().getSerialNumber().toString());
                shown.put("until", until(keys.certificate()));
            }
            case Credentials.Sample keys -> {
                shown.put("mode", "shared-secret");
                shown.put("key", fingerprint(keys.secret().bytes()));
            }
        }
        return shown;
    }

    private static void alipay(Credentials.Alipay keys, Map<String, String> shown) {
        Credentials.AlipayCertificates certificates = keys.certificates();
        shown.put("mode", certificates == null ? "public-key" : "certificate");
        Keys.tryPrivateKey(keys.privateKey().reveal()).ifPresent(key -> shown.put("key", fingerprint(key)));
        if (certificates != null) {
            Keys.tryCertificate(certificates.app()).ifPresent(own -> shown.put("until", until(own)));
        }
    }

    private static void wechat(Credentials.WeChat keys, Map<String, String> shown) {
        String id = keys.platformKeyId();
        shown.put("mode", id == null ? "certificate" : keys.certificates() ? "both" : "public-key");
        shown.put("key", fingerprint(keys.privateKey()));
        shown.put("merchant-serial", keys.merchantSerial());
        if (id != null) {
            shown.put("platform-public-key-id", id);
        }
        shown.put("api-v3-key", fingerprint(keys.apiV3Key().reveal().getBytes(StandardCharsets.UTF_8)));
    }

    private static String until(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().toString();
    }

    /** Of the public half: whoever has the other half can compute it, and it tells nobody else anything. */
    private static String fingerprint(PrivateKey key) {
        if (!(key instanceof RSAPrivateCrtKey pair)) {
            return "unknown";
        }
        try {
            return fingerprint(KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(pair.getModulus(), pair.getPublicExponent()))
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            return "unknown";
        }
    }

    /** The first bytes of the SHA-256, as hex. */
    private static String fingerprint(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, FINGERPRINT_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
