package io.txswitch.iso8583.crypto;

/** PIN block formats of ISO 9564-1:2017. */
public enum PinFormat {
    /** PIN XOR PAN; ANSI X9.8. */
    ISO_0,
    /** PIN and random digits, no PAN. */
    ISO_1,
    /** PIN towards a chip card, never over a network. */
    ISO_2,
    /** As 0, with random fill. */
    ISO_3,
    /** AES, 16 bytes, bound to the PAN by two encryptions. */
    ISO_4;

    /** The number that the standard gives. */
    public int number() {
        return ordinal();
    }

    public int blockBytes() {
        return this == ISO_4 ? 16 : 8;
    }

    /** By number, 0 to 4; another is an {@link IllegalArgumentException}. */
    public static PinFormat of(int number) {
        if (number < 0 || number >= values().length) {
            throw new IllegalArgumentException("PIN block formats are 0 to 4");
        }
        return values()[number];
    }
}
