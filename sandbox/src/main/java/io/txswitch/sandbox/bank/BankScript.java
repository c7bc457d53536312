package io.txswitch.sandbox.bank;

/**
 * How the bank treats one sale: what it decides and how its answer travels.
 *
 * <p>Scripts with an ending are met by amounts that end in these two digits; the others only when a test asks for them.
 */
public enum BankScript {
    /** Books the debit and answers 00. */
    APPROVE(-1, "00", Delivery.AT_ONCE),
    /** Answers 51 (not sufficient funds); nothing is debited. */
    DECLINE(51, "51", Delivery.AT_ONCE),
    /** Books the debit and never answers; reversals are answered. */
    SILENT(68, "00", Delivery.NEVER),
    /** Books the debit, never answers, and ignores the first {@value #DEAF_REVERSALS} reversals of it as well. */
    DEAF(67, "00", Delivery.NEVER),
    /** Books the debit and answers 00 after the late delay. */
    LATE(69, "00", Delivery.LATE),
    /** Answers 91 (issuer or switch inoperative) at once; nothing is debited. */
    UNAVAILABLE(-1, "91", Delivery.AT_ONCE),
    /** Answers 96 (system malfunction) at once; nothing is debited. */
    MALFUNCTION(-1, "96", Delivery.AT_ONCE),
    /** Books the right amount, and answers 00 with an amount that is one minor unit higher. */
    WRONG_AMOUNT(-1, "00", Delivery.AT_ONCE),
    /** Books the debit and answers 00 under another trace number (DE11). */
    WRONG_STAN(-1, "00", Delivery.AT_ONCE),
    /** Books the debit and answers 00 under another reference number (DE37). */
    WRONG_RRN(-1, "00", Delivery.AT_ONCE),
    /** Books the debit and sends the same answer twice. */
    TWICE(-1, "00", Delivery.TWICE),
    /** Books the debit and sends its answer behind the next one on the line, or after the late delay. */
    SWAPPED(-1, "00", Delivery.SWAPPED),
    /** Books the debit, sends half of the answer, and closes the line. */
    HALF(-1, "00", Delivery.HALF);

    /** Reversals that a {@link #DEAF} bank ignores before it answers one. */
    public static final int DEAF_REVERSALS = 2;

    private static final int ENDINGS = 100;

    private final int ending;
    private final String responseCode;
    private final Delivery delivery;

    BankScript(int ending, String responseCode, Delivery delivery) {
        this.ending = ending;
        this.responseCode = responseCode;
        this.delivery = delivery;
    }

    /** The script of an amount in minor units. */
    public static BankScript ofAmount(long amountMinor) {
        long ending = amountMinor % ENDINGS;
        for (BankScript script : values()) {
            if (script.ending == ending) {
                return script;
            }
        }
        return APPROVE;
    }

    /** What the bank decides: 00, or the code of its refusal (ISO 8583 DE39). */
    public String responseCode() {
        return responseCode;
    }

    Delivery delivery() {
        return delivery;
    }

    /** How an answer travels. */
    enum Delivery {
        AT_ONCE,
        NEVER,
        LATE,
        TWICE,
        SWAPPED,
        HALF
    }
}
