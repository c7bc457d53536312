package io.txswitch.sandbox.iso;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads values from a byte array and never beyond it. */
final class WireReader {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] bytes;
    private final boolean ascii;
    private int at;

    /** A reader of packed digits. */
    WireReader(byte[] bytes) {
        this(bytes, false);
    }

    /** @param ascii whether digits are characters */
    WireReader(byte[] bytes, boolean ascii) {
        this.bytes = bytes;
        this.ascii = ascii;
    }

    String field(Field field) throws DecodeException {
        String path = "DE" + field.number();
        return switch (field.format()) {
            case DIGITS -> ascii ? text(path, field.length(), Chars.DIGITS) : leftFilled(path, field.length());
            case DIGITS_LEFT -> packed(path, field.length(), Chars.DIGITS);
            case LL_DIGITS -> packed(path, count(field, path, 1), Chars.DIGITS);
            case LL_TRACK -> packed(path, count(field, path, 1), Chars.TRACK);
            case LLL_DIGITS -> packed(path, count(field, path, 2), Chars.DIGITS);
            case LLL_TRACK -> packed(path, count(field, path, 2), Chars.TRACK);
            case TEXT -> text(path, field.length(), Chars.PRINTABLE);
            case LL_TEXT -> text(path, count(field, path, 1), Chars.PRINTABLE);
            case LLL_TEXT -> text(path, count(field, path, 2), Chars.LATIN);
            case BYTES -> HEX.formatHex(bytes(path, field.length()));
            case LLL_BYTES -> HEX.formatHex(bytes(path, count(field, path, 2)));
        };
    }

    /** An even number of decimal digits. */
    String digits(String path, int count) throws DecodeException {
        String digits = HEX.formatHex(bytes(path, count / 2));
        if (!Chars.DIGITS.allIn(digits)) {
            throw new DecodeException(path, "only " + Chars.DIGITS.words());
        }
        return digits;
    }

    /** The message type: four digits in the table's own form. */
    String type(int digits) throws DecodeException {
        return ascii ? text("MTI", digits, Chars.DIGITS) : digits("MTI", digits);
    }

    byte[] bytes(String path, int count) throws DecodeException {
        if (count > left()) {
            throw new DecodeException(path, "needs " + count + " bytes, " + left() + " left");
        }
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    int left() {
        return bytes.length - at;
    }

    void expectEnd() throws DecodeException {
        if (left() > 0) {
            throw new DecodeException("message", left() + " bytes left over");
        }
    }

    private String leftFilled(String path, int count) throws DecodeException {
        String digits = digits(path, count + count % 2);
        if (count % 2 == 0) {
            return digits;
        }
        if (digits.charAt(0) != '0') {
            throw new DecodeException(path, "filler 0 in front, found another");
        }
        return digits.substring(1);
    }

    /** Digits from the left; an odd number has a 0 behind. */
    private String packed(String path, int count, Chars chars) throws DecodeException {
        if (ascii) {
            return text(path, count, chars);
        }
        String nibbles = HEX.formatHex(bytes(path, (count + 1) / 2));
        if (count % 2 != 0 && nibbles.charAt(count) != '0') {
            throw new DecodeException(path, "filler 0 behind, found another");
        }
        String value = nibbles.substring(0, count).replace('D', '=');
        if (!chars.allIn(value)) {
            throw new DecodeException(path, "only " + chars.words());
        }
        return value;
    }

    private int count(Field field, String path, int lengthBytes) throws DecodeException {
        int count = Integer.parseInt(ascii ? text(path, lengthBytes + 1, Chars.DIGITS) : digits(path, 2 * lengthBytes));
        if (count > field.length()) {
            throw new DecodeException(path, "at most " + field.length() + ", found " + count);
        }
        return count;
    }

    private String text(String path, int count, Chars chars) throws DecodeException {
        String text = new String(bytes(path, count), StandardCharsets.ISO_8859_1);
        if (!chars.allIn(text)) {
            throw new DecodeException(path, "only " + chars.words());
        }
        return text;
    }
}
