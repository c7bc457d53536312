package io.txswitch.sandbox.crypto;

/** Check values: the beginning of what a key makes of eight zero bytes. */
public final class Kcv {
    private Kcv() {}

    /** The check value of a DES key. @param bytes 3 between banks, 4 at a UnionPay sign-in */
    public static byte[] of(byte[] key, int bytes) {
        return Blocks.first(Blocks.tdesEncrypt(key, new byte[Blocks.DES]), bytes);
    }
}
