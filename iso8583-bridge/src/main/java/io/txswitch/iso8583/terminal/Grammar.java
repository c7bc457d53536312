package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.Dialect;

/** Where a terminal says what it wants: dialects agree on the numbers of the elements, not on what is in them. */
enum Grammar {
    /** ISO 8583:1987: MTI, processing code, condition code; DE70 for the network. */
    ISO87,
    /** UnionPay POS: the same, and the message type code, batch and network code in DE60. */
    UNIONPAY;

    private static final String UNIONPAY_DIALECTS = "unionpay";
    private static final String OTHER_VERSIONS = "iso93";

    /** By the dialect's name: those that begin with {@code unionpay} have DE60, all others are plain. */
    static Grammar of(Dialect dialect) {
        return dialect.name().startsWith(UNIONPAY_DIALECTS) ? UNIONPAY : ISO87;
    }

    /** False for the 1993 version, whose processing is told by other elements: banks speak it, terminals do not. */
    static boolean has(Dialect dialect) {
        return !dialect.name().startsWith(OTHER_VERSIONS);
    }
}
