package io.txswitch.sandbox.iso;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes checked values in their wire form. */
final class WireWriter {
    private static final int TYPICAL_BYTES = 320;
    private static final char FILLER = '0';

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_BYTES);

    void field(Field field, String value) {
        switch (field.format()) {
            case DIGITS -> digits(value.length() % 2 == 0 ? value : FILLER + value);
            case LL_DIGITS -> {
                count(value.length(), 1);
                digits(value.length() % 2 == 0 ? value : value + FILLER);
            }
            case LL_TRACK -> {
                count(value.length(), 1);
                digits((value.length() % 2 == 0 ? value : value + FILLER).replace('=', 'D'));
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

    private void count(int count, int bytes) {
        String digits = Integer.toString(count);
        digits("0".repeat(2 * bytes - digits.length()) + digits);
    }

    private void text(String value) {
        bytes(value.getBytes(StandardCharsets.ISO_8859_1));
    }
}
