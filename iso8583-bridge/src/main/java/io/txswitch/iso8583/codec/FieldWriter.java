package io.txswitch.iso8583.codec;

import io.txswitch.iso8583.codec.WireForm.Unit;

/** Values to bytes, once it is known that they fit. */
final class FieldWriter {
    private static final int SEPARATOR = 0x0d;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private FieldWriter() {}

    static void prefix(WireForm wire, int units, byte[] out, int offset) {
        int rest = units;
        for (int i = offset + wire.prefixBytes() - 1; i >= offset; i--) {
            switch (wire.prefix()) {
                case NONE -> throw new IllegalStateException("no length");
                case BCD -> {
                    out[i] = (byte) (rest / 10 % 10 << 4 | rest % 10);
                    rest /= 100;
                }
                case ASCII -> {
                    out[i] = (byte) ('0' + rest % 10);
                    rest /= 10;
                }
                case BINARY -> {
                    out[i] = (byte) rest;
                    rest >>= Byte.SIZE;
                }
            }
        }
    }

    static void bytes(WireForm wire, byte[] value, byte[] out, int start) {
        if (wire.unit() == Unit.BYTES) {
            System.arraycopy(value, 0, out, start, value.length);
            return;
        }
        for (int i = 0; i < value.length; i++) {
            out[start + 2 * i] = HEX[value[i] >> 4 & 0x0f];
            out[start + 2 * i + 1] = HEX[value[i] & 0x0f];
        }
    }

    static void text(WireForm wire, String text, byte[] out, int start) {
        int missing = wire.isFixed() ? wire.length() - text.length() : 0;
        switch (wire.unit()) {
            case PACKED -> packed(wire, text, missing, out, start);
            case SIGNED_PACKED -> {
                out[start] = (byte) text.charAt(0);
                for (int i = 1; i < text.length(); i++) {
                    nibble(out, start + 1, i - 1, text.charAt(i));
                }
            }
            default -> characters(wire, text, missing, out, start);
        }
    }

    private static void packed(WireForm wire, String text, int missing, byte[] out, int start) {
        int units = text.length() + missing;
        int first = missing + (units % 2 != 0 && wire.leftFilled() ? 1 : 0);
        for (int i = 0; i < text.length(); i++) {
            nibble(out, start, first + i, text.charAt(i));
        }
    }

    private static void nibble(byte[] out, int start, int index, char c) {
        int nibble = c == '=' ? SEPARATOR : Character.digit(c, 16);
        out[start + index / 2] |= (byte) (index % 2 == 0 ? nibble << 4 : nibble);
    }

    private static void characters(WireForm wire, String text, int missing, byte[] out, int start) {
        int at = start;
        if (wire.zeroPadded()) {
            for (int i = 0; i < missing; i++) {
                out[at++] = '0';
            }
        }
        for (int i = 0; i < text.length(); i++) {
            out[at++] = (byte) text.charAt(i);
        }
        for (int i = 0; i < missing && !wire.zeroPadded(); i++) {
            out[at++] = ' ';
        }
    }
}
