package io.txswitch.iso8583.crypto;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Key check values: enough to see that two sides hold the same key, too little to find it.
 *
 * <p>A DES key has its encryption of zeros. An AES key has the CMAC of a block of zeros, as X9.24-1:2017 asks; the
 * older habit of encrypting zeros is there for partners who keep it.
 */
public final class CheckValues {
    /** How a check value is made. */
    public enum Method {
        /** The encryption of a block of zeros. */
        LEGACY,
        /** The CMAC of a block of zeros (X9.24-1:2017, annex A). */
        CMAC
    }

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int SHORT_BYTES = 3;

    private CheckValues() {}

    /** Six hex digits by the algorithm's own method. */
    public static String of(ClearKey key) {
        return HEX.formatHex(compute(key, methodOf(key.algorithm()), SHORT_BYTES));
    }

    public static Method methodOf(KeyAlgorithm algorithm) {
        return algorithm.isAes() ? Method.CMAC : Method.LEGACY;
    }

    /**
     * The first bytes of the check value.
     *
     * @param bytes 1 to the block's length
     */
    public static byte[] compute(ClearKey key, Method method, int bytes) {
        if (bytes < 1 || bytes > key.blockBytes()) {
            throw new IllegalArgumentException("a check value has 1 to " + key.blockBytes() + " bytes");
        }
        byte[] zeros = new byte[key.blockBytes()];
        return Arrays.copyOf(method == Method.LEGACY ? key.encryptEcb(zeros) : Macs.cmac(key, zeros), bytes);
    }
}
