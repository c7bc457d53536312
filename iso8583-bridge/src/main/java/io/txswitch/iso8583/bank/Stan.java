package io.txswitch.iso8583.bank;

import io.txswitch.core.model.TxId;
import java.util.Locale;

/** The trace number towards a bank (DE11): follows from the transaction id, so that no crash can lose it. */
final class Stan {
    private static final long NUMBERS = 999_999;

    private Stan() {}

    /** Six digits, 000001 to 999999. */
    static String of(TxId id) {
        return text(id.value() % NUMBERS + 1);
    }

    static String text(long number) {
        return String.format(Locale.ROOT, "%06d", number);
    }
}
