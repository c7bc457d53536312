package io.txswitch.iso8583.codec;

import io.vertx.core.buffer.Buffer;

/**
 * The length in front of a frame.
 *
 * @param coding how the number is written
 * @param bytes how many bytes it takes
 * @param countsItself whether it counts its own bytes
 * @param countsHeader whether it counts TPDU and header, or the message (and trailer) alone
 */
public record FrameLength(Coding coding, int bytes, boolean countsItself, boolean countsHeader) {
    /** No length at all. */
    public static final FrameLength NONE = new FrameLength(Coding.NONE, 0, false, true);

    private static final int MAX_BYTES = 8;
    private static final int MAX_BINARY_BYTES = 4;

    /** How a length is written. */
    public enum Coding {
        /** There is none: the frame ends where the bytes do. */
        NONE(0, 0),
        /** Big endian. */
        BINARY(256, 1),
        /** Packed digits, two a byte. */
        BCD(10, 2),
        /** Decimal digits as characters. */
        ASCII(10, 1),
        /** Hexadecimal digits as characters. */
        HEX(16, 1);

        private final int base;
        private final int digitsPerByte;

        Coding(int base, int digitsPerByte) {
            this.base = base;
            this.digitsPerByte = digitsPerByte;
        }
    }

    public FrameLength {
        boolean none = coding == Coding.NONE;
        int most = coding == Coding.BINARY ? MAX_BINARY_BYTES : MAX_BYTES;
        if (none ? bytes != 0 : bytes < 1 || bytes > most) {
            throw new IllegalArgumentException("length-bytes: " + (none ? "0" : "1 to " + most));
        }
    }

    static FrameLength of(Coding coding, int bytes) {
        return new FrameLength(coding, bytes, false, true);
    }

    FrameLength inclusive() {
        return new FrameLength(coding, bytes, true, countsHeader);
    }

    boolean isNone() {
        return coding == Coding.NONE;
    }

    /** The greatest number that fits. */
    long greatest() {
        long greatest = 1;
        for (int i = 0; i < bytes * coding.digitsPerByte; i++) {
            greatest *= coding.base;
        }
        return greatest - 1;
    }

    /** The number at {@code offset}, -1 when these are no digits. */
    long read(Buffer in, int offset) {
        long number = 0;
        for (int i = offset; i < offset + bytes; i++) {
            int each = in.getUnsignedByte(i);
            int digit = switch (coding) {
                case NONE -> 0;
                case BINARY -> each;
                case BCD -> (each >> 4) > 9 || (each & 0x0f) > 9 ? -1 : (each >> 4) * 10 + (each & 0x0f);
                case ASCII -> each >= '0' && each <= '9' ? each - '0' : -1;
                case HEX -> Character.digit(each < 0x80 ? each : 0, 16);
            };
            if (digit < 0) {
                return -1;
            }
            number = number * (coding == Coding.BCD ? 100 : coding.base) + digit;
        }
        return number;
    }

    /** Writes a number that is known to fit. */
    void write(Buffer out, long number) {
        int digits = bytes * coding.digitsPerByte;
        long weight = 1;
        for (int i = 1; i < digits; i++) {
            weight *= coding.base;
        }
        int high = 0;
        for (int i = 0; i < digits; i++) {
            int digit = (int) (number / weight % coding.base);
            weight /= coding.base;
            switch (coding) {
                case NONE -> throw new IllegalStateException("no length");
                case BINARY -> out.appendByte((byte) digit);
                case ASCII, HEX -> out.appendByte((byte) Character.forDigit(digit, coding.base));
                case BCD -> {
                    if (i % 2 != 0) {
                        out.appendByte((byte) (high << 4 | digit));
                    }
                    high = digit;
                }
            }
        }
    }
}
