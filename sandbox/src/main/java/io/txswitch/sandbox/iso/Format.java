package io.txswitch.sandbox.iso;

/**
 * How a data element stands on the wire.
 *
 * <p>Told for the packed tables, where digits and lengths are BCD, two digits a byte. In an ASCII table each digit of a
 * value or a length is a character, nothing is filled, and {@link #BYTES} stay bytes.
 */
enum Format {
    /** A fixed number of digits; an odd number has a 0 in front. */
    DIGITS,
    /** A fixed number of digits; an odd number has a 0 behind. */
    DIGITS_LEFT,
    /** One BCD byte counts the digits; an odd number has a 0 behind. */
    LL_DIGITS,
    /** As {@link #LL_DIGITS}, and nibble D stands for the separator {@code =} of track 2. */
    LL_TRACK,
    /** Two BCD bytes count the digits; an odd number has a 0 behind. */
    LLL_DIGITS,
    /** As {@link #LLL_DIGITS}, and nibble D stands for the separator {@code =} of track 3. */
    LLL_TRACK,
    /** A fixed number of printable ASCII characters, filled with spaces on the right. */
    TEXT,
    /** One BCD byte counts the printable ASCII characters. */
    LL_TEXT,
    /** Two BCD bytes count the characters, which are any single byte (Latin-1). */
    LLL_TEXT,
    /** A fixed number of bytes; the value is their upper-case hex. */
    BYTES,
    /** Two BCD bytes count the bytes; the value is their upper-case hex. */
    LLL_BYTES
}
