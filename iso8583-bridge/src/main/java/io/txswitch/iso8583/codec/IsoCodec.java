package io.txswitch.iso8583.codec;

import io.txswitch.iso8583.codec.FieldFormat.Misfit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one dialect to bytes and back; immutable and thread-safe.
 *
 * <p>Source: ISO 8583:1987, clause 4 (MTI, bitmaps, elements in ascending order).
 */
public final class IsoCodec {
    /** The widest message: a terminal's is about 250 bytes, private elements may add a few times that. */
    public static final int MAX_MESSAGE_BYTES = 4096;

    private static final int PRIMARY_FIELDS = 64;

    private final MessageHead head;
    private final @Nullable FieldFormat[] formats;

    /** @param formats by element number, null where the dialect has none; the array is given away */
    IsoCodec(MessageHead head, @Nullable FieldFormat[] formats) {
        this.head = head;
        this.formats = formats;
    }

    /** Reads a message, which must use up all bytes: any bytes give a message or an error, nothing else. */
    public Decoded decode(byte[] in) {
        if (in.length > MAX_MESSAGE_BYTES) {
            return new DecodeError("message", "at most " + MAX_MESSAGE_BYTES + ", found " + in.length, 0);
        }
        String mti;
        long primary;
        long secondary = 0;
        int offset = head.mtiBytes();
        try {
            mti = head.mti(in);
        } catch (Misfit e) {
            return new DecodeError("MTI", e.problem(), e.offset());
        }
        try {
            primary = head.bitmap(in, offset, 1);
            offset += head.bitmapBytes();
            if (primary < 0) {
                secondary = head.secondBitmap(in, offset);
                offset += head.bitmapBytes();
            }
        } catch (Misfit e) {
            return new DecodeError("bitmap", e.problem(), e.offset());
        }
        return new Reading(in, offset, IsoMessage.of(mti)).fields(primary, secondary);
    }

    /** One pass over the elements of one message. */
    private final class Reading {
        private final byte[] in;
        private final IsoMessage.Builder message;
        private int offset;
        private @Nullable DecodeError first;

        Reading(byte[] in, int offset, IsoMessage.Builder message) {
            this.in = in;
            this.offset = offset;
            this.message = message;
        }

        Decoded fields(long primary, long secondary) {
            // Bit 1 announces the second bitmap and is no element.
            boolean whole = half(primary & Long.MAX_VALUE, 1) && half(secondary, PRIMARY_FIELDS + 1);
            if (whole && offset < in.length) {
                report(new DecodeError("message", (in.length - offset) + " bytes left over", offset));
            }
            IsoMessage read = message.build();
            return first == null ? read : first.with(read);
        }

        /** False when the place of the next element is unknown. */
        private boolean half(long bitmap, int firstNumber) {
            long bits = bitmap;
            while (bits != 0) {
                int zeros = Long.numberOfLeadingZeros(bits);
                bits &= ~(Long.MIN_VALUE >>> zeros);
                int number = firstNumber + zeros;
                FieldFormat format = number < formats.length ? formats[number] : null;
                if (format == null) {
                    report(new DecodeError("DE" + number, "not in the field table", offset));
                    return false;
                }
                if (!element(format)) {
                    return false;
                }
            }
            return true;
        }

        private boolean element(FieldFormat format) {
            int end;
            try {
                end = offset + format.wireLength(in, offset);
            } catch (Misfit e) {
                report(new DecodeError(format.path(), e.problem(), e.offset()));
                return false;
            }
            try {
                IsoValue value = format.read(in, offset, end);
                DecodeError error = format.content() == Content.TLV ? chip(format, value) : null;
                if (error == null) {
                    message.put(format.number(), value);
                } else {
                    report(error);
                }
            } catch (Misfit e) {
                // The elements behind it can still be read.
                report(new DecodeError(format.path(), e.problem(), e.offset()));
            }
            offset = end;
            return true;
        }

        private @Nullable DecodeError chip(FieldFormat format, IsoValue value) {
            if (!(value instanceof IsoValue.Binary chip)) {
                return null;
            }
            int start = offset + format.wire().prefixBytes();
            return Tlv.check(chip.value(), format.path(), start, format.wire().unit() == WireForm.Unit.BYTES ? 1 : 2);
        }

        private void report(DecodeError error) {
            if (first == null) {
                first = error;
            }
        }
    }

    /**
     * The bytes of a message.
     *
     * @throws IllegalArgumentException naming the element that does not fit the dialect
     */
    public byte[] encode(IsoMessage message) {
        boolean second = !message.fields().isEmpty() && message.fields().lastKey() > PRIMARY_FIELDS;
        head.check(message.mti(), second);
        int bytes = head.bytes(second);
        for (Map.Entry<Integer, IsoValue> each : message.fields().entrySet()) {
            bytes += format(each.getKey()).size(each.getValue());
        }
        if (bytes > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("message: at most " + MAX_MESSAGE_BYTES);
        }
        byte[] out = new byte[bytes];
        long primary = second ? Long.MIN_VALUE : 0;
        long secondary = 0;
        int at = head.bytes(second);
        for (Map.Entry<Integer, IsoValue> each : message.fields().entrySet()) {
            int number = each.getKey();
            at = format(number).write(each.getValue(), out, at);
            long bit = Long.MIN_VALUE >>> (number - 1) % PRIMARY_FIELDS;
            primary |= number <= PRIMARY_FIELDS ? bit : 0;
            secondary |= number <= PRIMARY_FIELDS ? 0 : bit;
        }
        head.write(message.mti(), primary, secondary, out);
        return out;
    }

    /** How an element of the dialect lies on the wire. */
    WireForm wireForm(int number) {
        return format(number).wire();
    }

    private FieldFormat format(int number) {
        FieldFormat format = number < 0 || number >= formats.length ? null : formats[number];
        if (format == null) {
            throw new IllegalArgumentException("DE" + number + ": not in the field table");
        }
        return format;
    }
}
