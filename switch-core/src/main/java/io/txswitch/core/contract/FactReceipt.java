package io.txswitch.core.contract;

/** What became of a reported fact; only {@link #TAKEN} may be acknowledged to the host. */
public enum FactReceipt {
    /** It is durable, or was already known. */
    TAKEN,
    /** No such transaction. */
    UNKNOWN_PAYMENT,
    /** It names another host, merchant, app or amount than the journal. */
    MISMATCH,
    /** It could not be made durable now: the host should say it again. */
    TRY_AGAIN
}
