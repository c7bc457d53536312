package io.txswitch.iso8583.bank;

import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxHeader;
import org.jspecify.annotations.Nullable;

/**
 * How a kind of transaction looks to a bank; one table. Source: ISO 8583-1:1987, clause 4 (MTI, DE3, DE25).
 *
 * @param mti of its first message; a repeat ends in 1
 * @param processing DE3
 * @param condition DE25: 00 normal, 06 pre-authorised
 * @param hasAmount whether DE4 is there
 */
record Shape(String mti, String processing, String condition, boolean hasAmount) {
    private static final String NORMAL = "00";
    private static final String PRE_AUTHORISED = "06";
    private static final String PURCHASE = "000000";
    private static final String GIVEN_BACK = "200000";

    /**
     * The shape of a transaction.
     *
     * @param original the transaction it names, where it names one
     * @throws IllegalArgumentException for a kind that no bank carries out
     */
    static Shape of(TxHeader header, @Nullable TxHeader original) {
        return switch (header.kind()) {
            case SALE -> new Shape("0200", PURCHASE, NORMAL, true);
            case PRE_AUTH -> new Shape("0100", "030000", PRE_AUTHORISED, true);
            case COMPLETION -> new Shape("0200", PURCHASE, PRE_AUTHORISED, true);
            case VOID -> new Shape("0200", GIVEN_BACK, conditionOf(original), true);
            case BALANCE -> new Shape("0200", "310000", NORMAL, false);
            case REFUND -> new Shape("0220", GIVEN_BACK, NORMAL, true);
            case ADVICE -> new Shape("0220", PURCHASE, original == null ? NORMAL : PRE_AUTHORISED, true);
            case ADJUSTMENT -> new Shape("0220", PURCHASE, NORMAL, true);
            case SCRIPT_RESULT -> new Shape("0620", PURCHASE, NORMAL, false);
            case WALLET_PAYMENT, CODE_PAYMENT, AGREEMENT, DEDUCTION, TRANSFER, SHARE, COMPENSATION, TOMBSTONE ->
                throw new IllegalArgumentException("a bank carries out no " + header.kind());
        };
    }

    private static String conditionOf(@Nullable TxHeader original) {
        boolean preAuthorised = original != null
                && (original.kind() == Kind.PRE_AUTH
                        || original.kind() == Kind.COMPLETION
                        || original.kind() == Kind.ADVICE && original.original() != null);
        return preAuthorised ? PRE_AUTHORISED : NORMAL;
    }

    /** The MTI that a transaction went under, for DE90. */
    static String mtiOf(TxHeader header) {
        return of(header, null).mti;
    }

    /** The MTI of the message that says it again. */
    String repeatMti() {
        return mti.substring(0, 3) + "1";
    }
}
