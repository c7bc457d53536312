package io.txswitch.api;

import io.txswitch.core.config.Product;
import io.txswitch.core.config.Section;
import io.txswitch.core.model.Money;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the API accepts; the section {@code api} of a node's file, and the catalogue of products.
 *
 * @param products what may be asked for by {@code product}, by id
 * @param maxAmountMinor the largest amount of one payment, minor units
 * @param maxInFlight requests carried out at once on this node; one more is answered 429
 * @param answerWithinMs how long a payment may take before its end is "unknown" to the client
 * @param readWithinMs how long a read may take
 * @param bodyWithinMs how long a client may take to send its body
 * @param notifyOrigins origins a {@code notify_url} may have beside that of the merchant's own webhook, such as
 *     {@code https://hooks.example.com}
 * @param dayOffset where a day of the totals begins, when a request does not say
 */
public record ApiConfig(
        Map<String, Product> products,
        long maxAmountMinor,
        int maxInFlight,
        int answerWithinMs,
        int readWithinMs,
        int bodyWithinMs,
        List<String> notifyOrigins,
        ZoneOffset dayOffset,
        Limits limits,
        CheckoutConfig checkout) {
    /** A hundred million yuan: what Alipay takes at most in one payment. */
    private static final long DEFAULT_MAX_AMOUNT_MINOR = 100_000_000_00L;

    private static final int DEFAULT_REQUESTS_PER_S = 200;

    /**
     * Who may ask, and how often; the section {@code api.limits}.
     *
     * @param requestsPerS of one merchant, on all nodes together, unless his own row says otherwise
     * @param blockedAddresses networks nothing is taken from
     * @param trustedProxies networks of our own proxies, which are believed when they say whom a request is from
     */
    public record Limits(int requestsPerS, List<String> blockedAddresses, List<String> trustedProxies) {
        public Limits {
            blockedAddresses = List.copyOf(blockedAddresses);
            trustedProxies = List.copyOf(trustedProxies);
        }
    }

    public ApiConfig {
        products = Map.copyOf(products);
        notifyOrigins = List.copyOf(notifyOrigins);
    }

    /** The section {@code api} and the list {@code products}; every key has a default. */
    public static ApiConfig read(Section root) {
        Section section = root.section("api");
        Section limits = section.section("limits");
        ApiConfig config = new ApiConfig(
                products(section, Product.readAll(root)),
                section.number("max-amount-minor", DEFAULT_MAX_AMOUNT_MINOR, 1, Money.MAX_AMOUNT_MINOR),
                section.integer("max-in-flight", 2_000, 1, 100_000),
                section.integer("answer-within-ms", 8_000, 100, 60_000),
                section.integer("read-within-ms", 2_000, 50, 30_000),
                section.integer("body-within-ms", 10_000, 100, 60_000),
                section.texts("notify-origins", List.of()),
                offset(section),
                new Limits(
                        limits.integer("requests-per-s", DEFAULT_REQUESTS_PER_S, 1, 1_000_000),
                        limits.texts("blocked-addresses", List.of()),
                        limits.texts("trusted-proxies", List.of())),
                CheckoutConfig.read(section));
        for (String origin : config.notifyOrigins) {
            if (!origin.equals(origin(origin))) {
                section.problems()
                        .add(section.path() + ".notify-origins", "'" + origin + "' is not like https://host:port");
            }
        }
        return config;
    }

    /** The whole catalogue, or those rows of it that the section names. */
    private static Map<String, Product> products(Section section, Map<String, Product> catalogue) {
        List<String> wanted = section.texts("products", List.of());
        if (wanted.isEmpty()) {
            return catalogue;
        }
        Map<String, Product> chosen = new LinkedHashMap<>();
        for (String id : wanted) {
            Product product = catalogue.get(id);
            if (product == null) {
                section.problems().add(section.path() + ".products", "'" + id + "' cannot be sold over HTTP");
            } else {
                chosen.put(id, product);
            }
        }
        return chosen;
    }

    private static ZoneOffset offset(Section section) {
        String text = section.text("day-offset", "+08:00");
        if (TextRule.OFFSET.accepts(text)) {
            return ZoneOffset.of(text);
        }
        section.problems().add(section.path() + ".day-offset", "is not like +08:00");
        return ZoneOffset.UTC;
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
