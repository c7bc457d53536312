package io.txswitch.iso8583.codec;

import io.txswitch.core.config.Problems;
import java.io.InputStream;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOFieldPackager;
import org.jpos.iso.packager.GenericPackager;
import org.jspecify.annotations.Nullable;

/**
 * The wire half of a dialect: a definition in the syntax of jPOS's {@code GenericPackager}, so that the same file
 * serves an integrator who uses jPOS.
 *
 * @param packedMti the MTI as two packed bytes, or else as four characters
 * @param hexBitmap the bitmaps as hexadecimal characters, or else as bytes
 * @param twoBitmaps whether there may be a second bitmap
 * @param forms the elements
 */
record PackagerDefinition(boolean packedMti, boolean hexBitmap, boolean twoBitmaps, TreeMap<Integer, WireForm> forms) {
    private static final int MAX_FIELD = 128;
    private static final int BITMAP = 1;
    private static final int BOTH_BITMAPS_BYTES = 16;
    /** Element 65 announces a third bitmap: it is no value, and 192 elements are nobody's. */
    private static final int THIRD_BITMAP = 65;

    /** Null when it cannot be read at all; what is wrong is added to {@code problems} under {@code path}. */
    static @Nullable PackagerDefinition read(InputStream in, String path, Problems problems) {
        ISOBasePackager packager;
        try {
            packager = new GenericPackager(in);
        } catch (ISOException | RuntimeException e) {
            problems.add(path, "is no packager definition (" + e.getMessage() + ")");
            return null;
        }
        IntFunction<@Nullable ISOFieldPackager> packagers = packager::getFieldPackager;
        TreeMap<Integer, WireForm> forms = new TreeMap<>();
        for (int number = 2; number <= MAX_FIELD; number++) {
            ISOFieldPackager each = packagers.apply(number);
            if (each != null && number != THIRD_BITMAP) {
                WireForm form = WireForm.of(each);
                if (form == null) {
                    problems.add(path, "element " + number + ": the class " + type(each) + " is not supported");
                } else {
                    forms.put(number, form);
                }
            }
        }
        String mti = type(packagers.apply(0));
        String bitmap = type(packagers.apply(BITMAP));
        if (!mti.equals("IFA_NUMERIC") && !mti.equals("IFB_NUMERIC")) {
            problems.add(path, "element 0: IFA_NUMERIC or IFB_NUMERIC");
        }
        if (!bitmap.equals("IFA_BITMAP") && !bitmap.equals("IFB_BITMAP")) {
            problems.add(path, "element 1: IFA_BITMAP or IFB_BITMAP");
        }
        ISOFieldPackager bitmaps = packagers.apply(BITMAP);
        boolean two = bitmaps != null && bitmaps.getLength() >= BOTH_BITMAPS_BYTES;
        return new PackagerDefinition(mti.startsWith("IFB"), bitmap.startsWith("IFA"), two, forms);
    }

    private static String type(@Nullable ISOFieldPackager packager) {
        return packager == null ? "" : packager.getClass().getSimpleName();
    }
}
