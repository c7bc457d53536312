package io.txswitch.core.model;

import java.time.Instant;
import java.util.Locale;

/**
 * The identity of one transaction: a 64-bit time-sorted id.
 *
 * <p>Three spellings of the same number: 13 Crockford characters for people, APIs and wallets; 12 base-36 characters as
 * the retrieval reference number (ISO 8583-1:1987, DE37, an12); the number itself in the journal.
 *
 * @param value positive and below 36^12, so that the reference number always fits
 */
public record TxId(long value) implements Comparable<TxId> {
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TEXT_LENGTH = 13;
    private static final int RRN_LENGTH = 12;
    private static final int BITS_PER_CHARACTER = 5;
    /** 2020-01-01T00:00:00Z: ids count from there. */
    private static final long EPOCH_MS = 1_577_836_800_000L;

    private static final int TIME_SHIFT = 22;
    private static final long RRN_LIMIT = 4_738_381_338_321_616_896L;

    public TxId {
        if (value <= 0 || value >= RRN_LIMIT) {
            throw new IllegalArgumentException("transaction id out of range: " + value);
        }
    }

    /** The smallest id that can be made at or after a moment: ids begin with 42 bits of milliseconds. */
    public static TxId firstAt(Instant moment) {
        return new TxId(Math.max(1, (moment.toEpochMilli() - EPOCH_MS) << TIME_SHIFT));
    }

    /** The 13 Crockford characters, upper case. */
    public String text() {
        char[] out = new char[TEXT_LENGTH];
        long rest = value;
        for (int i = TEXT_LENGTH - 1; i >= 0; i--) {
            out[i] = CROCKFORD.charAt((int) (rest & 31));
            rest >>>= BITS_PER_CHARACTER;
        }
        return new String(out);
    }

    /** The retrieval reference number, DE37: 12 characters of {@code 0-9A-Z}. */
    public String rrn() {
        String digits = Long.toString(value, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
        return "0".repeat(RRN_LENGTH - digits.length()) + digits;
    }

    /** Reads {@link #text()}; anything else is an {@link IllegalArgumentException}. */
    public static TxId parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException("a transaction id has 13 characters");
        }
        long value = 0;
        for (int i = 0; i < TEXT_LENGTH; i++) {
            int digit = CROCKFORD.indexOf(text.charAt(i));
            if (digit < 0 || (i == 0 && digit > 7)) {
                throw new IllegalArgumentException("not a transaction id");
            }
            value = (value << BITS_PER_CHARACTER) | digit;
        }
        return new TxId(value);
    }

    /** Reads {@link #rrn()}; anything else is an {@link IllegalArgumentException}. */
    public static TxId ofRrn(String rrn) {
        if (rrn.length() != RRN_LENGTH
                || !rrn.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) {
            throw new IllegalArgumentException("not a reference number");
        }
        return new TxId(Long.parseLong(rrn, Character.MAX_RADIX));
    }

    /** True when {@link #parse} would accept the text. */
    public static boolean isText(String text) {
        try {
            return parse(text).value > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public int compareTo(TxId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return text();
    }
}
