package io.txswitch.iso8583.crypto;

/** ISO/IEC 9797-1:2011, 6.3. */
public enum MacPadding {
    /** Zeros up to a whole block; a message of whole blocks stays. */
    METHOD_1,
    /** One bit 1, then zeros; always added. */
    METHOD_2,
    /** A first block with the length in bits, then as method 1. */
    METHOD_3;

    /** By the number that the standard gives, 1 to 3. */
    public static MacPadding of(int number) {
        if (number < 1 || number > values().length) {
            throw new IllegalArgumentException("padding methods are 1 to 3");
        }
        return values()[number - 1];
    }
}
