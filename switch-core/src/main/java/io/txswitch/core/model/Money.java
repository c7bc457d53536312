package io.txswitch.core.model;

/**
 * An amount in minor units of a currency.
 *
 * @param amountMinor zero or more, at most 12 digits (the width of DE4)
 * @param currency ISO 4217 letters, upper case
 */
public record Money(long amountMinor, String currency) {
    /** Twelve digits: what DE4 can carry (ISO 8583-1:1987, n12). */
    public static final long MAX_AMOUNT_MINOR = 999_999_999_999L;

    public Money {
        check(amountMinor, currency);
    }

    /** Throws an IllegalArgumentException for what is no money. */
    static void check(long amountMinor, String currency) {
        if (amountMinor < 0 || amountMinor > MAX_AMOUNT_MINOR) {
            throw new IllegalArgumentException("amount out of range");
        }
        if (currency.length() != 3 || !currency.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw new IllegalArgumentException("currency is not three capital letters");
        }
    }

    public static Money cny(long amountMinor) {
        return new Money(amountMinor, "CNY");
    }
}
