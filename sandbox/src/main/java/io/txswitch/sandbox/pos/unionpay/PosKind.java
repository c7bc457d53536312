package io.txswitch.sandbox.pos.unionpay;

/**
 * What a terminal can ask: type, processing code (F3), condition (F25) and message kind (F60.1). Source: UnionPay POS
 * profile, table of transactions.
 */
public enum PosKind {
    SALE("0200", "000000", "00", "22", Counts.DEBIT),
    VOID("0200", "200000", "00", "23", Counts.CREDIT),
    REFUND("0220", "200000", "00", "25", Counts.CREDIT),
    PRE_AUTH("0100", "030000", "06", "10", Counts.NOTHING),
    PRE_AUTH_VOID("0100", "200000", "06", "11", Counts.NOTHING),
    COMPLETION("0200", "000000", "06", "20", Counts.DEBIT),
    COMPLETION_VOID("0200", "200000", "06", "21", Counts.CREDIT),
    COMPLETION_ADVICE("0220", "000000", "06", "24", Counts.DEBIT),
    OFFLINE_SALE("0220", "000000", "00", "30", Counts.DEBIT),
    TIP("0220", "000000", "00", "34", Counts.DEBIT),
    BALANCE("0200", "310000", "00", "01", Counts.NOTHING);

    /** On which side of the settlement totals it stands. */
    enum Counts {
        DEBIT,
        CREDIT,
        NOTHING
    }

    private final String mti;
    private final String code;
    private final String condition;
    private final String type;
    private final Counts counts;

    PosKind(String mti, String code, String condition, String type, Counts counts) {
        this.mti = mti;
        this.code = code;
        this.condition = condition;
        this.type = type;
        this.counts = counts;
    }

    /** Message type, F0. */
    public String mti() {
        return mti;
    }

    /** Processing code, F3. */
    public String code() {
        return code;
    }

    /** Condition code, F25. */
    public String condition() {
        return condition;
    }

    String type() {
        return type;
    }

    Counts counts() {
        return counts;
    }

    /** Whether silence is answered by a reversal. Advices are repeated instead, and an inquiry moves nothing. */
    public boolean isReversible() {
        return mti.charAt(2) == '0' && this != BALANCE;
    }

    /** The kind that takes this one back. @throws IllegalArgumentException when none does */
    public PosKind voidedBy() {
        return switch (this) {
            case SALE -> VOID;
            case PRE_AUTH -> PRE_AUTH_VOID;
            case COMPLETION, COMPLETION_ADVICE -> COMPLETION_VOID;
            default -> throw new IllegalArgumentException(this + " cannot be voided");
        };
    }
}
