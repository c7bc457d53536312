package io.txswitch.iso8583.codec;

import java.util.function.IntFunction;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOFieldPackager;
import org.jspecify.annotations.Nullable;

/** The wire form of every element of a dialect, by number; immutable. */
final class FieldTable {
    /** Elements of two bitmaps. */
    static final int MAX_FIELD = 128;
    /** Element 1 is the second bitmap and element 65 announces a third: neither is a value. */
    private static final int THIRD_BITMAP = 65;

    private final @Nullable FieldFormat[] formats;

    private FieldTable(@Nullable FieldFormat[] formats) {
        this.formats = formats;
    }

    static FieldTable of(ISOBasePackager packager) {
        IntFunction<@Nullable ISOFieldPackager> packagers = packager::getFieldPackager;
        @Nullable FieldFormat[] formats = new @Nullable FieldFormat[MAX_FIELD + 1];
        for (int number = 2; number <= MAX_FIELD; number++) {
            ISOFieldPackager each = packagers.apply(number);
            if (each != null && number != THIRD_BITMAP) {
                formats[number] = FieldFormat.of(number, each);
            }
        }
        return new FieldTable(formats);
    }

    /** Null when the dialect has no such element. */
    @Nullable
    FieldFormat find(int number) {
        return number < 2 || number > MAX_FIELD ? null : formats[number];
    }
}
