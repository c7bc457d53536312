package io.txswitch.sandbox.pos;

/**
 * A test card; its text shows six and four digits of the number.
 *
 * @param pan card number, 13 to 19 digits with a valid check digit
 * @param expiry year and month, YYMM
 * @param serviceCode three digits as on the track; a first digit of 2 says that the card has a chip
 * @param sequence card sequence number, DE23, three digits
 */
public record SandboxCard(String pan, String expiry, String serviceCode, String sequence) {
    private static final String DISCRETIONARY = "00000";

    /** Rejects a number that is mistyped. */
    public SandboxCard {
        if (!pan.matches("\\d{13,19}") || CardDeck.checkDigit(pan.substring(0, pan.length() - 1)) != lastDigit(pan)) {
            throw new IllegalArgumentException("pan: 13 to 19 digits with a valid check digit");
        }
        if (!expiry.matches("\\d\\d(0[1-9]|1[0-2])")) {
            throw new IllegalArgumentException("expiry: YYMM");
        }
        if (!serviceCode.matches("\\d{3}") || !sequence.matches("\\d{3}")) {
            throw new IllegalArgumentException("service code and sequence: three digits");
        }
    }

    /** Track 2 as DE35 has it: number, separator {@code =}, expiry, service code, discretionary data. */
    public String track2() {
        return pan + "=" + expiry + serviceCode + DISCRETIONARY;
    }

    @Override
    public String toString() {
        return "SandboxCard[" + masked() + "]";
    }

    /** The first six and the last four digits of the number. */
    public String masked() {
        return pan.substring(0, 6) + "******" + pan.substring(pan.length() - 4);
    }

    private static int lastDigit(String digits) {
        return digits.charAt(digits.length() - 1) - '0';
    }
}
