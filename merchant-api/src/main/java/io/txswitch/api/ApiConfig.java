package io.txswitch.api;

import io.txswitch.core.config.Section;
import io.txswitch.core.model.Money;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the API accepts; the section {@code api} of a node's file.
 *
 * @param products what may be asked for by {@code product}
 * @param maxAmountMinor the largest amount of one payment, minor units
 * @param maxInFlight requests carried out at once on this node; one more is answered 429
 * @param answerWithinMs how long a payment may take before its end is "unknown" to the client
 * @param readWithinMs how long a read may take
 * @param bodyWithinMs how long a client may take to send its body
 * @param notifyOrigins origins a {@code notify_url} may have beside that of the merchant's own webhook, such as
 *     {@code https://hooks.example.com}
 */
public record ApiConfig(
        List<String> products,
        long maxAmountMinor,
        int maxInFlight,
        int answerWithinMs,
        int readWithinMs,
        int bodyWithinMs,
        List<String> notifyOrigins) {
    /** A hundred million yuan: what Alipay takes at most in one payment. */
    private static final long DEFAULT_MAX_AMOUNT_MINOR = 100_000_000_00L;

    private static final String PRODUCT = "[a-z][a-z0-9_]{0,31}";

    public ApiConfig {
        products = List.copyOf(products);
        notifyOrigins = List.copyOf(notifyOrigins);
    }

    /** The section {@code api}; every key has a default. */
    public static ApiConfig read(Section root) {
        Section section = root.section("api");
        ApiConfig config = new ApiConfig(
                section.texts("products", List.of("alipay_qr", "wechat_qr")),
                section.number("max-amount-minor", DEFAULT_MAX_AMOUNT_MINOR, 1, Money.MAX_AMOUNT_MINOR),
                section.integer("max-in-flight", 2_000, 1, 100_000),
                section.integer("answer-within-ms", 8_000, 100, 60_000),
                section.integer("read-within-ms", 2_000, 50, 30_000),
                section.integer("body-within-ms", 10_000, 100, 60_000),
                section.texts("notify-origins", List.of()));
        config.check(section);
        return config;
    }

    private void check(Section section) {
        for (String product : products) {
            if (!product.matches(PRODUCT) || product.equals("card")) {
                section.problems().add(section.path() + ".products", "'" + product + "' cannot be sold over HTTP");
            }
        }
        for (String origin : notifyOrigins) {
            if (!origin.equals(origin(origin))) {
                section.problems()
                        .add(section.path() + ".notify-origins", "'" + origin + "' is not like https://host:port");
            }
        }
    }

    /** Scheme, host and port of an absolute http(s) address in lower case, or null when it is none. */
    static @Nullable String origin(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("https") || scheme.equals("http");
            if (!web || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                return null;
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
