package io.txswitch.core.model;

/** What a transaction is for; each kind has one table in {@code Transitions}. */
public enum Kind {
    /** A card sale. */
    SALE,
    /** Money set aside on a card, taken later by a completion. */
    PRE_AUTH,
    /** Takes what a pre-authorisation set aside; uses it up. */
    COMPLETION,
    /** Takes a sale, a pre-authorisation or a completion back, whole. */
    VOID,
    /** A question for the balance of a card; moves nothing. */
    BALANCE,
    /** What a terminal approved on its own: an offline sale, or, with an original, a completion by advice. */
    ADVICE,
    /** A tip: what was added to a sale afterwards; its money is the tip alone. */
    ADJUSTMENT,
    /** What became of an issuer's script on the chip; moves nothing. */
    SCRIPT_RESULT,
    /** A QR payment through a wallet. */
    WALLET_PAYMENT,
    /** A wallet payment by the code on the payer's phone: answered in time or taken back. */
    CODE_PAYMENT,
    /**
     * A payer's standing consent (代扣): a charge without money, answered by the wallet once he has signed, and
     * cancelled by reversing it.
     */
    AGREEMENT,
    /** A payment by an agreement: the payer does nothing. */
    DEDUCTION,
    /** Money given back for an approved payment, whole or in part. */
    REFUND,
    /** Money sent to a payer's wallet. */
    TRANSFER,
    /** Parts of an approved payment handed on to others (profit sharing); moves nothing of the payer's. */
    SHARE,
    /** Money that arrived after the payer was told no, given back. */
    COMPENSATION,
    /** A reversal that arrived before its original: it keeps the original from ever being carried out. */
    TOMBSTONE;

    /** True for the kinds that take money from a payer, or set it aside. */
    public boolean isCharge() {
        return switch (this) {
            case SALE, PRE_AUTH, COMPLETION, ADVICE, WALLET_PAYMENT, CODE_PAYMENT, DEDUCTION -> true;
            case VOID,
                    BALANCE,
                    ADJUSTMENT,
                    SCRIPT_RESULT,
                    AGREEMENT,
                    REFUND,
                    TRANSFER,
                    SHARE,
                    COMPENSATION,
                    TOMBSTONE -> false;
        };
    }

    /** True when somebody waits at a counter: what is not approved by the deadline is taken back. */
    public boolean isAnsweredInTime() {
        return switch (this) {
            case SALE, PRE_AUTH, COMPLETION, VOID, CODE_PAYMENT -> true;
            case BALANCE,
                    ADVICE,
                    ADJUSTMENT,
                    SCRIPT_RESULT,
                    WALLET_PAYMENT,
                    AGREEMENT,
                    DEDUCTION,
                    REFUND,
                    TRANSFER,
                    SHARE,
                    COMPENSATION,
                    TOMBSTONE -> false;
        };
    }

    /** True for what has happened already: it is forwarded until the host has taken it. */
    public boolean isAdvice() {
        return switch (this) {
            case ADVICE, ADJUSTMENT, SCRIPT_RESULT, COMPENSATION -> true;
            case SALE,
                    PRE_AUTH,
                    COMPLETION,
                    VOID,
                    BALANCE,
                    WALLET_PAYMENT,
                    CODE_PAYMENT,
                    AGREEMENT,
                    DEDUCTION,
                    REFUND,
                    TRANSFER,
                    SHARE,
                    TOMBSTONE -> false;
        };
    }

    /** True for what a payer pays by a wallet: one order number names one of them. */
    public boolean isWalletPayment() {
        return this == WALLET_PAYMENT || this == CODE_PAYMENT || this == DEDUCTION;
    }

    /** True for what a payer does by a wallet without anybody waiting at a counter: asked about until it has an end. */
    public boolean isAskedAbout() {
        return this == WALLET_PAYMENT || this == AGREEMENT || this == DEDUCTION;
    }
}
