package io.txswitch.sandbox.iso;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes checked values in their wire form. */
final class WireWriter {
    private static final int TYPICAL_BYTES = 320;
    private static final char FILLER = '0';

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_BYTES);

    private final boolean ascii;

    /** @param ascii whether digits are characters */
    WireWriter(boolean ascii) {
        this.ascii = ascii;
    }

    void field(Field field, String value) {
        switch (field.format()) {
            case DIGITS -> packed(value, FILLER + value);
            case DIGITS_LEFT -> packed(value, value + FILLER);
            case LL_DIGITS, LL_TRACK -> {
                count(value.length(), 1);
                packed(value, value + FILLER);
            }
            case LLL_DIGITS, LLL_TRACK -> {
                count(value.length(), 2);
                packed(value, value + FILLER);
            }
            case TEXT -> text(value);
            case LL_TEXT -> {
                count(value.length(), 1);
                text(value);
            }
            case LLL_TEXT -> {
                count(value.length(), 2);
                text(value);
            }
            case BYTES -> digits(value);
            case LLL_BYTES -> {
                count(value.length() / 2, 2);
                digits(value);
            }
        }
    }

    /** The message type in the table's own form. */
    void type(String digits) {
        packed(digits, digits);
    }

    /** Two digits a byte; the number of digits is even. */
    void digits(String even) {
        bytes(HexFormat.of().parseHex(even));
    }

    void bytes(byte[] bytes) {
        out.writeBytes(bytes);
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    private void packed(String value, String filled) {
        if (ascii) {
            text(value);
        } else {
            digits((value.length() % 2 == 0 ? value : filled).replace('=', 'D'));
        }
    }

    private void count(int count, int bytes) {
        String digits = Integer.toString(count);
        int width = ascii ? bytes + 1 : 2 * bytes;
        String filled = "0".repeat(width - digits.length()) + digits;
        packed(filled, filled);
    }

    private void text(String value) {
        bytes(value.getBytes(StandardCharsets.ISO_8859_1));
    }
}
