package io.txswitch.iso8583.codec;

import io.txswitch.iso8583.codec.FieldFormat.Misfit;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one dialect to bytes and back; immutable and thread-safe.
 *
 * <p>Source: ISO 8583:1987, clause 4 (MTI, bitmaps, elements in ascending order).
 */
public final class IsoCodec {
    /** The widest message: a terminal's is about 250 bytes, private elements may add a few times that. */
    public static final int MAX_MESSAGE_BYTES = 4096;

    private static final int MTI_BYTES = 2;
    private static final int BITMAP_BYTES = 8;
    private static final int PRIMARY_FIELDS = 64;
    private static final int HIGH_BIT = 0x80;

    private final FieldTable table;

    IsoCodec(FieldTable table) {
        this.table = table;
    }

    /** Reads a message, which must use up all bytes: any bytes give a message or an error, nothing else. */
    public Decoded decode(byte[] in) {
        if (in.length > MAX_MESSAGE_BYTES) {
            return new DecodeError("message", "at most " + MAX_MESSAGE_BYTES + ", found " + in.length, 0);
        }
        String mti = mti(in);
        if (mti == null) {
            return new DecodeError("MTI", "four digits", 0);
        }
        int left = in.length - MTI_BYTES;
        boolean second = left > 0 && (in[MTI_BYTES] & HIGH_BIT) != 0;
        int bitmapBytes = second ? 2 * BITMAP_BYTES : BITMAP_BYTES;
        if (left < bitmapBytes) {
            return new DecodeError("bitmap", "length " + bitmapBytes + ", found " + left, MTI_BYTES);
        }
        return fields(in, mti, bitmapBytes);
    }

    private static @Nullable String mti(byte[] in) {
        if (in.length < MTI_BYTES) {
            return null;
        }
        char[] digits = {digit(in[0] >> 4), digit(in[0]), digit(in[1] >> 4), digit(in[1])};
        for (char digit : digits) {
            if (digit > '9') {
                return null;
            }
        }
        return new String(digits);
    }

    private static char digit(int nibble) {
        return (char) ('0' + (nibble & 0x0f));
    }

    private Decoded fields(byte[] in, String mti, int bitmapBytes) {
        IsoMessage.Builder message = IsoMessage.of(mti);
        DecodeError first = null;
        int offset = MTI_BYTES + bitmapBytes;
        for (int number = 2; number <= bitmapBytes * Byte.SIZE; number++) {
            if (!isSet(in, number)) {
                continue;
            }
            FieldFormat format = table.find(number);
            int length;
            try {
                length = lengthOf(format, in, offset);
            } catch (Misfit e) {
                // Where the next element begins is unknown from here on.
                DecodeError end = new DecodeError("DE" + number, e.problem(), offset);
                return (first == null ? end : first).with(message.build());
            }
            DecodeError error = field(Objects.requireNonNull(format), in, offset, message);
            first = first == null ? error : first;
            offset += length;
        }
        if (first == null && offset < in.length) {
            first = new DecodeError("message", (in.length - offset) + " bytes left over", offset);
        }
        return first == null ? message.build() : first.with(message.build());
    }

    private static int lengthOf(@Nullable FieldFormat format, byte[] in, int offset) throws Misfit {
        if (format == null) {
            throw new Misfit("not in the field table");
        }
        return format.wireLength(in, offset);
    }

    /** Adds one element, or says why not; the elements behind it can still be read. */
    private static @Nullable DecodeError field(FieldFormat format, byte[] in, int offset, IsoMessage.Builder message) {
        try {
            IsoValue value = format.read(in, offset);
            if (format.number() == De.CHIP_DATA && value instanceof IsoValue.Binary chip) {
                DecodeError error = Tlv.check(chip.value(), offset + format.prefixBytes());
                if (error != null) {
                    return error;
                }
            }
            message.put(format.number(), value);
            return null;
        } catch (Misfit e) {
            return new DecodeError(format.path(), e.problem(), offset);
        }
    }

    private static boolean isSet(byte[] in, int number) {
        return (in[MTI_BYTES + (number - 1) / Byte.SIZE] & (HIGH_BIT >> ((number - 1) % Byte.SIZE))) != 0;
    }

    /**
     * The bytes of a message.
     *
     * @throws IllegalArgumentException naming the element that does not fit the dialect
     */
    public byte[] encode(IsoMessage message) {
        boolean second = !message.fields().isEmpty() && message.fields().lastKey() > PRIMARY_FIELDS;
        int head = MTI_BYTES + (second ? 2 * BITMAP_BYTES : BITMAP_BYTES);
        byte[] out = new byte[MAX_MESSAGE_BYTES];
        String mti = message.mti();
        out[0] = (byte) ((mti.charAt(0) - '0') << 4 | (mti.charAt(1) - '0'));
        out[1] = (byte) ((mti.charAt(2) - '0') << 4 | (mti.charAt(3) - '0'));
        if (second) {
            out[MTI_BYTES] = (byte) HIGH_BIT;
        }
        int at = head;
        for (Map.Entry<Integer, IsoValue> each : message.fields().entrySet()) {
            int number = each.getKey();
            byte[] bytes = write(number, each.getValue());
            if (at + bytes.length > MAX_MESSAGE_BYTES) {
                throw new IllegalArgumentException("message: at most " + MAX_MESSAGE_BYTES);
            }
            out[MTI_BYTES + (number - 1) / Byte.SIZE] |= (byte) (HIGH_BIT >> ((number - 1) % Byte.SIZE));
            System.arraycopy(bytes, 0, out, at, bytes.length);
            at += bytes.length;
        }
        return Arrays.copyOf(out, at);
    }

    private byte[] write(int number, IsoValue value) {
        FieldFormat format = table.find(number);
        if (format == null) {
            throw new IllegalArgumentException("DE" + number + ": not in the field table");
        }
        return format.write(value);
    }
}
