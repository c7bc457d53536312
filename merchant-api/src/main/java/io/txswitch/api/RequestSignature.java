package io.txswitch.api;

import io.txswitch.core.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a merchant signs a request: HMAC-SHA256 under a secret, or RSA with SHA-256 under a key of his own, over a text
 * that names everything the request means.
 *
 * <pre>
 *   POST                                      method, upper case
 *   /v1/payments                              path with query, as on the request line
 *   1767225600                                Unix time, seconds
 *   d1c9a1f0b7e84f0f                          nonce
 *   e3b0c442…                                 lower hex SHA-256 of the body's bytes, of nothing for a GET
 * </pre>
 *
 * Each line ends with a line feed, the last one too. Pure.
 */
public final class RequestSignature {
    /** The authentication scheme: the first word of the header {@code Authorization}. */
    public static final String SCHEME = "TXSWITCH-HMAC-SHA256";

    /** The scheme of a signature by an RSA key (RSASSA-PKCS1-v1_5 with SHA-256, RFC 8017 section 8.2). */
    public static final String RSA_SCHEME = "TXSWITCH-RSA-SHA256";

    private static final String RSA = "SHA256withRSA";

    private RequestSignature() {}

    /** The text that is signed. */
    public static String canonical(String method, String pathWithQuery, String timestamp, String nonce, byte[] body) {
        return method + "\n" + pathWithQuery + "\n" + timestamp + "\n" + nonce + "\n" + sha256(body) + "\n";
    }

    /** The signature: 64 lower-case hexadecimal digits; an empty secret is an {@link IllegalArgumentException}. */
    public static String sign(Secret secret, String canonical) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }

    /** The whole value of the header {@code Authorization}. */
    public static String header(String appId, String timestamp, String nonce, String signature) {
        return SCHEME + " app_id=" + appId + ",timestamp=" + timestamp + ",nonce=" + nonce + ",signature=" + signature;
    }

    /** The same for a signature by {@link #signRsa}. */
    public static String rsaHeader(String appId, String timestamp, String nonce, String signature) {
        return RSA_SCHEME + " app_id=" + appId + ",timestamp=" + timestamp + ",nonce=" + nonce + ",signature="
                + signature;
    }

    /** The signature in base64, with padding. */
    public static String signRsa(PrivateKey key, String canonical) {
        try {
            Signature signature = Signature.getInstance(RSA);
            signature.initSign(key);
            signature.update(canonical.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an RSA key", e);
        }
    }

    /** Whether the base64 is this key's signature; text that is no base64 is nobody's. */
    static boolean isSignedBy(PublicKey key, String canonical, String base64) {
        try {
            Signature signature = Signature.getInstance(RSA);
            signature.initVerify(key);
            signature.update(canonical.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Lower hex SHA-256. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
