package io.txswitch.iso8583.crypto;

import io.txswitch.core.model.Pan;

/**
 * Which card, and which of its transactions, a cryptogram is from.
 *
 * @param sequence PAN sequence number, 0 to 99; 0 where the card has none
 * @param counter application transaction counter (9F36), 0 to 65535
 * @param option how the card's key is derived from the issuer's
 */
public record EmvCard(Pan pan, int sequence, int counter, Option option) {
    /** EMV 4.3 Book 2, A1.4. */
    public enum Option {
        /** The rightmost 16 digits of PAN and sequence number. */
        A,
        /** As A up to 16 digits of PAN; longer ones are hashed with SHA-1 and decimalised. */
        B
    }

    private static final int MAX_SEQUENCE = 99;
    private static final int MAX_COUNTER = 0xFFFF;

    public EmvCard {
        if (sequence < 0 || sequence > MAX_SEQUENCE) {
            throw new IllegalArgumentException("a PAN sequence number is 0 to " + MAX_SEQUENCE);
        }
        if (counter < 0 || counter > MAX_COUNTER) {
            throw new IllegalArgumentException("a transaction counter is 0 to " + MAX_COUNTER);
        }
    }
}
