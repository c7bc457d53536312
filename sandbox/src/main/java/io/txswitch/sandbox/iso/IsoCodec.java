package io.txswitch.sandbox.iso;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Messages to bytes and back: MTI, one or two bitmaps of eight bytes, the elements in order, as a table says.
 *
 * <p>Any bytes give a message or a {@link DecodeException}, and whatever decodes encodes to the same bytes again.
 * Source: ISO 8583:1987, message structure and bitmaps.
 */
public final class IsoCodec {
    /** The widest message: a terminal's is about 250 bytes, and private fields may add a few times that. */
    public static final int MAX_MESSAGE_BYTES = 4096;

    private static final int MTI_DIGITS = 4;
    private static final int BITMAP_BYTES = 8;
    private static final int PRIMARY_FIELDS = 64;
    private static final int SECONDARY_MARK = 0x80;

    private IsoCodec() {}

    /** The bytes of a message. @throws IllegalArgumentException when they are more than the wire carries */
    public static byte[] encode(IsoMessage message) {
        FieldTable table = message.table();
        WireWriter out = new WireWriter(table.ascii());
        out.type(message.mti());
        out.bytes(bitmap(message.fields()));
        message.fields().forEach((number, value) -> out.field(table.of(number), value));
        byte[] bytes = out.toByteArray();
        if (bytes.length > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("message: at most " + MAX_MESSAGE_BYTES + ", found " + bytes.length);
        }
        return bytes;
    }

    private static byte[] bitmap(SortedMap<Integer, String> fields) {
        boolean secondary = !fields.isEmpty() && fields.lastKey() > PRIMARY_FIELDS;
        byte[] bitmap = new byte[secondary ? 2 * BITMAP_BYTES : BITMAP_BYTES];
        if (secondary) {
            bitmap[0] = (byte) SECONDARY_MARK;
        }
        for (int number : fields.keySet()) {
            bitmap[(number - 1) / 8] |= (byte) (SECONDARY_MARK >> ((number - 1) % 8));
        }
        return bitmap;
    }

    /**
     * Reads a message of {@link FieldTable#ISO87_BINARY}; all bytes must belong to it.
     *
     * @throws DecodeException naming the element; it carries what was readable once the MTI was
     */
    public static IsoMessage decode(byte[] bytes) throws DecodeException {
        return decode(FieldTable.ISO87_BINARY, bytes);
    }

    /**
     * Reads a message of a table; all bytes must belong to it.
     *
     * @throws DecodeException naming the element; it carries what was readable once the MTI was
     */
    public static IsoMessage decode(FieldTable table, byte[] bytes) throws DecodeException {
        if (bytes.length > MAX_MESSAGE_BYTES) {
            throw new DecodeException("message", "at most " + MAX_MESSAGE_BYTES + ", found " + bytes.length);
        }
        WireReader in = new WireReader(bytes, table.ascii());
        String mti = in.type(MTI_DIGITS);
        SortedMap<Integer, String> fields = new TreeMap<>();
        try {
            fields(table, in, fields);
        } catch (DecodeException e) {
            throw e.after(new IsoMessage(table, mti, fields));
        }
        return new IsoMessage(table, mti, fields);
    }

    private static void fields(FieldTable table, WireReader in, SortedMap<Integer, String> fields)
            throws DecodeException {
        byte[] bitmap = readBitmap(table, in);
        for (int number = 2; number <= bitmap.length * 8; number++) {
            if (isSet(bitmap, number)) {
                Field field = table.find(number);
                if (field == null) {
                    throw new DecodeException("DE" + number, "not in the field table");
                }
                fields.put(number, in.field(field));
            }
        }
        in.expectEnd();
    }

    private static byte[] readBitmap(FieldTable table, WireReader in) throws DecodeException {
        byte[] primary = in.bytes("bitmap", BITMAP_BYTES);
        if ((primary[0] & SECONDARY_MARK) == 0) {
            return primary;
        }
        if (!table.secondBitmap()) {
            throw new DecodeException("bitmap", "a second one, which this table has not");
        }
        byte[] secondary = in.bytes("bitmap", BITMAP_BYTES);
        byte[] both = new byte[2 * BITMAP_BYTES];
        System.arraycopy(primary, 0, both, 0, BITMAP_BYTES);
        System.arraycopy(secondary, 0, both, BITMAP_BYTES, BITMAP_BYTES);
        for (byte b : secondary) {
            if (b != 0) {
                return both;
            }
        }
        throw new DecodeException("bitmap", "a second one without a field");
    }

    private static boolean isSet(byte[] bitmap, int number) {
        return (bitmap[(number - 1) / 8] & (SECONDARY_MARK >> ((number - 1) % 8))) != 0;
    }
}
