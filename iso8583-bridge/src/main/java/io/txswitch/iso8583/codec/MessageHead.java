package io.txswitch.iso8583.codec;

import io.txswitch.iso8583.codec.FieldFormat.Misfit;

/**
 * MTI and bitmaps of a dialect.
 *
 * @param packedMti the MTI as two packed bytes, or else as four characters
 * @param hexBitmap the bitmaps as hexadecimal characters, or else as bytes
 * @param twoBitmaps whether there may be a second bitmap
 * @param known the digits that may stand at each place of an MTI
 */
record MessageHead(boolean packedMti, boolean hexBitmap, boolean twoBitmaps, MessageTypes known) {
    private static final int DIGITS = 4;
    private static final int BITMAP_BYTES = 8;

    int mtiBytes() {
        return packedMti ? DIGITS / 2 : DIGITS;
    }

    int bitmapBytes() {
        return hexBitmap ? 2 * BITMAP_BYTES : BITMAP_BYTES;
    }

    int bytes(boolean second) {
        return mtiBytes() + (second ? 2 : 1) * bitmapBytes();
    }

    String mti(byte[] in) throws Misfit {
        char[] digits = new char[DIGITS];
        for (int i = 0; i < DIGITS; i++) {
            int at = packedMti ? i / 2 : i;
            if (at >= in.length) {
                throw new Misfit("four digits", at);
            }
            int digit = packedMti ? in[at] >> (i % 2 == 0 ? 4 : 0) & 0x0f : (in[at] & 0xff) - '0';
            if (digit < 0 || digit > 9) {
                throw new Misfit("four digits", at);
            }
            digits[i] = (char) ('0' + digit);
        }
        String mti = new String(digits);
        if (!known.knows(mti)) {
            throw new Misfit("an unknown message type", 0);
        }
        return mti;
    }

    /** The bitmap at {@code offset}, which is the {@code count}th. */
    long bitmap(byte[] in, int offset, int count) throws Misfit {
        int left = in.length - offset;
        if (left < bitmapBytes()) {
            int before = (count - 1) * bitmapBytes();
            throw new Misfit("length " + (before + bitmapBytes()) + ", found " + (before + left), offset - before);
        }
        long bits = 0;
        for (int i = offset; i < offset + bitmapBytes(); i++) {
            if (hexBitmap) {
                int digit = in[i] < 0 ? -1 : Character.digit(in[i], 16);
                if (digit < 0) {
                    throw new Misfit("only hexadecimal digits", i);
                }
                bits = bits << 4 | digit;
            } else {
                bits = bits << Byte.SIZE | in[i] & 0xff;
            }
        }
        return bits;
    }

    long secondBitmap(byte[] in, int offset) throws Misfit {
        if (!twoBitmaps) {
            throw new Misfit("no second bitmap here", offset - bitmapBytes());
        }
        return bitmap(in, offset, 2);
    }

    /** Throws {@link IllegalArgumentException} when this dialect cannot write such a message. */
    void check(String mti, boolean second) {
        if (!known.knows(mti)) {
            throw new IllegalArgumentException("MTI: an unknown message type");
        }
        if (second && !twoBitmaps) {
            throw new IllegalArgumentException("bitmap: no second bitmap here");
        }
    }

    void write(String mti, long primary, long secondary, byte[] out) {
        for (int i = 0; i < DIGITS; i++) {
            if (packedMti) {
                out[i / 2] |= (byte) (mti.charAt(i) - '0' << (i % 2 == 0 ? 4 : 0));
            } else {
                out[i] = (byte) mti.charAt(i);
            }
        }
        writeBitmap(primary, out, mtiBytes());
        if (primary < 0) {
            writeBitmap(secondary, out, mtiBytes() + bitmapBytes());
        }
    }

    private void writeBitmap(long bits, byte[] out, int offset) {
        int width = hexBitmap ? 4 : Byte.SIZE;
        for (int i = 0; i < bitmapBytes(); i++) {
            int part = (int) (bits >>> Long.SIZE - width * (i + 1)) & (1 << width) - 1;
            out[offset + i] = (byte) (hexBitmap ? Character.toUpperCase(Character.forDigit(part, 16)) : part);
        }
    }
}
