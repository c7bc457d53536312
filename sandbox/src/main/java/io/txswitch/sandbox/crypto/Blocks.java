package io.txswitch.sandbox.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** Block ciphers without a mode: every block for itself (ECB), nothing padded. */
public final class Blocks {
    /** Bytes of a DES block. */
    public static final int DES = 8;

    /** Bytes of an AES block. */
    public static final int AES = 16;

    private static final int TRIPLE = 24;

    private Blocks() {}

    /**
     * Triple DES. A key of 8 bytes is single DES (K, K, K), one of 16 bytes has its first half again as the third.
     *
     * @throws IllegalArgumentException when the key has not 8, 16 or 24 bytes, or the data are no whole blocks
     */
    public static byte[] tdesEncrypt(byte[] key, byte[] data) {
        return run(Cipher.ENCRYPT_MODE, "DESede", triple(key), data);
    }

    /** The way back from {@link #tdesEncrypt}. */
    public static byte[] tdesDecrypt(byte[] key, byte[] data) {
        return run(Cipher.DECRYPT_MODE, "DESede", triple(key), data);
    }

    /** AES under a key of 16, 24 or 32 bytes. */
    public static byte[] aesEncrypt(byte[] key, byte[] data) {
        return run(Cipher.ENCRYPT_MODE, "AES", key, data);
    }

    /** The way back from {@link #aesEncrypt}. */
    public static byte[] aesDecrypt(byte[] key, byte[] data) {
        return run(Cipher.DECRYPT_MODE, "AES", key, data);
    }

    /** One byte string over the other, as long as the first. */
    public static byte[] xor(byte[] one, byte[] other) {
        byte[] out = one.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= other[i];
        }
        return out;
    }

    /** The first bytes; zeros behind when there are not so many. */
    static byte[] first(byte[] bytes, int count) {
        return Arrays.copyOf(bytes, count);
    }

    private static byte[] triple(byte[] key) {
        byte[] triple = new byte[TRIPLE];
        switch (key.length) {
            case 8, 16, 24 -> {}
            default -> throw new IllegalArgumentException("DES key: 8, 16 or 24 bytes");
        }
        for (int i = 0; i < TRIPLE; i++) {
            triple[i] = key[i % key.length];
        }
        return triple;
    }

    private static byte[] run(int mode, String algorithm, byte[] key, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance(algorithm + "/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, algorithm));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(algorithm + ": key or data of a wrong length", e);
        }
    }
}
