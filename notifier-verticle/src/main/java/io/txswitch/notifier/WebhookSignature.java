package io.txswitch.notifier;

import io.txswitch.core.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a webhook: {@code v1,} and base64 of HMAC-SHA256 over {@code id.timestamp.body}.
 *
 * <p>Source: Standard Webhooks 1.0, symmetric signatures.
 */
final class WebhookSignature {
    private static final String SECRET_PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /** The value of {@code webhook-signature} while a secret is replaced: one signature per secret, a space between. */
    static String sign(List<Secret> secrets, String id, long timestampS, String body) {
        return secrets.stream()
                .map(secret -> sign(secret, id, timestampS, body))
                .collect(Collectors.joining(" "));
    }

    /**
     * One signature.
     *
     * @param secret {@code whsec_} and base64 of the key; anything else is an {@link IllegalArgumentException}
     * @param timestampS the value of {@code webhook-timestamp}, seconds since 1970
     */
    static String sign(Secret secret, String id, long timestampS, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(secret), ALGORITHM));
            byte[] signed = mac.doFinal((id + "." + timestampS + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HMAC-SHA256", e);
        }
    }

    private static byte[] key(Secret secret) {
        if (!secret.reveal().startsWith(SECRET_PREFIX)) {
            throw new IllegalArgumentException("a webhook secret starts with whsec_");
        }
        try {
            return Base64.getDecoder().decode(secret.reveal().substring(SECRET_PREFIX.length()));
        } catch (IllegalArgumentException e) {
            // Its message quotes what it could not read.
            throw new IllegalArgumentException("a webhook secret is base64 after whsec_");
        }
    }
}
