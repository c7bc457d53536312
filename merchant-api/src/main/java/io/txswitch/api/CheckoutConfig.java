package io.txswitch.api;

import io.txswitch.core.config.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages where payers pay; the section {@code api.checkout}.
 *
 * @param tokenMs how long a token may lie before it is opened
 * @param sessionMs how long a page may take from then on
 * @param resultMs how long a payer may come back from a wallet and see how his payment stands
 * @param publicUrl the origin that payers reach these pages by, such as {@code https://pay.example}; without one
 *     there are no images of plates, and wallets send payers straight to the merchant's page
 * @param plates static codes at a shop's counter, by id
 */
public record CheckoutConfig(
        int tokenMs, int sessionMs, int resultMs, @Nullable String publicUrl, Map<String, Plate> plates) {
    /**
     * A static code at a counter (码牌): whoever scans it pays this merchant what he types.
     *
     * @param id 12 to 32 of {@code [A-Za-z0-9_-]}, best random: it stands in the printed address
     * @param subject what the payer sees
     * @param products what may be paid by, empty for all
     * @param amountMinor the only amount, minor units; null when the payer types it
     */
    public record Plate(
            String id,
            String merchantId,
            String subject,
            List<String> products,
            @Nullable Long amountMinor) {
        public Plate {
            products = List.copyOf(products);
        }
    }

    public CheckoutConfig {
        plates = Map.copyOf(plates);
    }

    static CheckoutConfig read(Section api) {
        Section section = api.section("checkout");
        Map<String, Plate> plates = new LinkedHashMap<>();
        for (Section each : section.sections("plates")) {
            long amountMinor = each.number("amount-minor", 0, 0, io.txswitch.core.model.Money.MAX_AMOUNT_MINOR);
            Plate plate = new Plate(
                    each.text("id"),
                    each.text("merchant"),
                    each.text("subject"),
                    each.texts("products", List.of()),
                    amountMinor == 0 ? null : amountMinor);
            if (!TextRule.PLATE.accepts(plate.id) || plates.put(plate.id, plate) != null) {
                each.problems().add(each.path() + ".id", TextRule.PLATE.complaint() + ", once");
            }
            if (!TextRule.SUBJECT.accepts(plate.subject)) {
                each.problems().add(each.path() + ".subject", TextRule.SUBJECT.complaint());
            }
        }
        String publicUrl = section.optionalText("public-url");
        if (publicUrl != null && !publicUrl.equals(ApiConfig.origin(publicUrl))) {
            section.problems().add(section.path() + ".public-url", "is not like https://host:port");
        }
        return new CheckoutConfig(
                section.integer("token-ms", 300_000, 1_000, 3_600_000),
                section.integer("session-ms", 900_000, 10_000, 7_200_000),
                section.integer("result-ms", 7_200_000, 60_000, 86_400_000),
                publicUrl,
                plates);
    }
}
