package io.txswitch.sandbox.merchant;

import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * What a merchant and the switch share.
 *
 * @param appId names the merchant's application
 * @param apiSecret signs API requests; text, used as its UTF-8 bytes
 * @param webhookSecret {@code whsec_} and Base64 of the key that signs webhooks
 */
public record MerchantKeys(String appId, String apiSecret, String webhookSecret) {
    private static final String WEBHOOK_PREFIX = "whsec_";
    /** 256 bits each, the size of the hash. */
    private static final int SECRET_BYTES = 32;

    public MerchantKeys {
        if (appId.isBlank() || apiSecret.isBlank()) {
            throw new IllegalArgumentException("app id and API secret are needed");
        }
        webhookKey(webhookSecret);
    }

    /** New random secrets; the generator should be a {@link java.security.SecureRandom} outside tests. */
    public static MerchantKeys generate(String appId, RandomGenerator random) {
        byte[] api = new byte[SECRET_BYTES];
        byte[] webhook = new byte[SECRET_BYTES];
        random.nextBytes(api);
        random.nextBytes(webhook);
        return new MerchantKeys(
                appId,
                HexFormat.of().formatHex(api),
                WEBHOOK_PREFIX + Base64.getEncoder().encodeToString(webhook));
    }

    byte[] webhookKey() {
        return webhookKey(webhookSecret);
    }

    private static byte[] webhookKey(String secret) {
        if (!secret.startsWith(WEBHOOK_PREFIX)) {
            throw new IllegalArgumentException("a webhook secret starts with " + WEBHOOK_PREFIX);
        }
        return Base64.getDecoder().decode(secret.substring(WEBHOOK_PREFIX.length()));
    }

    @Override
    public String toString() {
        return "MerchantKeys[appId=" + appId + ", secrets=masked]";
    }
}
