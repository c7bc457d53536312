package io.txswitch.cluster.cli.iso;

/** Hexadecimal text as people paste it: either case, spaces where they help. */
final class Hex {
    /** What stands for the empty message in a batch. */
    private static final String EMPTY = "-";

    private Hex() {}

    /** Not hexadecimal; {@code offset} counts bytes. */
    static final class BadHex extends Exception {
        private static final long serialVersionUID = 1L;
        private final int offset;

        BadHex(String reason, int offset) {
            super(reason, null, false, false);
            this.offset = offset;
        }

        int offset() {
            return offset;
        }
    }

    static byte[] parse(String text) throws BadHex {
        if (text.strip().equals(EMPTY)) {
            return new byte[0];
        }
        byte[] bytes = new byte[(text.length() + 1) / 2];
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                continue;
            }
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new BadHex("only hexadecimal digits", digits / 2);
            }
            bytes[digits / 2] |= (byte) (digits % 2 == 0 ? digit << 4 : digit);
            digits++;
        }
        if (digits % 2 != 0) {
            throw new BadHex("an even number of hexadecimal digits, found " + digits, digits / 2);
        }
        return digits / 2 == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, digits / 2);
    }
}
