package io.txswitch.sandbox.iso;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of the field table: a data element, its form, and its fixed or greatest length.
 *
 * <p>The length counts digits, characters or bytes as the form says. Source: ISO 8583:1987, data elements, with the
 * binary forms that terminals and banks of this wire agree on.
 */
record Field(int number, Format format, int length) {
    private static final Field[] TABLE = {
        new Field(2, Format.LL_DIGITS, 19),
        new Field(3, Format.DIGITS, 6),
        new Field(4, Format.DIGITS, 12),
        new Field(5, Format.DIGITS, 12),
        new Field(6, Format.DIGITS, 12),
        new Field(7, Format.DIGITS, 10),
        new Field(10, Format.DIGITS, 8),
        new Field(11, Format.DIGITS, 6),
        new Field(12, Format.DIGITS, 6),
        new Field(13, Format.DIGITS, 4),
        new Field(14, Format.DIGITS, 4),
        new Field(15, Format.DIGITS, 4),
        new Field(18, Format.DIGITS, 4),
        new Field(22, Format.DIGITS, 3),
        new Field(23, Format.DIGITS, 3),
        new Field(24, Format.DIGITS, 3),
        new Field(25, Format.DIGITS, 2),
        new Field(26, Format.DIGITS, 2),
        new Field(32, Format.LL_DIGITS, 11),
        new Field(33, Format.LL_DIGITS, 11),
        new Field(35, Format.LL_TRACK, 37),
        new Field(37, Format.TEXT, 12),
        new Field(38, Format.TEXT, 6),
        new Field(39, Format.TEXT, 2),
        new Field(41, Format.TEXT, 8),
        new Field(42, Format.TEXT, 15),
        new Field(43, Format.TEXT, 40),
        new Field(44, Format.LL_TEXT, 25),
        new Field(45, Format.LL_TEXT, 76),
        new Field(48, Format.LLL_TEXT, 999),
        new Field(49, Format.TEXT, 3),
        new Field(52, Format.BYTES, 8),
        new Field(53, Format.DIGITS, 16),
        new Field(54, Format.LLL_TEXT, 120),
        new Field(55, Format.LLL_BYTES, 999),
        new Field(60, Format.LLL_TEXT, 999),
        new Field(61, Format.LLL_TEXT, 999),
        new Field(62, Format.LLL_TEXT, 999),
        new Field(63, Format.LLL_TEXT, 999),
        new Field(64, Format.BYTES, 8),
        new Field(70, Format.DIGITS, 3),
        new Field(90, Format.DIGITS, 42),
        new Field(95, Format.TEXT, 42),
        new Field(100, Format.LL_DIGITS, 11),
        new Field(102, Format.LL_TEXT, 28),
        new Field(103, Format.LL_TEXT, 28),
        new Field(128, Format.BYTES, 8),
    };

    private static final Map<Integer, Field> BY_NUMBER =
            Arrays.stream(TABLE).collect(Collectors.toUnmodifiableMap(Field::number, Function.identity()));

    /** The line of a data element, or null when this wire does not use it. */
    static @Nullable Field find(int number) {
        return BY_NUMBER.get(number);
    }

    /** The line of a data element. @throws IllegalArgumentException when this wire does not use it */
    static Field of(int number) {
        Field field = BY_NUMBER.get(number);
        if (field == null) {
            throw new IllegalArgumentException("DE" + number + ": not in the field table");
        }
        return field;
    }

    /**
     * Checks a value and gives it its one form: text filled to its length, hex in upper case.
     *
     * @throws IllegalArgumentException with the path of the field; never with its value, which may be card data
     */
    String normal(String value) {
        return switch (format) {
            case DIGITS -> exact(value, length, Chars.DIGITS);
            case LL_DIGITS -> upTo(value, length, Chars.DIGITS);
            case LL_TRACK -> upTo(value, length, Chars.TRACK);
            case TEXT -> filled(upTo(value, length, Chars.PRINTABLE));
            case LL_TEXT -> upTo(value, length, Chars.PRINTABLE);
            case LLL_TEXT -> upTo(value, length, Chars.LATIN);
            case BYTES -> exact(Chars.upperHex(value), length * 2, Chars.HEX);
            case LLL_BYTES -> wholeBytes(upTo(Chars.upperHex(value), length * 2, Chars.HEX));
        };
    }

    private String exact(String value, int wanted, Chars chars) {
        if (value.length() != wanted) {
            throw new IllegalArgumentException("DE" + number + ": length " + wanted + ", found " + value.length());
        }
        return upTo(value, wanted, chars);
    }

    private String upTo(String value, int most, Chars chars) {
        if (value.length() > most) {
            throw new IllegalArgumentException("DE" + number + ": at most " + most + ", found " + value.length());
        }
        if (!chars.allIn(value)) {
            throw new IllegalArgumentException("DE" + number + ": only " + chars.words());
        }
        return value;
    }

    private String wholeBytes(String hex) {
        if (hex.length() % 2 != 0) {
            throw new IllegalArgumentException("DE" + number + ": half a byte");
        }
        return hex;
    }

    private String filled(String value) {
        return value + " ".repeat(length - value.length());
    }
}
