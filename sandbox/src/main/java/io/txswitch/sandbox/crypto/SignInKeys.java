package io.txswitch.sandbox.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The working keys of a UnionPay sign-in, in the clear.
 *
 * @param pik encrypts PINs, 8 or 16 bytes
 * @param mak authenticates messages, 8 or 16 bytes
 * @param tdk encrypts tracks, 16 bytes, or empty when the sign-in handed out none
 */
@SuppressWarnings("ArrayRecordComponent") // Keys are passed on and never compared.
public record SignInKeys(byte[] pik, byte[] mak, byte[] tdk) {
    private static final int KCV_BYTES = 4;
    private static final int SINGLE_BYTES = 24;
    private static final int DOUBLE_BYTES = 40;
    private static final int WITH_TRACK_BYTES = 60;

    /**
     * Reads field 62 of the answer to a sign-in: each key under the terminal's master key, with four bytes of check
     * value behind; 24 bytes (PIK 8, MAK 8), 40 (PIK 16, MAK 8 and zeros, or 16) or 60 (and a TDK of 16).
     *
     * @throws IllegalArgumentException naming the key whose check value does not fit, or the length
     */
    public static SignInKeys parse(byte[] tmk, byte[] field62) {
        return switch (field62.length) {
            case SINGLE_BYTES ->
                new SignInKeys(part(tmk, field62, 0, 8, "PIK"), part(tmk, field62, 12, 8, "MAK"), none());
            case DOUBLE_BYTES ->
                new SignInKeys(part(tmk, field62, 0, 16, "PIK"), part(tmk, field62, 20, 16, "MAK"), none());
            case WITH_TRACK_BYTES ->
                new SignInKeys(
                        part(tmk, field62, 0, 16, "PIK"),
                        part(tmk, field62, 20, 16, "MAK"),
                        part(tmk, field62, 40, 16, "TDK"));
            default -> throw new IllegalArgumentException("working keys: 24, 40 or 60 bytes, found " + field62.length);
        };
    }

    private static byte[] part(byte[] tmk, byte[] field, int at, int bytes, String name) {
        byte[] wrapped = Arrays.copyOfRange(field, at, at + bytes);
        byte[] kcv = Arrays.copyOfRange(field, at + bytes, at + bytes + KCV_BYTES);
        byte[] key = Blocks.tdesDecrypt(tmk, isShort(wrapped).orElse(wrapped));
        if (!MessageDigest.isEqual(Kcv.of(key, KCV_BYTES), kcv)) {
            throw new IllegalArgumentException(name + ": the check value does not fit");
        }
        return key;
    }

    /** A single DES key in a place for a double one has eight zero bytes behind. */
    private static Optional<byte[]> isShort(byte[] wrapped) {
        boolean zeros = wrapped.length == 16 && Arrays.equals(wrapped, 8, 16, new byte[8], 0, 8);
        return zeros ? Optional.of(Arrays.copyOf(wrapped, 8)) : Optional.empty();
    }

    /** The other direction, for a host: field 62 with a MAK of 8 or 16 bytes, and a TDK or none. */
    public byte[] wrap(byte[] tmk) {
        byte[] field = new byte[pik.length == 8 ? SINGLE_BYTES : tdk.length == 0 ? DOUBLE_BYTES : WITH_TRACK_BYTES];
        put(tmk, pik, field, 0, pik.length);
        put(tmk, mak, field, pik.length + KCV_BYTES, pik.length);
        if (tdk.length > 0) {
            put(tmk, tdk, field, DOUBLE_BYTES, tdk.length);
        }
        return field;
    }

    private static void put(byte[] tmk, byte[] key, byte[] field, int at, int room) {
        System.arraycopy(Blocks.tdesEncrypt(tmk, key), 0, field, at, key.length);
        System.arraycopy(Kcv.of(key, KCV_BYTES), 0, field, at + room, KCV_BYTES);
    }

    private static byte[] none() {
        return new byte[0];
    }

    @Override
    public String toString() {
        return "SignInKeys[***]";
    }
}
