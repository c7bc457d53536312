package io.txswitch.core.model;

import java.util.Locale;

/** How payer and wallet meet. */
public enum PayMode {
    /** The payer scans a code that we show (precreate, native, MPM). */
    MERCHANT_CODE,
    /** The merchant scans a code that the payer shows (bar code, micropay, CPM). */
    PAYER_CODE,
    /** A page inside the wallet, which knows its user. */
    JSAPI,
    /** The same inside a mini-program. */
    MINI_PROGRAM,
    /** A page in a phone's browser, which opens the wallet. */
    H5,
    /** A page in a browser on a desk. */
    PAGE,
    /** The merchant's own app, which opens the wallet's. */
    APP,
    /** The payer signs once, and is charged later without doing anything. */
    AGREEMENT,
    /** Money is taken by an agreement. */
    DEDUCT,
    /** Money is sent to a payer. */
    TRANSFER,
    /** Parts of a payment are handed on. */
    SHARE;

    /** As settings and requests spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when it makes an order that a payer pays; the others are resources of their own. */
    public boolean pays() {
        return switch (this) {
            case MERCHANT_CODE, PAYER_CODE, JSAPI, MINI_PROGRAM, H5, PAGE, APP, DEDUCT -> true;
            case AGREEMENT, TRANSFER, SHARE -> false;
        };
    }

    /** True when the payer comes back to a page of the merchant's. */
    public boolean returns() {
        return this == H5 || this == PAGE;
    }
}
