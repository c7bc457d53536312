package io.txswitch.sandbox.iso;

import static io.txswitch.sandbox.iso.Format.BYTES;
import static io.txswitch.sandbox.iso.Format.DIGITS;
import static io.txswitch.sandbox.iso.Format.DIGITS_LEFT;
import static io.txswitch.sandbox.iso.Format.LLL_BYTES;
import static io.txswitch.sandbox.iso.Format.LLL_DIGITS;
import static io.txswitch.sandbox.iso.Format.LLL_TEXT;
import static io.txswitch.sandbox.iso.Format.LLL_TRACK;
import static io.txswitch.sandbox.iso.Format.LL_DIGITS;
import static io.txswitch.sandbox.iso.Format.LL_TEXT;
import static io.txswitch.sandbox.iso.Format.LL_TRACK;
import static io.txswitch.sandbox.iso.Format.TEXT;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which data elements a wire uses, and how each stands on it.
 *
 * <p>Sources: ISO 8583:1987, data elements, with the binary forms that terminals and banks agree on; the UnionPay POS
 * profile of the same standard (64 elements, BCD); the UnionPay interchange form (ASCII with a binary bitmap).
 */
public final class FieldTable {
    /** Terminals and banks of the binary wire: BCD, two bitmaps. */
    public static final FieldTable ISO87_BINARY = new FieldTable("iso87-binary", false, true, List87.FIELDS);

    /** UnionPay terminals: BCD, one bitmap, working keys in 62, a MAC in 64. */
    public static final FieldTable UNIONPAY_POS = new FieldTable("unionpay-pos", false, false, PosList.FIELDS);

    /** UnionPay interchange: as {@link #ISO87_BINARY} with a few more, in characters; bitmap and binary as bytes. */
    public static final FieldTable CUPS = new FieldTable("cups", true, true, CupsList.fields());

    private final String name;
    private final boolean ascii;
    private final boolean secondBitmap;
    private final Map<Integer, Field> byNumber;

    private FieldTable(String name, boolean ascii, boolean secondBitmap, Field... fields) {
        this.name = name;
        this.ascii = ascii;
        this.secondBitmap = secondBitmap;
        this.byNumber = Arrays.stream(fields).collect(Collectors.toUnmodifiableMap(Field::number, Function.identity()));
    }

    /** Whether digits and lengths are characters. */
    boolean ascii() {
        return ascii;
    }

    boolean secondBitmap() {
        return secondBitmap;
    }

    /** The line of a data element, or null when this wire does not use it. */
    @Nullable
    Field find(int number) {
        return byNumber.get(number);
    }

    /** The line of a data element. @throws IllegalArgumentException when this wire does not use it */
    Field of(int number) {
        Field field = byNumber.get(number);
        if (field == null) {
            throw new IllegalArgumentException("DE" + number + ": not in the field table");
        }
        return field;
    }

    /** Its name, as {@code --dialect} takes it. */
    @Override
    public String toString() {
        return name;
    }

    private static final class List87 {
        static final Field[] FIELDS = {
            new Field(2, LL_DIGITS, 19),
            new Field(3, DIGITS, 6),
            new Field(4, DIGITS, 12),
            new Field(5, DIGITS, 12),
            new Field(6, DIGITS, 12),
            new Field(7, DIGITS, 10),
            new Field(10, DIGITS, 8),
            new Field(11, DIGITS, 6),
            new Field(12, DIGITS, 6),
            new Field(13, DIGITS, 4),
            new Field(14, DIGITS, 4),
            new Field(15, DIGITS, 4),
            new Field(18, DIGITS, 4),
            new Field(22, DIGITS, 3),
            new Field(23, DIGITS, 3),
            new Field(24, DIGITS, 3),
            new Field(25, DIGITS, 2),
            new Field(26, DIGITS, 2),
            new Field(32, LL_DIGITS, 11),
            new Field(33, LL_DIGITS, 11),
            new Field(35, LL_TRACK, 37),
            new Field(37, TEXT, 12),
            new Field(38, TEXT, 6),
            new Field(39, TEXT, 2),
            new Field(41, TEXT, 8),
            new Field(42, TEXT, 15),
            new Field(43, TEXT, 40),
            new Field(44, LL_TEXT, 25),
            new Field(45, LL_TEXT, 76),
            new Field(48, LLL_TEXT, 999),
            new Field(49, TEXT, 3),
            new Field(52, BYTES, 8),
            new Field(53, DIGITS, 16),
            new Field(54, LLL_TEXT, 120),
            new Field(55, LLL_BYTES, 999),
            new Field(60, LLL_TEXT, 999),
            new Field(61, LLL_TEXT, 999),
            new Field(62, LLL_TEXT, 999),
            new Field(63, LLL_TEXT, 999),
            new Field(64, BYTES, 8),
            new Field(70, DIGITS, 3),
            new Field(90, DIGITS, 42),
            new Field(95, TEXT, 42),
            new Field(100, LL_DIGITS, 11),
            new Field(102, LL_TEXT, 28),
            new Field(103, LL_TEXT, 28),
            new Field(128, BYTES, 8),
        };
    }

    private static final class CupsList {
        private static final Field[] MORE = {
            new Field(9, DIGITS, 8),
            new Field(16, DIGITS, 4),
            new Field(19, DIGITS, 3),
            new Field(36, LLL_TRACK, 104),
            new Field(50, TEXT, 3),
            new Field(51, TEXT, 3),
            new Field(57, LLL_TEXT, 100),
            new Field(58, LLL_TEXT, 100),
            new Field(59, LLL_TEXT, 600),
            new Field(96, BYTES, 8),
            new Field(99, LL_DIGITS, 11),
            new Field(104, LLL_TEXT, 100),
            new Field(121, LLL_TEXT, 100),
            new Field(122, LLL_TEXT, 100),
            new Field(123, LLL_TEXT, 100),
        };

        static Field[] fields() {
            return Stream.concat(Arrays.stream(List87.FIELDS), Arrays.stream(MORE))
                    .toArray(Field[]::new);
        }
    }

    private static final class PosList {
        static final Field[] FIELDS = {
            new Field(2, LL_DIGITS, 19),
            new Field(3, DIGITS, 6),
            new Field(4, DIGITS, 12),
            new Field(11, DIGITS, 6),
            new Field(12, DIGITS, 6),
            new Field(13, DIGITS, 4),
            new Field(14, DIGITS, 4),
            new Field(15, DIGITS, 4),
            new Field(22, DIGITS_LEFT, 3),
            new Field(23, DIGITS, 3),
            new Field(25, DIGITS, 2),
            new Field(26, DIGITS, 2),
            new Field(32, LL_DIGITS, 11),
            new Field(35, LL_TRACK, 37),
            new Field(36, LLL_TRACK, 104),
            new Field(37, TEXT, 12),
            new Field(38, TEXT, 6),
            new Field(39, TEXT, 2),
            new Field(41, TEXT, 8),
            new Field(42, TEXT, 15),
            new Field(44, LL_TEXT, 25),
            new Field(48, LLL_DIGITS, 322),
            new Field(49, TEXT, 3),
            new Field(52, BYTES, 8),
            new Field(53, DIGITS, 16),
            new Field(54, LLL_TEXT, 20),
            new Field(55, LLL_BYTES, 255),
            new Field(60, LLL_DIGITS, 17),
            new Field(61, LLL_DIGITS, 29),
            new Field(62, LLL_BYTES, 512),
            new Field(63, LLL_TEXT, 163),
            new Field(64, BYTES, 8),
        };
    }
}
