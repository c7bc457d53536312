package io.txswitch.iso8583.codec;

import io.txswitch.iso8583.codec.WireForm.Unit;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One element of a dialect: how it lies on the wire, and which characters it may hold.
 *
 * <p>Whatever does not fit is told with the offset of the byte that shows it. jPOS is not asked to read or write: its
 * own complaint is an index out of bounds that names no length, and it reads any nibble as a digit.
 */
record FieldFormat(int number, WireForm wire, Content content) {
    private static final int FILLER = 0x0f;
    private static final int SEPARATOR = 0x0d;
    private static final String HEX = "0123456789ABCDEF";

    String path() {
        return "DE" + number;
    }

    /** The bytes the element takes at {@code offset}, or why that cannot be said. */
    int wireLength(byte[] in, int offset) throws Misfit {
        int left = in.length - offset;
        int prefix = wire.prefixBytes();
        if (left < prefix) {
            throw new Misfit("a length of " + prefix + " bytes, found " + left, offset);
        }
        int units = units(in, offset);
        int bytes = wire.bytes(units);
        if (bytes > left - prefix) {
            throw new Misfit("length " + bytes + ", found " + (left - prefix), offset);
        }
        return prefix + bytes;
    }

    private int units(byte[] in, int offset) throws Misfit {
        if (wire.isFixed()) {
            return wire.length();
        }
        int units = 0;
        for (int i = offset; i < offset + wire.prefixBytes(); i++) {
            int digits = prefixDigits(in[i] & 0xff);
            if (digits < 0) {
                throw new Misfit("a length in digits", i);
            }
            units = units
                            * switch (wire.prefix()) {
                                case BCD -> 100;
                                case BINARY -> 256;
                                default -> 10;
                            }
                    + digits;
        }
        if (units > wire.length()) {
            throw new Misfit("at most " + wire.length() + ", found " + units, offset);
        }
        if (wire.unit() == Unit.HEX_CHARACTERS && units % 2 != 0) {
            throw new Misfit("an even number of characters, found " + units, offset);
        }
        return units;
    }

    private int prefixDigits(int each) {
        return switch (wire.prefix()) {
            case BINARY -> each;
            case BCD -> (each >> 4) > 9 || (each & 0x0f) > 9 ? -1 : (each >> 4) * 10 + (each & 0x0f);
            default -> each >= '0' && each <= '9' ? each - '0' : -1;
        };
    }

    /** The value at {@code offset}, whose length has been checked; {@code end} is behind its last byte. */
    IsoValue read(byte[] in, int offset, int end) throws Misfit {
        int units = units(in, offset);
        int start = offset + wire.prefixBytes();
        return switch (wire.unit()) {
            case BYTES -> new IsoValue.Binary(Arrays.copyOfRange(in, start, end));
            case HEX_BYTES, HEX_CHARACTERS -> new IsoValue.Binary(hex(in, start, end));
            case CHARACTERS -> new IsoValue.Text(characters(in, start, end));
            case PACKED -> new IsoValue.Text(packed(in, start, units));
            case SIGNED_PACKED -> new IsoValue.Text(signed(in, start, units));
        };
    }

