package io.txswitch.sandbox.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Message authentication codes. */
public final class Macs {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int CMAC_FEEDBACK = 0x87;
    private static final int PAD_MARK = 0x80;

    private Macs() {}

    /**
     * UnionPay's "ECB" code: all blocks over each other, written as hex characters, encrypted in two steps; the field
     * takes the first eight characters of the result written as hex.
     *
     * @param mak 8 or 16 bytes
     * @param data from the MTI to the field before 64
     * @return eight bytes, which are ASCII
     */
    public static byte[] unionPayEcb(byte[] mak, byte[] data) {
        byte[] folded = new byte[Blocks.DES];
        for (int i = 0; i < data.length; i++) {
            folded[i % Blocks.DES] ^= data[i];
        }
        byte[] letters = letters(folded);
        byte[] first = Blocks.tdesEncrypt(mak, Arrays.copyOfRange(letters, 0, Blocks.DES));
        byte[] second = Blocks.tdesEncrypt(mak, Blocks.xor(first, Arrays.copyOfRange(letters, Blocks.DES, 16)));
        return Blocks.first(letters(second), Blocks.DES);
    }

    private static byte[] letters(byte[] bytes) {
        return HEX.formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
    }

    /** ANSI X9.9: CBC under single DES, zeros behind (ISO 9797-1 algorithm 1, padding 1). @param key 8 bytes */
    public static byte[] x99(byte[] key, byte[] data) {
        return chain(key, zeroPadded(data));
    }

    /** ANSI X9.19: the retail MAC with zeros behind (ISO 9797-1 algorithm 3, padding 1). @param key 16 bytes */
    public static byte[] x919(byte[] key, byte[] data) {
        return retail(key, zeroPadded(data));
    }

    /** ISO 9797-1 algorithm 3 with padding method 2, as chip cards use it. @param key 16 bytes */
    public static byte[] iso9797Alg3Pad2(byte[] key, byte[] data) {
        return retail(key, markPadded(data, Blocks.DES));
    }

    /** All blocks chained under the left half; the last one decrypted by the right half and encrypted by the left. */
    private static byte[] retail(byte[] key, byte[] padded) {
        byte[] left = Arrays.copyOfRange(key, 0, Blocks.DES);
        byte[] right = Arrays.copyOfRange(key, Blocks.DES, 2 * Blocks.DES);
        byte[] chained = chain(left, padded);
        return Blocks.tdesEncrypt(left, Blocks.tdesDecrypt(right, chained));
    }

    private static byte[] chain(byte[] key, byte[] padded) {
        byte[] value = new byte[Blocks.DES];
        for (int at = 0; at < padded.length; at += Blocks.DES) {
            value = Blocks.tdesEncrypt(key, Blocks.xor(value, Arrays.copyOfRange(padded, at, at + Blocks.DES)));
        }
        return value;
    }

    /** AES-CMAC. Source: NIST SP 800-38B; RFC 4493. @return sixteen bytes */
    public static byte[] aesCmac(byte[] key, byte[] data) {
        byte[] one = doubled(Blocks.aesEncrypt(key, new byte[Blocks.AES]));
        boolean whole = data.length > 0 && data.length % Blocks.AES == 0;
        byte[] padded = whole ? data.clone() : markPadded(data, Blocks.AES);
        byte[] subkey = whole ? one : doubled(one);
        int lastBlock = padded.length - Blocks.AES;
        for (int i = 0; i < Blocks.AES; i++) {
            padded[lastBlock + i] ^= subkey[i];
        }
        byte[] value = new byte[Blocks.AES];
        for (int at = 0; at < padded.length; at += Blocks.AES) {
            value = Blocks.aesEncrypt(key, Blocks.xor(value, Arrays.copyOfRange(padded, at, at + Blocks.AES)));
        }
        return value;
    }

    private static byte[] doubled(byte[] block) {
        byte[] out = new byte[block.length];
        for (int i = 0; i < block.length; i++) {
            int carry = i + 1 < block.length ? (block[i + 1] & 0xff) >>> 7 : 0;
            out[i] = (byte) (block[i] << 1 | carry);
        }
        if (block[0] < 0) {
            out[block.length - 1] ^= (byte) CMAC_FEEDBACK;
        }
        return out;
    }

    private static byte[] zeroPadded(byte[] data) {
        int blocks = Math.max(1, (data.length + Blocks.DES - 1) / Blocks.DES);
        return Arrays.copyOf(data, blocks * Blocks.DES);
    }

    private static byte[] markPadded(byte[] data, int block) {
        byte[] padded = Arrays.copyOf(data, (data.length / block + 1) * block);
        padded[data.length] = (byte) PAD_MARK;
        return padded;
    }
}
