package io.txswitch.iso8583.crypto;

/** How a key travels under another. */
public enum KeyScheme {
    /** Each block by itself, no integrity: what UnionPay terminals and older zones do. */
    ECB,
    /** TR-31 (ANSI X9.143) key block, version B under TDES and D under AES. */
    TR31
}
