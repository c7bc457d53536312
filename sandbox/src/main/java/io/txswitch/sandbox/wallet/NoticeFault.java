package io.txswitch.sandbox.wallet;

/** What goes wrong with the notifications a wallet sends, until another value is set. */
public enum NoticeFault {
    NONE,
    /** Each notification is posted twice at the same moment, with the same id. */
    DUPLICATE,
    /** One byte of the body is changed after signing. */
    TAMPERED,
    /** Validly signed, but for an order number nobody created. */
    FOREIGN_ORDER,
    /** Validly signed, but the amount is one minor unit higher than the order's. */
    FOREIGN_AMOUNT,
    /** Validly signed, but for the application and merchant account of somebody else. */
    FOREIGN_MERCHANT,
    /** Never sent. */
    LOST,
    /** The payer pays at once, and the notification is posted before the API call that caused it is answered. */
    EARLY
}
