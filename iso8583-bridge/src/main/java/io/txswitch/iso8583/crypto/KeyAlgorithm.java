package io.txswitch.iso8583.crypto;

/** Cipher and length of a key. */
public enum KeyAlgorithm {
    /** Single DES; only where a terminal family knows nothing else. */
    DES("DES", 8),
    /** Triple DES with two keys: K1, K2, K1. */
    TDES2("DESede", 16),
    TDES3("DESede", 24),
    AES128("AES", 16),
    AES192("AES", 24),
    AES256("AES", 32);

    private final String cipher;
    private final int keyBytes;

    KeyAlgorithm(String cipher, int keyBytes) {
        this.cipher = cipher;
        this.keyBytes = keyBytes;
    }

    /** As javax.crypto calls it. */
    String cipher() {
        return cipher;
    }

    public int keyBytes() {
        return keyBytes;
    }

    public boolean isAes() {
        return this == AES128 || this == AES192 || this == AES256;
    }

    public int blockBytes() {
        return isAes() ? 16 : 8;
    }

    /** DES, TDES2 or TDES3 by length; another length is BAD_KEY. */
    public static KeyAlgorithm desOf(int keyBytes) throws SecurityModuleException {
        return byLength(false, keyBytes);
    }

    /** AES128, AES192 or AES256 by length; another length is BAD_KEY. */
    public static KeyAlgorithm aesOf(int keyBytes) throws SecurityModuleException {
        return byLength(true, keyBytes);
    }

    private static KeyAlgorithm byLength(boolean aes, int keyBytes) throws SecurityModuleException {
        for (KeyAlgorithm each : values()) {
            if (each.isAes() == aes && each.keyBytes == keyBytes) {
                return each;
            }
        }
        throw new SecurityModuleException(SecurityModuleException.Reason.BAD_KEY);
    }
}
