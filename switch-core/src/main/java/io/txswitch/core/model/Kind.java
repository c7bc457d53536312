package io.txswitch.core.model;

/** What a transaction is for; each kind has one table in {@code Transitions}. */
public enum Kind {
    /** A card sale. */
    SALE,
    /** A QR payment through a wallet. */
    WALLET_PAYMENT,
    /** Money given back for an approved payment, whole or in part. */
    REFUND,
    /** Money that arrived after the payer was told no, given back. */
    COMPENSATION,
    /** A reversal that arrived before its original: it keeps the original from ever being carried out. */
    TOMBSTONE;

    /** True for the kinds that take money from a payer. */
    public boolean isCharge() {
        return this == SALE || this == WALLET_PAYMENT;
    }
}
