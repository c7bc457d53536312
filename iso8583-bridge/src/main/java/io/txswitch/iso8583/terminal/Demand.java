package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message that has been read as far as its table goes: who asks for what.
 *
 * @param caller known and not blocked; for all but an echo without a terminal
 */
record Demand(Grammar grammar, IsoMessage message, Particulars particulars, Asked asked, Caller caller) {
    static Demand of(Grammar grammar, IsoMessage message, Caller caller) {
        Particulars particulars = Particulars.of(grammar, message);
        return new Demand(grammar, message, particulars, TransactionTable.find(grammar, message, particulars), caller);
    }

    String terminalId() {
        return caller.terminalId();
    }

    /** Whose transaction it is: who DE42 names, or whose the terminal is. */
    @Nullable
    String merchant() {
        String named = message.trimmed(De.MERCHANT);
        return named == null ? caller.profile().merchantId() : named;
    }
}
