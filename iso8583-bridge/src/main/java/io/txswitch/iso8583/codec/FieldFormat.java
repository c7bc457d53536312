package io.txswitch.iso8583.codec;

import org.jpos.iso.ISOBinaryField;
import org.jpos.iso.ISOBinaryFieldPackager;
import org.jpos.iso.ISOComponent;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOField;
import org.jpos.iso.ISOFieldPackager;
import org.jspecify.annotations.Nullable;

/**
 * How one element lies on the wire, and which characters it may hold.
 *
 * <p>jPOS turns bytes into values and back. Lengths are checked here before it is asked, because its own complaint
 * is an index out of bounds that names no length, and characters afterwards, because it reads any nibble as a
 * digit.
 *
 * @param prefixBytes bytes of the packed length in front: 0 for a fixed element
 * @param packed true when two characters share a byte
 */
record FieldFormat(int number, ISOFieldPackager packager, Charset charset, int prefixBytes, boolean packed) {

    /** The characters an element may hold. */
    enum Charset {
        DIGITS("only digits"),
        TRACK("only digits and ="),
        SIGNED("C or D, then digits"),
        PRINTABLE("only printable characters"),
        ANY("any"),
        BINARY("any");

        private final String words;

        Charset(String words) {
            this.words = words;
        }
    }

    static FieldFormat of(int number, ISOFieldPackager packager) {
        String type = packager.getClass().getSimpleName();
        int prefix = type.contains("LLL") ? 2 : type.contains("LL") ? 1 : 0;
        return new FieldFormat(number, packager, charset(number, packager, type), prefix, type.contains("NUM"));
    }

    private static Charset charset(int number, ISOFieldPackager packager, String type) {
        if (packager instanceof ISOBinaryFieldPackager) {
            return Charset.BINARY;
        }
        if (number == De.TRACK_2) {
            return Charset.TRACK;
        }
        if (type.contains("AMOUNT")) {
            return Charset.SIGNED;
        }
        if (type.contains("NUM")) {
            return Charset.DIGITS;
        }
        // Private text (48, 60 to 63) carries names in national character sets; short and fixed text does not.
        return type.contains("LLL") ? Charset.ANY : Charset.PRINTABLE;
    }

    String path() {
        return "DE" + number;
    }

    /** The bytes the element takes at {@code offset}, or why that cannot be said. */
    int wireLength(byte[] in, int offset) throws Misfit {
        int left = in.length - offset;
        if (prefixBytes == 0) {
            int length = packager.getMaxPackedLength();
            if (left < length) {
                throw new Misfit("length " + length + ", found " + left);
            }
            return length;
        }
        if (left < prefixBytes) {
            throw new Misfit("a length of " + prefixBytes + " bytes, found " + left);
        }
        int units = units(in, offset);
        int bytes = packed ? (units + 1) / 2 : units;
        if (bytes > left - prefixBytes) {
            throw new Misfit("length " + bytes + ", found " + (left - prefixBytes));
        }
        return prefixBytes + bytes;
    }

    private int units(byte[] in, int offset) throws Misfit {
        int units = 0;
        for (int i = offset; i < offset + prefixBytes; i++) {
            int high = in[i] >> 4 & 0x0f;
            int low = in[i] & 0x0f;
            if (high > 9 || low > 9) {
                throw new Misfit("a length in digits");
            }
            units = units * 100 + high * 10 + low;
        }
        if (units > packager.getLength()) {
            throw new Misfit("at most " + packager.getLength() + ", found " + units);
        }
        return units;
    }

    /** The value at {@code offset}, whose length has been checked. */
    IsoValue read(byte[] in, int offset) throws Misfit {
        try {
            ISOComponent component = packager.createComponent(number);
            packager.unpack(component, in, offset);
            if (component.getValue() instanceof byte[] bytes) {
                return new IsoValue.Binary(bytes);
            }
            String text = String.valueOf(component.getValue());
            if (!fits(text)) {
                throw new Misfit(charset.words);
            }
            return new IsoValue.Text(text);
        } catch (ISOException | RuntimeException e) {
            throw new Misfit("unreadable");
        }
    }

    /** The bytes of a value; one that does not fit is an {@link IllegalArgumentException} that does not repeat it. */
    byte[] write(IsoValue value) {
        try {
            return packager.pack(component(value));
        } catch (ISOException | RuntimeException e) {
            throw new IllegalArgumentException(path() + ": does not fit");
        }
    }

    private ISOComponent component(IsoValue value) {
        return switch (value) {
            case IsoValue.Text text
            when charset != Charset.BINARY && fits(text.value()) -> new ISOField(number, text.value());
            case IsoValue.Binary binary when charset == Charset.BINARY -> new ISOBinaryField(number, binary.value());
            default -> throw new IllegalArgumentException(path() + ": " + charset.words);
        };
    }

    private boolean fits(String text) {
        return switch (charset) {
            case DIGITS -> all(text, 0, "");
            case TRACK -> all(text, 0, "=");
            case SIGNED -> !text.isEmpty() && "CD".indexOf(text.charAt(0)) >= 0 && all(text, 1, "");
            case PRINTABLE -> text.chars().allMatch(c -> c >= ' ' && c <= '~');
            case ANY -> text.chars().allMatch(c -> c <= 0xff);
            case BINARY -> false;
        };
    }

    private static boolean all(String text, int from, String more) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && more.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** An element that is not what its format says; carries no stack, it is part of reading hostile input. */
    static final class Misfit extends Exception {
        private static final long serialVersionUID = 1L;

        Misfit(String problem) {
            super(problem, null, false, false);
        }

        String problem() {
            @Nullable String message = getMessage();
            return message == null ? "" : message;
        }
    }
}
