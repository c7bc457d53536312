package io.txswitch.iso8583.terminal;

import io.txswitch.core.model.TxId;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The names a message gives to the transaction it is about.
 *
 * @param id from DE37, where it can be one of our reference numbers
 * @param key the dedupe key, from DE61 or DE90
 */
record OriginalNames(@Nullable TxId id, @Nullable String key) {
    /** Clocks of nodes differ; a number from beyond was never given out. */
    private static final Duration AHEAD = Duration.ofHours(1);

    static OriginalNames of(IsoMessage message, String terminalId, @Nullable String batch, Instant now) {
        return new OriginalNames(ours(message, now), OriginalKey.named(message, terminalId, batch, now));
    }

    /**
     * What a reversal is about; empty when what it says names nothing.
     *
     * <p>A UnionPay terminal repeats the original's trace and batch in the reversal, and what DE37 and DE61 say is
     * about the original's original: they must not be looked at. Elsewhere a reversal that names nothing means its
     * own number.
     */
    static OriginalNames ofReversal(
            Grammar grammar, IsoMessage message, String terminalId, @Nullable String batch, Instant now) {
        String own = OriginalKey.of(message, terminalId, batch, now);
        if (grammar == Grammar.UNIONPAY) {
            return new OriginalNames(null, own);
        }
        String named = OriginalKey.named(message, terminalId, batch, now);
        if (named == null && (message.has(De.ORIGINAL_DATA) || message.has(De.PRIVATE_61))) {
            return new OriginalNames(null, null);
        }
        return new OriginalNames(ours(message, now), named == null ? own : named);
    }

    private static @Nullable TxId ours(IsoMessage message, Instant now) {
        String rrn = message.text(De.RRN);
        if (rrn == null) {
            return null;
        }
        try {
            TxId id = TxId.ofRrn(rrn);
            return id.compareTo(TxId.firstAt(now.plus(AHEAD))) < 0 ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    boolean isEmpty() {
        return id == null && key == null;
    }
}