    private String characters(byte[] in, int start, int end) throws Misfit {
        byte[] text = new byte[end - start];
        for (int i = 0; i < text.length; i++) {
            byte each = in[start + i];
            text[i] = content.isTrack() && each == 'D' ? (byte) '=' : each;
            if (!content.allows((char) (text[i] & 0xff), i)) {
                throw new Misfit(content.words(), start + i);
            }
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private String packed(byte[] in, int start, int units) throws Misfit {
        byte[] text = new byte[units];
        int first = units % 2 != 0 && wire.leftFilled() ? 1 : 0;
        for (int i = 0; i < units; i++) {
            int nibble = nibble(in, start, first + i);
            char digit = nibble == SEPARATOR && content.isTrack() ? '=' : HEX.charAt(nibble);
            if (!content.allows(digit, i)) {
                throw new Misfit(content.words(), start + (first + i) / 2);
            }
            text[i] = (byte) digit;
        }
        if (units % 2 != 0) {
            int at = first == 1 ? 0 : units;
            int filler = nibble(in, start, at);
            if (filler != 0 && filler != FILLER) {
                throw new Misfit("a filler of 0 or F", start + at / 2);
            }
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private String signed(byte[] in, int start, int units) throws Misfit {
        char sign = (char) (in[start] & 0xff);
        if (!content.allows(sign, 0)) {
            throw new Misfit(content.words(), start);
        }
        StringBuilder text = new StringBuilder(units).append(sign);
        for (int i = 0; i < units - 1; i++) {
            int nibble = nibble(in, start + 1, i);
            if (nibble > 9) {
                throw new Misfit(content.words(), start + 1 + i / 2);
            }
            text.append((char) ('0' + nibble));
        }
        return text.toString();
    }

    private static int nibble(byte[] in, int start, int index) {
        return in[start + index / 2] >> (index % 2 == 0 ? 4 : 0) & 0x0f;
    }

    private static byte[] hex(byte[] in, int start, int end) throws Misfit {
        byte[] bytes = new byte[(end - start) / 2];
        for (int i = start; i < end; i++) {
            int digit = in[i] < 0 ? -1 : Character.digit(in[i], 16);
            if (digit < 0) {
                throw new Misfit("only hexadecimal digits", i);
            }
            bytes[(i - start) / 2] |= (byte) ((i - start) % 2 == 0 ? digit << 4 : digit);
        }
        return bytes;
    }

    /** The bytes of a value on the wire; one that does not fit is an {@link IllegalArgumentException}. */
    int size(IsoValue value) {
        check(value);
        return wire.prefixBytes() + wire.bytes(wire.isFixed() ? wire.length() : unitsOf(value));
    }

    /** Writes a value that {@link #size} has accepted; gives where the next one begins. */
    int write(IsoValue value, byte[] out, int offset) {
        int units = wire.isFixed() ? wire.length() : unitsOf(value);
        FieldWriter.prefix(wire, units, out, offset);
        int start = offset + wire.prefixBytes();
        switch (value) {
            case IsoValue.Binary binary -> FieldWriter.bytes(wire, binary.value(), out, start);
            case IsoValue.Text text -> FieldWriter.text(wire, text.value(), out, start);
        }
        return start + wire.bytes(units);
    }

    /** The complaint does not repeat the value. */
    private void check(IsoValue value) {
        boolean right = switch (value) {
            case IsoValue.Text text -> !content.isBinary() && content.fits(text.value());
            case IsoValue.Binary ignored -> content.isBinary();
        };
        if (!right) {
            throw new IllegalArgumentException(path() + ": " + (content.isBinary() ? "bytes" : content.words()));
        }
        int units = unitsOf(value);
        boolean exact = wire.isFixed() && (content.isBinary() || content == Content.SIGNED);
        if (units > wire.length() || exact && units != wire.length()) {
            throw new IllegalArgumentException(path() + ": length " + wire.length() + ", found " + units);
        }
    }

    private int unitsOf(IsoValue value) {
        return switch (value) {
            case IsoValue.Text text -> text.value().length();
            case IsoValue.Binary binary ->
                wire.unit() == Unit.HEX_CHARACTERS ? 2 * binary.value().length : binary.value().length;
        };
    }

    /** An element that is not what its format says; carries no stack, it is part of reading hostile input. */
    static final class Misfit extends Exception {
        private static final long serialVersionUID = 1L;
        private final int offset;

        Misfit(String problem, int offset) {
            super(problem, null, false, false);
            this.offset = offset;
        }

        String problem() {
            @Nullable String message = getMessage();
            return message == null ? "" : message;
        }

        /** The byte that shows it. */
        int offset() {
            return offset;
        }
    }
}
