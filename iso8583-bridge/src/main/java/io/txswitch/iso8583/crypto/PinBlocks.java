package io.txswitch.iso8583.crypto;

import io.txswitch.core.model.Pan;
import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * PIN blocks of ISO 9564-1:2017, formats 0 to 4, in clear and encrypted.
 *
 * <pre>
 *   0, 3:  E( 0L PIN… fill  XOR  0000 + 12 digits of the PAN left of its check digit )
 *   1, 2:  E( 1L PIN… fill )
 *   4:     E( E( 4L PIN… fill A, 8 random bytes )  XOR  M PAN… zeros )          E = AES; else triple DES
 * </pre>
 *
 * <p>Whatever is wrong with a block, the answer is BAD_PIN_BLOCK and nothing more.
 */
public final class PinBlocks {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int PIN_FIELD_DIGITS = 16;
    private static final int EXTENDED_DIGITS = 32;
    private static final int HEADER_DIGITS = 2;
    private static final int PAN_DIGITS = 12;
    private static final int SHORTEST_PAN_4 = 12;
    private static final char FILL_0 = 'F';
    private static final char FILL_4 = 'A';

    private PinBlocks() {}

    /** Builds and encrypts; a key of the wrong cipher is BAD_KEY. */
    public static byte[] encrypt(ClearKey key, PinFormat format, ClearPin pin, Pan pan, RandomGenerator random)
            throws SecurityModuleException {
        check(key, format);
        byte[] clear = clear(format, pin, pan, random);
        if (format != PinFormat.ISO_4) {
            return key.encryptEcb(clear);
        }
        byte[] inner = key.encryptEcb(clear);
        Macs.xor(inner, panField4(pan));
        return key.encryptEcb(inner);
    }

    /** Decrypts and reads, strictly. */
    public static ClearPin decrypt(ClearKey key, PinFormat format, byte[] block, Pan pan)
            throws SecurityModuleException {
        check(key, format);
        if (block.length != format.blockBytes()) {
            throw new SecurityModuleException(Reason.BAD_PIN_BLOCK);
        }
        byte[] clear = key.decryptEcb(block);
        if (format == PinFormat.ISO_4) {
            Macs.xor(clear, panField4(pan));
            clear = key.decryptEcb(clear);
        }
        return read(format, clear, pan);
    }

    private static void check(ClearKey key, PinFormat format) throws SecurityModuleException {
        if (key.algorithm().isAes() != (format == PinFormat.ISO_4)) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
    }

    /**
     * The block before it is encrypted; of format 4 the PIN's field, which the PAN joins between two encryptions.
     *
     * @param pan formats 1, 2 and 4 do not look at it
     * @param random fills formats 1, 3 and 4
     */
    public static byte[] clear(PinFormat format, ClearPin pin, Pan pan, RandomGenerator random) {
        String digits = pin.reveal();
        StringBuilder field = new StringBuilder(EXTENDED_DIGITS)
                .append(format.number())
                .append(Character.forDigit(digits.length(), 16))
                .append(digits);
        while (field.length() < PIN_FIELD_DIGITS) {
            field.append(fill(format, random));
        }
        while (format == PinFormat.ISO_4 && field.length() < EXTENDED_DIGITS) {
            field.append(Character.forDigit(random.nextInt(16), 16));
        }
        byte[] block = HEX.parseHex(field);
        if (isBoundByXor(format)) {
            Macs.xor(block, panField0(pan));
        }
        return block;
    }

    private static char fill(PinFormat format, RandomGenerator random) {
        return switch (format) {
            case ISO_0, ISO_2 -> FILL_0;
            case ISO_1 -> Character.forDigit(random.nextInt(16), 16);
            case ISO_3 -> Character.forDigit(random.nextInt(10, 16), 16);
            case ISO_4 -> FILL_4;
        };
    }

    /** Reads what {@link #clear} makes; anything else is BAD_PIN_BLOCK. */
    public static ClearPin read(PinFormat format, byte[] clear, Pan pan) throws SecurityModuleException {
        if (clear.length != format.blockBytes()) {
            throw new SecurityModuleException(Reason.BAD_PIN_BLOCK);
        }
        byte[] block = clear.clone();
        if (isBoundByXor(format)) {
            Macs.xor(block, panField0(pan));
        }
        String field = HEX.formatHex(block).substring(0, PIN_FIELD_DIGITS);
        int length = Character.digit(field.charAt(1), 16);
        boolean good = Character.digit(field.charAt(0), 16) == format.number()
                && length >= ClearPin.MIN_DIGITS
                && length <= ClearPin.MAX_DIGITS;
        int end = HEADER_DIGITS + Math.clamp(length, 0, ClearPin.MAX_DIGITS);
        for (int i = HEADER_DIGITS; i < PIN_FIELD_DIGITS; i++) {
            char digit = field.charAt(i);
            good &= i < end ? digit <= '9' : isFill(format, digit);
        }
        if (!good) {
            throw new SecurityModuleException(Reason.BAD_PIN_BLOCK);
        }
        return ClearPin.of(field.substring(HEADER_DIGITS, end));
    }

    private static boolean isFill(PinFormat format, char digit) {
        return switch (format) {
            case ISO_0, ISO_2 -> digit == FILL_0;
            case ISO_1 -> true;
            case ISO_3 -> digit >= 'A';
            case ISO_4 -> digit == FILL_4;
        };
    }

    private static boolean isBoundByXor(PinFormat format) {
        return format == PinFormat.ISO_0 || format == PinFormat.ISO_3;
    }

    /** Four zeros and the twelve digits before the check digit. */
    private static byte[] panField0(Pan pan) {
        String withoutCheckDigit = pan.digits().substring(0, pan.digits().length() - 1);
        String last = withoutCheckDigit.substring(Math.max(0, withoutCheckDigit.length() - PAN_DIGITS));
        return HEX.parseHex("0".repeat(PIN_FIELD_DIGITS - last.length()) + last);
    }

    /** How many digits beyond twelve, the whole PAN, zeros. */
    private static byte[] panField4(Pan pan) {
        String field = (pan.digits().length() - SHORTEST_PAN_4) + pan.digits();
        return HEX.parseHex(field + "0".repeat(EXTENDED_DIGITS - field.length()));
    }
}
