package io.txswitch.core.model;

/**
 * A primary account number; prints as first six and last four.
 *
 * @param digits 12 to 19 digits (ISO/IEC 7812-1)
 */
public record Pan(String digits) {
    private static final int MIN_LENGTH = 12;
    private static final int MAX_LENGTH = 19;

    public Pan {
        if (digits.length() < MIN_LENGTH
                || digits.length() > MAX_LENGTH
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("a card number has 12 to 19 digits");
        }
    }

    public String first6() {
        return digits.substring(0, 6);
    }

    public String last4() {
        return digits.substring(digits.length() - 4);
    }

    public String masked() {
        return first6() + "*".repeat(digits.length() - 10) + last4();
    }

    /** True when the check digit fits (ISO/IEC 7812-1 annex B). */
    public boolean hasValidCheckDigit() {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    @Override
    public String toString() {
        return masked();
    }
}
