package io.txswitch.cluster.cli.certify;

/** Elements that only terminals use, by number (ISO 8583-1:1987, clause 4.4; UnionPay POS profile). */
final class Field {
    static final int TOTALS = 48;
    static final int SECURITY_CONTROL = 53;
    static final int BALANCE = 54;
    static final int BATCH = 60;
    static final int ORIGINAL = 61;
    static final int KEYS_OR_CODE = 62;
    static final int MAC_64 = 64;
    static final int SETTLEMENT_CODE = 66;
    static final int CREDITS_NUMBER = 74;
    static final int DEBITS_NUMBER = 76;
    static final int CREDITS_AMOUNT = 86;
    static final int DEBITS_AMOUNT = 88;
    static final int MAC_128 = 128;

    private Field() {}
}
