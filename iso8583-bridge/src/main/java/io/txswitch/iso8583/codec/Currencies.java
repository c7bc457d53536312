package io.txswitch.iso8583.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The currencies a card can be charged in: DE49 has the three digits of ISO 4217, the model its three letters. */
public final class Currencies {
    private static final Map<String, String> LETTERS = Map.of(
            "156", "CNY", "344", "HKD", "392", "JPY", "446", "MOP", "702", "SGD", "826", "GBP", "840", "USD", "978",
            "EUR");

    private Currencies() {}

    /** Null for a code that is not in the table. */
    public static @Nullable String letters(String digits) {
        return LETTERS.get(digits);
    }

    /** Null for a currency that is not in the table. */
    public static @Nullable String digits(String letters) {
        for (Map.Entry<String, String> each : LETTERS.entrySet()) {
            if (each.getValue().equals(letters)) {
                return each.getKey();
            }
        }
        return null;
    }
}
