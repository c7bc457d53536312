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
    APP;

    /** As settings and requests spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when the payer comes back to a page of the merchant's. */
    public boolean returns() {
        return this == H5 || this == PAGE;
    }
}
