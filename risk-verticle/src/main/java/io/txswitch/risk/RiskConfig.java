package io.txswitch.risk;

import io.txswitch.core.config.Section;
import io.txswitch.core.model.Money;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code risk}.
 *
 * @param maxAmountMinor what one transaction may be worth where no limit is more specific, minor units
 * @param limits other maxima, see {@link Limit}
 * @param blockedCardHashes keyed hashes of card numbers, lower-case hex
 * @param blockedBins leading digits of card numbers, one to six
 * @param blockedMerchants merchant ids
 */
public record RiskConfig(
        long maxAmountMinor,
        List<Limit> limits,
        Set<String> blockedCardHashes,
        List<String> blockedBins,
        Set<String> blockedMerchants,
        CardVelocity velocity) {
    private static final long DEFAULT_MAX_AMOUNT_MINOR = 5_000_000;
    private static final int DEFAULT_MAX_COUNT = 30;
    private static final int MAX_COUNT = 10_000;
    private static final long DEFAULT_WINDOW_MS = 60_000;
    private static final long MAX_WINDOW_MS = 86_400_000;

    /**
     * A maximum for one product, one merchant, or one merchant's use of one product.
     *
     * @param product null for all
     * @param merchantId null for all
     */
    public record Limit(@Nullable String product, @Nullable String merchantId, long maxAmountMinor) {}

    /**
     * How often one card may be used.
     *
     * @param maxCount transactions within a window; one more is refused
     * @param windowMs the length of the sliding window
     * @param onStoreLost what happens while nobody can count
     */
    public record CardVelocity(int maxCount, long windowMs, OnStoreLost onStoreLost) {}

    /** What to do with a transaction that cannot be counted. */
    public enum OnStoreLost {
        PASS,
        REFUSE
    }

    /** Reads the section from the whole configuration; every problem goes to the section's problems. */
    public static RiskConfig read(Section root) {
        Section risk = root.section("risk");
        Section velocity = risk.section("velocity");
        return new RiskConfig(
                risk.number("max-amount-minor", DEFAULT_MAX_AMOUNT_MINOR, 1, Money.MAX_AMOUNT_MINOR),
                limits(risk),
                matching(risk, "blocked-card-hashes", "[0-9a-f]{64}", "64 lower-case hex digits"),
                List.copyOf(matching(risk, "blocked-bins", "[0-9]{1,6}", "one to six digits")),
                Set.copyOf(risk.texts("blocked-merchants", List.of())),
                new CardVelocity(
                        velocity.integer("max-count", DEFAULT_MAX_COUNT, 1, MAX_COUNT),
                        velocity.number("window-ms", DEFAULT_WINDOW_MS, 1, MAX_WINDOW_MS),
                        velocity.choice("on-store-lost", OnStoreLost.class, OnStoreLost.PASS)));
    }

    private static List<Limit> limits(Section risk) {
        List<Limit> limits = new ArrayList<>();
        for (Section each : risk.sections("limits")) {
            Limit limit = new Limit(
                    each.optionalText("product"),
                    each.optionalText("merchant"),
                    each.number("max-amount-minor", 0, 0, Money.MAX_AMOUNT_MINOR));
            if (limit.product == null && limit.merchantId == null) {
                each.problems().add(each.path(), "names neither a product nor a merchant");
            }
            if (!each.has("max-amount-minor")) {
                each.problems().add(each.path() + ".max-amount-minor", "is missing");
            }
            limits.add(limit);
        }
        return List.copyOf(limits);
    }

    private static Set<String> matching(Section risk, String key, String pattern, String expected) {
        Set<String> found = new HashSet<>();
        for (String each : risk.texts(key, List.of())) {
            if (each.matches(pattern)) {
                found.add(each);
            } else {
                risk.problems().add(risk.path() + "." + key, "expected " + expected);
            }
        }
        return Set.copyOf(found);
    }
}
