package io.txswitch.sandbox.bank;

/**
 * How the bank treats one request: what it decides and how its answer travels.
 *
 * <p>Scripts with an ending are met by amounts that end in these two digits; the others only when a test asks for them.
 * They hold for everything that moves money (sale, hold, completion, void, refund, advice, tip), and for a balance
 * inquiry when a test asks; a request that is not possible, or was seen before, is told so at once whatever its script.
 */
public enum BankScript {
    /** Books it and answers 00. */
    APPROVE(-1, "00", Delivery.AT_ONCE),
    /** A sale: books half of the amount (rounded up), answers 10 with that amount in DE4. Anything else: approves. */
    PARTIAL(10, "10", Delivery.AT_ONCE),
    /** Answers 51 (not sufficient funds); nothing is booked. */
    DECLINE(51, "51", Delivery.AT_ONCE),
    /** Books it and never answers; reversals, and repeats of an advice, are answered. */
    SILENT(68, "00", Delivery.NEVER),
    /** Books it, never answers, and ignores the first {@value #DEAF_REVERSALS} reversals of it as well. */
    DEAF(67, "00", Delivery.NEVER),
    /** Books it and answers 00 after the late delay. */
    LATE(69, "00", Delivery.LATE),
    /** Books it and answers 00; a chip gets an issuer script (72) with its answer. */
    ISSUER_SCRIPT(72, "00", Delivery.AT_ONCE),
    /** Answers 91 (issuer or switch inoperative) at once; nothing is booked. */
    UNAVAILABLE(-1, "91", Delivery.AT_ONCE),
    /** Answers 96 (system malfunction) at once; nothing is booked. */
    MALFUNCTION(-1, "96", Delivery.AT_ONCE),
    /** Books it and answers 96: the code does not say what happened. */
    BOOKED_96(-1, "00", Delivery.AT_ONCE),
    /** Books it and answers 94 (seen before), which it was not. */
    BOOKED_94(-1, "00", Delivery.AT_ONCE),
    /** Books it, never answers, and answers its first reversal 25 (unknown) although it is booked; the next one 00. */
    REVERSAL_25_ONCE(-1, "00", Delivery.NEVER),
    /** Books the right amount, and answers 00 with an amount that is one minor unit higher. */
    WRONG_AMOUNT(-1, "00", Delivery.AT_ONCE),
    /** Books it and answers 00 in another currency (DE49 840). */
    WRONG_CURRENCY(-1, "00", Delivery.AT_ONCE),
    /** Books it and answers 00 under another trace number (DE11). */
    WRONG_STAN(-1, "00", Delivery.AT_ONCE),
    /** Books it and answers 00 under another reference number (DE37). */
    WRONG_RRN(-1, "00", Delivery.AT_ONCE),
    /** Books it and sends the same answer twice. */
    TWICE(-1, "00", Delivery.TWICE),
    /** Books it and sends its answer behind the next one on the line, or after the late delay. */
    SWAPPED(-1, "00", Delivery.SWAPPED),
    /** Books it, sends half of the answer, and closes the line. */
    HALF(-1, "00", Delivery.HALF),
    /** Books it and sends the answer behind a length that no frame has. */
    GARBLED(-1, "00", Delivery.GARBLED),
    /** Books it and resets the connection (RST) instead of answering. */
    RESET(-1, "00", Delivery.RESET);

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

    /** What the bank decides: 00, 10, or the code of its refusal (ISO 8583 DE39). */
    public String responseCode() {
        return responseCode;
    }

    /** The same for one kind of request: only a sale is approved in part. */
    String responseCode(BankOp op) {
        return this == PARTIAL && op != BankOp.SALE ? "00" : responseCode;
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
        HALF,
        GARBLED,
        RESET
    }
}
