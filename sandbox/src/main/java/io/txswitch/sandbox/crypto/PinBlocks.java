package io.txswitch.sandbox.crypto;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * PIN blocks, encrypted and back. Source: ISO 9564-1, formats 0 (ANSI X9.8), 3 and 4.
 *
 * <p>The card number goes into formats 0 and 3 with its twelve digits left of the check digit.
 */
public final class PinBlocks {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int MIN_PIN = 4;
    private static final int MAX_PIN = 12;
    private static final int DES_NIBBLES = 16;
    private static final int AES_NIBBLES = 32;
    private static final int HEX_DIGITS = 16;
    private static final int PAN_DIGITS = 12;

    private PinBlocks() {}

    /** Format 0: the PIN, F to the end, over the card number; under triple DES. */
    public static byte[] format0(byte[] key, String pin, String pan) {
        return Blocks.tdesEncrypt(key, clear("0", pin, pan, "F".repeat(DES_NIBBLES)));
    }

    /** Format 3: as format 0, filled with random letters A to F. */
    public static byte[] format3(byte[] key, String pin, String pan, RandomGenerator random) {
        StringBuilder filler = new StringBuilder();
        for (int i = 0; i < DES_NIBBLES; i++) {
            filler.append((char) ('A' + random.nextInt(6)));
        }
        return Blocks.tdesEncrypt(key, clear("3", pin, pan, filler.toString()));
    }

    private static byte[] clear(String format, String pin, String pan, String filler) {
        checkPin(pin);
        String pinField = format + lengthDigit(pin) + pin + filler.substring(2 + pin.length());
        return Blocks.xor(HEX.parseHex(pinField), HEX.parseHex("0000" + panPart(pan)));
    }

    /**
     * Format 4: the PIN with random bytes behind, encrypted, over the card number, encrypted again; under AES.
     *
     * @return sixteen bytes
     */
    public static byte[] format4(byte[] key, String pin, String pan, RandomGenerator random) {
        checkPin(pin);
        byte[] noise = new byte[Blocks.DES];
        random.nextBytes(noise);
        String pinField =
                "4" + lengthDigit(pin) + pin + "A".repeat(DES_NIBBLES - 2 - pin.length()) + HEX.formatHex(noise);
        byte[] once = Blocks.aesEncrypt(key, HEX.parseHex(pinField));
        return Blocks.aesEncrypt(key, Blocks.xor(once, panField(pan)));
    }

    private static byte[] panField(String pan) {
        String padded = "0".repeat(Math.max(0, PAN_DIGITS - pan.length())) + pan;
        String field = Integer.toString(padded.length() - PAN_DIGITS) + padded;
        return HEX.parseHex(field + "0".repeat(AES_NIBBLES - field.length()));
    }

    /** The PIN of a format 0 or 3 block; empty when key, card number or block do not belong together. */
    public static Optional<String> decode(byte[] key, byte[] block, String pan) {
        byte[] clear = Blocks.tdesDecrypt(key, block);
        String field = HEX.formatHex(Blocks.xor(clear, HEX.parseHex("0000" + panPart(pan))));
        return switch (field.charAt(0)) {
            case '0' -> pinIn(field, "F");
            case '3' -> pinIn(field, "ABCDEF");
            default -> Optional.empty();
        };
    }

    /** The PIN of a format 4 block; empty when key, card number or block do not belong together. */
    public static Optional<String> decode4(byte[] key, byte[] block, String pan) {
        byte[] once = Blocks.xor(Blocks.aesDecrypt(key, block), panField(pan));
        String field = HEX.formatHex(Blocks.aesDecrypt(key, once)).substring(0, DES_NIBBLES);
        return field.charAt(0) == '4' ? pinIn(field, "A") : Optional.empty();
    }

    private static Optional<String> pinIn(String field, String fillers) {
        int length = Character.digit(field.charAt(1), HEX_DIGITS);
        if (length < MIN_PIN || length > MAX_PIN) {
            return Optional.empty();
        }
        String pin = field.substring(2, 2 + length);
        boolean filled = field.substring(2 + length).chars().allMatch(c -> fillers.indexOf(c) >= 0);
        return filled && pin.chars().allMatch(c -> c >= '0' && c <= '9') ? Optional.of(pin) : Optional.empty();
    }

    private static void checkPin(String pin) {
        if (!pin.matches("\\d{4,12}")) {
            throw new IllegalArgumentException("PIN: 4 to 12 digits");
        }
    }

    private static String lengthDigit(String pin) {
        return Integer.toHexString(pin.length()).toUpperCase(Locale.ROOT);
    }

    /** The twelve digits left of the check digit. */
    private static String panPart(String pan) {
        String padded = "0".repeat(PAN_DIGITS) + pan;
        return padded.substring(padded.length() - 1 - PAN_DIGITS, padded.length() - 1);
    }
}
