package io.txswitch.sandbox.pos;

/** The sandbox's cards; none of them was ever issued. */
public final class CardDeck {
    /** Serial numbers that {@link #unionPay} takes. */
    public static final int UNIONPAY_CARDS = 1_000_000;

    private static final String UNIONPAY_BIN = "622202";
    private static final String EXPIRY = "3012";
    private static final String CHIP = "201";
    private static final String STRIPE_ONLY = "101";
    private static final String SEQUENCE = "001";

    private CardDeck() {}

    /** UnionPay card number n of a test range, 19 digits, with a chip; 0 ≤ n &lt; {@link #UNIONPAY_CARDS}. */
    public static SandboxCard unionPay(int n) {
        if (n < 0 || n >= UNIONPAY_CARDS) {
            throw new IllegalArgumentException("n=" + n);
        }
        String serial = Integer.toString(n);
        String body = UNIONPAY_BIN + "0".repeat(12 - serial.length()) + serial;
        return new SandboxCard(body + checkDigit(body), EXPIRY, CHIP, SEQUENCE);
    }

    /** The UnionPay scheme's sample number, 19 digits, with a chip. */
    public static SandboxCard unionPaySample() {
        return new SandboxCard("6212142000000000012", EXPIRY, CHIP, SEQUENCE);
    }

    /** The well-known Visa test number, 16 digits, magstripe only. */
    public static SandboxCard visa() {
        return new SandboxCard("4111111111111111", EXPIRY, STRIPE_ONLY, SEQUENCE);
    }

    /** The Luhn check digit of a number without one. Source: ISO/IEC 7812-1, annex B. */
    static int checkDigit(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (10 - sum % 10) % 10;
    }
}
