package io.txswitch.core.config;

import io.txswitch.core.model.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a merchant may use the API, beside the secret he signs with.
 *
 * @param nextSecret good beside {@link Merchant#apiSecret} while he changes from one to the other
 * @param publicKeys RSA keys his requests may be signed with: base64 of the DER form (X.509 SubjectPublicKeyInfo)
 * @param webOrigins origins his own pages have, such as {@code https://shop.example}: they may use payment tokens
 * @param addresses networks his requests may come from, such as {@code 203.0.113.0/24}; empty for any
 * @param requestsPerS how many requests he may send a second on all nodes together; 0 for the API's own limit
 * @param blocked true refuses every request of his
 * @param nextWebhookSecret signs his events beside {@link Merchant#webhookSecret} while he changes from one to the
 *     other
 */
public record MerchantAccess(
        @Nullable Secret nextSecret,
        List<String> publicKeys,
        List<String> webOrigins,
        List<String> addresses,
        int requestsPerS,
        boolean blocked,
        @Nullable Secret nextWebhookSecret) {
    public static final MerchantAccess PLAIN = new MerchantAccess(null, List.of(), List.of(), List.of(), 0, false);

    private static final int MAX_REQUESTS_PER_S = 1_000_000;

    /** Access of one who is not changing the secret of his webhooks. */
    public MerchantAccess(
            @Nullable Secret nextSecret,
            List<String> publicKeys,
            List<String> webOrigins,
            List<String> addresses,
            int requestsPerS,
            boolean blocked) {
        this(nextSecret, publicKeys, webOrigins, addresses, requestsPerS, blocked, null);
    }

    public MerchantAccess {
        publicKeys = List.copyOf(publicKeys);
        webOrigins = List.copyOf(webOrigins);
        addresses = List.copyOf(addresses);
    }

    /** Reads the keys of one row of {@code merchants}; the API checks what they say when it starts. */
    static MerchantAccess read(Section merchant) {
        return new MerchantAccess(
                merchant.optionalSecret("next-api-secret"),
                merchant.texts("api-public-keys", List.of()),
                merchant.texts("web-origins", List.of()),
                merchant.texts("allowed-addresses", List.of()),
                merchant.integer("requests-per-s", 0, 0, MAX_REQUESTS_PER_S),
                merchant.flag("blocked", false),
                merchant.optionalSecret("next-webhook-secret"));
    }
}
