package io.txswitch.iso8583.crypto;

import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * The readable part of a TR-31 (ANSI X9.143) key block: what the key inside may be used for.
 *
 * @param version B binds with TDES, D with AES
 * @param usage two characters, such as P0 for a PIN key
 * @param algorithm of the key: T triple DES, D DES, A AES, …
 * @param mode E encrypt, D decrypt, B both, G generate, V verify, C both, X derive, N no restriction, …
 * @param keyVersion two characters, 00 for none
 * @param exportability E under a trusted key, S under any, N not at all
 * @param context 00 storage and exchange, 1 storage, 2 exchange; two characters that older blocks call reserved
 * @param optional blocks that say more, without the padding block that only fills up
 */
public record KeyBlockHeader(
        Version version,
        String usage,
        char algorithm,
        char mode,
        String keyVersion,
        char exportability,
        String context,
        List<OptionalBlock> optional) {

    /** How the block is bound together; versions A and C are no longer to be used and are refused. */
    public enum Version {
        B(8, 8),
        D(16, 16);

        private final int blockBytes;
        private final int macBytes;

        Version(int blockBytes, int macBytes) {
            this.blockBytes = blockBytes;
            this.macBytes = macBytes;
        }

        int blockBytes() {
            return blockBytes;
        }

        int macBytes() {
            return macBytes;
        }
    }

    /**
     * One more thing said about the key.
     *
     * @param id two characters, such as KS for a key serial number
     * @param data printable ASCII
     */
    public record OptionalBlock(String id, String data) {
        public OptionalBlock {
            if (!id.matches("[A-Z0-9]{2}") || !printable(data) || data.length() > MAX_OPTIONAL_DATA) {
                throw new IllegalArgumentException("not an optional block");
            }
        }
    }

    /** Characters before the optional blocks. */
    static final int FIXED_LENGTH = 16;

    static final int MAX_LENGTH = 9_999;
    private static final int MAX_OPTIONAL_BLOCKS = 99;
    private static final int MAX_OPTIONAL_DATA = 9_000;
    /** Identifier and length. */
    private static final int SHORT_HEAD = 4;
    /** Identifier, 00, 02, and four digits of length. */
    private static final int LONG_HEAD = 10;

    /** A longer block's length has two or four hex digits, as many pairs as it says. */
    private static final int MAX_LENGTH_DIGITS = 4;

    private static final int MAX_SHORT = 0xFF;
    private static final String PADDING = "PB";

    public KeyBlockHeader {
        optional = List.copyOf(optional);
        boolean good = usage.matches("[A-Z0-9]{2}")
                && alphanumeric(algorithm)
                && alphanumeric(mode)
                && keyVersion.matches("[A-Za-z0-9]{2}")
                && alphanumeric(exportability)
                && context.matches("[A-Z0-9]{2}")
                && optional.size() < MAX_OPTIONAL_BLOCKS;
        if (!good) {
            throw new IllegalArgumentException("not a key block's header");
        }
    }

    /** A header without optional blocks, exportable under a trusted key. */
    public static KeyBlockHeader of(Version version, String usage, char algorithm, char mode) {
        return new KeyBlockHeader(version, usage, algorithm, mode, "00", 'E', "00", List.of());
    }

    private static boolean alphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
    }

    private static boolean printable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /** Reads a header that stands alone, whatever length it says; anything else is BAD_KEY_BLOCK. */
    public static KeyBlockHeader read(String text) throws SecurityModuleException {
        Parsed parsed = parse(text);
        check(parsed.headerLength() == text.length());
        return parsed.header();
    }

    /** A header with the length of its whole block, and where it ends. */
    record Parsed(KeyBlockHeader header, int blockLength, int headerLength) {}

    /**
     * Reads a header from the start of a block.
     *
     * @throws SecurityModuleException BAD_KEY_BLOCK
     */
    static Parsed parse(String block) throws SecurityModuleException {
        check(block.length() >= FIXED_LENGTH && block.length() <= MAX_LENGTH && printable(block));
        int length = number(block, 1, 5, 10);
        int count = number(block, 12, 14, 10);
        try {
            List<OptionalBlock> optional = new ArrayList<>();
            int end = FIXED_LENGTH;
            for (int i = 0; i < count; i++) {
                end = readOptional(block, end, optional);
            }
            KeyBlockHeader header = new KeyBlockHeader(
                    Version.valueOf(block.substring(0, 1)),
                    block.substring(5, 7),
                    block.charAt(7),
                    block.charAt(8),
                    block.substring(9, 11),
                    block.charAt(11),
                    block.substring(14, FIXED_LENGTH),
                    optional);
            return new Parsed(header, length, end);
        } catch (IllegalArgumentException e) {
            throw new SecurityModuleException(Reason.BAD_KEY_BLOCK);
        }
    }

    /** Reads one optional block; where the next one begins. */
    private static int readOptional(String block, int start, List<OptionalBlock> into) throws SecurityModuleException {
        int head = SHORT_HEAD;
        int length = number(block, start + 2, start + SHORT_HEAD, 16);
        if (length == 0) {
            int digits = 2 * number(block, start + SHORT_HEAD, start + SHORT_HEAD + 2, 16);
            check(digits > 0 && digits <= MAX_LENGTH_DIGITS);
            head = SHORT_HEAD + 2 + digits;
            length = number(block, start + SHORT_HEAD + 2, start + head, 16);
        }
        check(length >= head && length <= block.length() - start);
        String id = block.substring(start, start + 2);
        if (!id.equals(PADDING)) {
            into.add(new OptionalBlock(id, block.substring(start + head, start + length)));
        }
        return start + length;
    }

    private static int number(String block, int from, int to, int radix) throws SecurityModuleException {
        check(to <= block.length());
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(block.charAt(i), radix);
            check(digit >= 0);
            number = number * radix + digit;
        }
        return number;
    }

    private static void check(boolean good) throws SecurityModuleException {
        if (!good) {
            throw new SecurityModuleException(Reason.BAD_KEY_BLOCK);
        }
    }

    /**
     * The header's text, filled up to whole blocks.
     *
     * @param bodyLength characters that follow it
     */
    String text(int bodyLength) throws SecurityModuleException {
        StringBuilder blocks = new StringBuilder();
        for (OptionalBlock each : optional) {
            int length = SHORT_HEAD + each.data().length();
            blocks.append(each.id())
                    .append(
                            length <= MAX_SHORT
                                    ? String.format("%02X", length)
                                    : String.format(
                                            "0002%04X", LONG_HEAD + each.data().length()))
                    .append(each.data());
        }
        int count = optional.size();
        int beyond = blocks.length() % version.blockBytes();
        if (beyond != 0) {
            int missing = version.blockBytes() - beyond;
            int length = missing < SHORT_HEAD ? missing + version.blockBytes() : missing;
            blocks.append(PADDING).append(String.format("%02X", length)).append("0".repeat(length - SHORT_HEAD));
            count++;
        }
        int all = FIXED_LENGTH + blocks.length() + bodyLength;
        check(all <= MAX_LENGTH);
        return String.format("%s%04d%s%c%c", version, all, usage, algorithm, mode)
                + String.format("%s%c%02d%s", keyVersion, exportability, count, context)
                + blocks;
    }
}
