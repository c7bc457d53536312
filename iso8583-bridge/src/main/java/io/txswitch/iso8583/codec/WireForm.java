package io.txswitch.iso8583.codec;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jpos.iso.ISOComponent;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOField;
import org.jpos.iso.ISOFieldPackager;
import org.jspecify.annotations.Nullable;

/**
 * How an element lies on the wire, as the class in the packager definition says it.
 *
 * @param prefix how the length in front is written
 * @param prefixDigits its decimal digits: 2 for LL, 3 for LLL; 0 for a fixed element
 * @param unit what the length counts and how it is written
 * @param leftFilled where an odd number of packed digits has its filler: in front, or behind
 * @param zeroPadded a fixed element that is too short is filled with zeros in front, or else with spaces behind
 * @param length the greatest length, or the fixed one, in what the unit counts
 */
record WireForm(Prefix prefix, int prefixDigits, Unit unit, boolean leftFilled, boolean zeroPadded, int length) {
    /** How a length is written. */
    enum Prefix {
        NONE,
        BCD,
        ASCII,
        BINARY
    }

    /** What a length counts. */
    enum Unit {
        /** Digits, two a byte. */
        PACKED,
        /** One sign as a character, then digits, two a byte. */
        SIGNED_PACKED,
        /** Characters, one a byte. */
        CHARACTERS,
        /** Bytes as they are. */
        BYTES,
        /** Bytes, each as two hexadecimal characters. */
        HEX_BYTES,
        /** Hexadecimal characters, two of which make a byte. */
        HEX_CHARACTERS
    }

    private static final Pattern VARIABLE = Pattern.compile("IF([AB])_(L{2,4})(H|A|B)?(NUM|CHAR|BINARY)");
    private static final Map<String, Unit> FIXED = Map.of(
            "IF_CHAR", Unit.CHARACTERS,
            "IFA_NUMERIC", Unit.CHARACTERS,
            "IFB_NUMERIC", Unit.PACKED,
            "IFA_AMOUNT", Unit.CHARACTERS,
            "IFB_AMOUNT", Unit.SIGNED_PACKED,
            "IFA_BINARY", Unit.HEX_BYTES,
            "IFB_BINARY", Unit.BYTES);

    /** Null when the class is none that is known here. */
    static @Nullable WireForm of(ISOFieldPackager packager) {
        String type = packager.getClass().getSimpleName();
        boolean left = fillsLeft(packager);
        Unit fixed = FIXED.get(type);
        if (fixed != null) {
            boolean zeros = !type.endsWith("CHAR");
            return new WireForm(Prefix.NONE, 0, fixed, left, zeros, packager.getLength());
        }
        Matcher variable = VARIABLE.matcher(type);
        return variable.matches() ? variable(variable, left, packager.getLength()) : null;
    }

    private static @Nullable WireForm variable(Matcher type, boolean left, int length) {
        boolean ascii = type.group(1).equals("A");
        String mark = String.valueOf(type.group(3));
        boolean hexLength = mark.equals("H");
        if (ascii && hexLength || !ascii && (mark.equals("A") || mark.equals("B"))) {
            return null;
        }
        Unit unit = switch (type.group(4)) {
            case "CHAR" -> Unit.CHARACTERS;
            case "BINARY" -> mark.equals("A") ? Unit.HEX_BYTES : Unit.BYTES;
            default -> ascii && !mark.equals("B") ? Unit.CHARACTERS : Unit.PACKED;
        };
        Prefix prefix = hexLength ? Prefix.BINARY : ascii ? Prefix.ASCII : Prefix.BCD;
        return new WireForm(prefix, type.group(2).length(), unit, left, false, length);
    }

    /** Asked of the packager itself, which has no getter for it: three digits show where the filler goes. */
    private static boolean fillsLeft(ISOFieldPackager packager) {
        String type = packager.getClass().getSimpleName();
        if (!type.startsWith("IFB") || !(type.endsWith("NUM") || type.endsWith("NUMERIC") || type.endsWith("AMOUNT"))) {
            return false;
        }
        int length = packager.getLength();
        try {
            packager.setLength(type.endsWith("AMOUNT") ? 4 : 3);
            ISOComponent probe = new ISOField(2, type.endsWith("AMOUNT") ? "C999" : "999");
            byte[] packed = packager.pack(probe);
            return (packed[packed.length - 1] & 0x0f) == 9;
        } catch (ISOException e) {
            throw new IllegalStateException("packager " + type, e);
        } finally {
            packager.setLength(length);
        }
    }

    /** The same characters, read as hexadecimal; the length goes on counting characters. */
    WireForm asHex() {
        return new WireForm(prefix, prefixDigits, Unit.HEX_CHARACTERS, leftFilled, zeroPadded, length);
    }

    boolean isFixed() {
        return prefix == Prefix.NONE;
    }

    int prefixBytes() {
        return switch (prefix) {
            case NONE -> 0;
            case BCD -> (prefixDigits + 1) / 2;
            case ASCII -> prefixDigits;
            case BINARY -> prefixDigits == 2 ? 1 : 2;
        };
    }

    /** The bytes of a value of so many units. */
    int bytes(int units) {
        return switch (unit) {
            case PACKED -> (units + 1) / 2;
            case SIGNED_PACKED -> 1 + units / 2;
            case CHARACTERS, BYTES, HEX_CHARACTERS -> units;
            case HEX_BYTES -> 2 * units;
        };
    }
}
