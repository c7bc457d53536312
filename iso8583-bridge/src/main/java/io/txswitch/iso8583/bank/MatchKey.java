package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import org.jspecify.annotations.Nullable;

/**
 * What request and answer have in common.
 *
 * @param family the first two digits of the MTI: a sale and its reversal share their numbers
 * @param stan DE11, not unique by itself
 * @param rrn DE37, unique
 */
record MatchKey(
        String family, @Nullable String stan, @Nullable String rrn) {
    static MatchKey of(IsoMessage message) {
        return new MatchKey(message.mti().substring(0, 2), message.text(De.STAN), message.trimmed(De.RRN));
    }

    /** For logs: neither number is card data. */
    @Override
    public String toString() {
        return family + "/" + stan + "/" + rrn;
    }
}
