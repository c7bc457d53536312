package io.txswitch.core.model;

/**
 * The code a payer shows on the phone: whoever has it can take money, so it is in memory only, never journaled and
 * never logged, and crosses nodes sealed.
 *
 * @param digits 16 to 24 digits
 */
public record PayerCode(String digits) {
    private static final String PATTERN = "[0-9]{16,24}";

    public PayerCode {
        if (!digits.matches(PATTERN)) {
            throw new IllegalArgumentException("a payer's code has 16 to 24 digits");
        }
    }

    @Override
    public String toString() {
        return "PayerCode[****]";
    }
}
