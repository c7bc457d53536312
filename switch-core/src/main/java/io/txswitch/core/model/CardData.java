package io.txswitch.core.model;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal read from a card: held in memory while the transaction is in flight, never journaled, never logged.
 *
 * @param pan the card number (DE2, or taken from track 2)
 * @param expiry YYMM, DE14, or from track 2
 * @param entryMode DE22, three digits
 * @param sequence DE23, three digits
 * @param track2 DE35, with {@code =}
 * @param emv DE55 as read
 * @param pinBlock DE52 with what is needed to read it
 * @param track3 DE36, with {@code =}
 */
public record CardData(
        Pan pan,
        @Nullable String expiry,
        @Nullable String entryMode,
        @Nullable String sequence,
        @Nullable Secret track2,
        byte @Nullable [] emv,
        @Nullable PinBlock pinBlock,
        @Nullable Secret track3) {

    public CardData(
            Pan pan,
            @Nullable String expiry,
            @Nullable String entryMode,
            @Nullable String sequence,
            @Nullable Secret track2,
            byte @Nullable [] emv,
            @Nullable PinBlock pinBlock) {
        this(pan, expiry, entryMode, sequence, track2, emv, pinBlock, null);
    }

    /** The part a reversal needs, which may be sealed into the journal: no track and no PIN block. */
    public CardData forReversal() {
        return new CardData(pan, expiry, entryMode, sequence, null, emv, null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CardData that
                && pan.equals(that.pan)
                && Objects.equals(expiry, that.expiry)
                && Objects.equals(entryMode, that.entryMode)
                && Objects.equals(sequence, that.sequence)
                && Objects.equals(track2, that.track2)
                && Arrays.equals(emv, that.emv)
                && Objects.equals(pinBlock, that.pinBlock)
                && Objects.equals(track3, that.track3);
    }

    @Override
    public int hashCode() {
        return pan.hashCode();
    }

    @Override
    public String toString() {
        return "CardData[" + pan + "]";
    }
}
