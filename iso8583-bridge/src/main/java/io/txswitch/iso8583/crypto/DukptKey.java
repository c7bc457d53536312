package io.txswitch.iso8583.crypto;

import java.util.Locale;

/**
 * A key that is derived for one transaction (ANSI X9.24-1:2009 for TDES, X9.24-3:2017 for AES).
 *
 * @param bdk base derivation key; its algorithm says which of the two, and the working keys have its length
 * @param ksn key serial number in hex: 20 digits for TDES, 24 for AES
 */
public record DukptKey(WrappedKey bdk, String ksn) implements ModuleKey {
    public DukptKey {
        ksn = ksn.toUpperCase(Locale.ROOT);
        if (bdk.type() != KeyType.BDK) {
            throw new IllegalArgumentException("not a base derivation key");
        }
        if (!ksn.matches("[0-9A-F]{20}|[0-9A-F]{24}")) {
            throw new IllegalArgumentException("a key serial number has 20 or 24 hex digits");
        }
    }
}
