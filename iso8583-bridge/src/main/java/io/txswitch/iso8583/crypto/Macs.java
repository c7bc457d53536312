package io.txswitch.iso8583.crypto;

import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Message authentication codes, each as a pure function of key and data. */
public final class Macs {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    /** ISO/IEC 9797-1 padding method 2, and CMAC. */
    private static final byte END_MARK = (byte) 0x80;

    /** What the doubling in CMAC is reduced by (NIST SP 800-38B, 5.3): R64 and R128. */
    private static final int REDUCE_8 = 0x1B;

    private static final int REDUCE_16 = 0x87;

    private Macs() {}

    /** As messages carry it: zeros as padding where the algorithm has a choice, cut to the algorithm's length. */
    public static byte[] compute(ClearKey key, MacAlgorithm algorithm, byte[] data) throws SecurityModuleException {
        return Arrays.copyOf(compute(key, algorithm, MacPadding.METHOD_1, data), algorithm.defaultBytes());
    }

    /**
     * The whole last block: 8 bytes with DES, 16 with AES; eight ASCII digits for {@link MacAlgorithm#UNIONPAY_ECB}.
     *
     * @param padding what the two ISO/IEC 9797-1 algorithms use; the others have their own
     * @throws SecurityModuleException BAD_KEY when the key's algorithm is not one of the MAC's
     */
    public static byte[] compute(ClearKey key, MacAlgorithm algorithm, MacPadding padding, byte[] data)
            throws SecurityModuleException {
        return switch (algorithm) {
            case ISO9797_1 -> cbc(key, padded(data, padding, key.blockBytes()));
            case ISO9797_3 -> retail(key, padded(data, padding, key.blockBytes()));
            case X9_9 -> cbc(notAes(key), padded(data, MacPadding.METHOD_1, key.blockBytes()));
            case X9_19 -> retail(key, padded(data, MacPadding.METHOD_1, key.blockBytes()));
            case CMAC -> cmac(key, data);
            case UNIONPAY_ECB -> unionPay(notAes(key), data);
        };
    }

    private static ClearKey notAes(ClearKey key) throws SecurityModuleException {
        if (key.algorithm().isAes()) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
        return key;
    }

    /** ISO/IEC 9797-1 algorithm 1. */
    private static byte[] cbc(ClearKey key, byte[] blocks) {
        byte[] chained = key.encryptCbc(blocks);
        return Arrays.copyOfRange(chained, chained.length - key.blockBytes(), chained.length);
    }

    /** ISO/IEC 9797-1 algorithm 3 with DES: CBC with the first key, the last block with the whole key. */
    private static byte[] retail(ClearKey key, byte[] blocks) throws SecurityModuleException {
        if (key.algorithm() != KeyAlgorithm.TDES2) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
        int beforeLast = blocks.length - key.blockBytes();
        byte[] last = Arrays.copyOfRange(blocks, beforeLast, blocks.length);
        if (beforeLast > 0) {
            xor(last, cbc(key.firstPart(), Arrays.copyOf(blocks, beforeLast)));
        }
        return key.encryptEcb(last);
    }

    /** NIST SP 800-38B; RFC 4493 for AES. */
    static byte[] cmac(ClearKey key, byte[] data) {
        int size = key.blockBytes();
        byte[] subkey = doubled(key.encryptEcb(new byte[size]));
        boolean whole = data.length > 0 && data.length % size == 0;
        byte[] blocks = Arrays.copyOf(data, wholeBlocks(data.length, size));
        if (!whole) {
            blocks[data.length] = END_MARK;
            subkey = doubled(subkey);
        }
        for (int i = 0; i < size; i++) {
            blocks[blocks.length - size + i] ^= subkey[i];
        }
        return cbc(key, blocks);
    }

    /** Times x in the field of the block's size. */
    private static byte[] doubled(byte[] block) {
        byte[] twice = new byte[block.length];
        int carry = 0;
        for (int i = block.length - 1; i >= 0; i--) {
            int shifted = (block[i] & 0xFF) << 1 | carry;
            twice[i] = (byte) shifted;
            carry = shifted >> 8;
        }
        int reduce = block.length == 8 ? REDUCE_8 : REDUCE_16;
        twice[block.length - 1] ^= (byte) (carry * reduce);
        return twice;
    }

    /** UnionPay POS: all blocks XORed, the result as hex text encrypted in two chained steps, the MAC as hex text. */
    private static byte[] unionPay(ClearKey key, byte[] data) {
        byte[] folded = new byte[key.blockBytes()];
        for (int i = 0; i < data.length; i++) {
            folded[i % folded.length] ^= data[i];
        }
        // Two CBC steps over sixteen hex digits are exactly E(E(first half) XOR second half).
        byte[] result = cbc(key, ascii(HEX.formatHex(folded)));
        return ascii(HEX.formatHex(result, 0, result.length / 2));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] padded(byte[] data, MacPadding padding, int size) {
        return switch (padding) {
            case METHOD_1 -> Arrays.copyOf(data, wholeBlocks(data.length, size));
            case METHOD_2 -> {
                byte[] all = Arrays.copyOf(data, wholeBlocks(data.length + 1, size));
                all[data.length] = END_MARK;
                yield all;
            }
            case METHOD_3 ->
                ByteBuffer.allocate(size + wholeBlocks(data.length, size))
                        .putLong(size - Long.BYTES, (long) data.length * Byte.SIZE)
                        .put(size, data)
                        .array();
        };
    }

    /** Bytes of the whole blocks that hold so many; no data is one block. */
    private static int wholeBlocks(int bytes, int size) {
        return Math.max(1, (bytes + size - 1) / size) * size;
    }

    /** {@code into} ^= {@code other}. */
    static void xor(byte[] into, byte[] other) {
        for (int i = 0; i < other.length; i++) {
            into[i] ^= other[i];
        }
    }
}
