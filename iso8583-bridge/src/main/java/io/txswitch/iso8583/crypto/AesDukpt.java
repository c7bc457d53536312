package io.txswitch.iso8583.crypto;

import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Derived unique key per transaction with AES (ANSI X9.24-3:2017, 6.3).
 *
 * <p>The serial number is 12 bytes: 8 that name the initial key, 4 that count transactions. Every key on the way is the
 * encryption of 16 bytes that say what it is for, under the key before.
 */
public final class AesDukpt {
    /** Length of a key serial number. */
    public static final int KSN_BYTES = 12;

    private static final int ID_BYTES = 8;
    private static final int BLOCK = 16;
    /** Devices skip counters with more bits set than this (6.3.4). */
    private static final int MAX_COUNTER_BITS_SET = 16;

    private static final byte VERSION = 1;
    private static final short KEY_DERIVATION = (short) 0x8000;
    private static final short INITIAL_KEY = (short) 0x8001;

    /** What a transaction's key is used for; generation and encryption as the terminal sees it. */
    public enum Usage {
        KEY_ENCRYPTION(0x0002),
        PIN(0x1000),
        MAC_GENERATION(0x2000),
        MAC_VERIFICATION(0x2001),
        MAC_BOTH_WAYS(0x2002),
        DATA_ENCRYPTION(0x3000),
        DATA_DECRYPTION(0x3001),
        DATA_BOTH_WAYS(0x3002);

        private final short indicator;

        Usage(int indicator) {
            this.indicator = (short) indicator;
        }
    }

    private AesDukpt() {}

    /** The key that the device was loaded with, as long as the base key; the counter in {@code ksn} does not matter. */
    public static ClearKey initialKey(ClearKey bdk, byte[] ksn) throws SecurityModuleException {
        if (!bdk.algorithm().isAes()) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
        if (ksn.length != KSN_BYTES) {
            throw new SecurityModuleException(Reason.BAD_SERIAL_NUMBER);
        }
        return derive(bdk, bdk.algorithm(), INITIAL_KEY, Arrays.copyOf(ksn, ID_BYTES));
    }

    /**
     * The key of one transaction for one use.
     *
     * @param algorithm of the working key; DES and AES longer than the base key are BAD_KEY
     */
    public static ClearKey workingKey(ClearKey bdk, byte[] ksn, Usage usage, KeyAlgorithm algorithm)
            throws SecurityModuleException {
        boolean stronger =
                algorithm.isAes() && algorithm.keyBytes() > bdk.algorithm().keyBytes();
        if (algorithm == KeyAlgorithm.DES || stronger) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
        ClearKey key = transactionKey(initialKey(bdk, ksn), ksn);
        return derive(key, algorithm, usage.indicator, context(ksn, counter(ksn)));
    }

    /** The transaction's key before any use is given to it. */
    static ClearKey transactionKey(ClearKey initialKey, byte[] ksn) throws SecurityModuleException {
        int counter = counter(ksn);
        if (counter == 0 || Integer.bitCount(counter) > MAX_COUNTER_BITS_SET) {
            throw new SecurityModuleException(Reason.BAD_SERIAL_NUMBER);
        }
        ClearKey key = initialKey;
        int walked = 0;
        for (int bit = Integer.MIN_VALUE; bit != 0; bit >>>= 1) {
            if ((counter & bit) != 0) {
                walked |= bit;
                key = derive(key, initialKey.algorithm(), KEY_DERIVATION, context(ksn, walked));
            }
        }
        return key;
    }

    private static int counter(byte[] ksn) {
        return ByteBuffer.wrap(ksn).getInt(ID_BYTES);
    }

    /** The right half of the initial key's name, and a counter. */
    private static byte[] context(byte[] ksn, int counter) {
        return ByteBuffer.allocate(ID_BYTES)
                .put(ksn, ID_BYTES / 2, ID_BYTES / 2)
                .putInt(counter)
                .array();
    }

    /** 6.3.2: as many blocks as the new key needs, the second byte counting them. */
    private static ClearKey derive(ClearKey from, KeyAlgorithm algorithm, short usage, byte[] context)
            throws SecurityModuleException {
        ByteArrayOutputStream key = new ByteArrayOutputStream(2 * BLOCK);
        for (byte block = 1; key.size() < algorithm.keyBytes(); block++) {
            ByteBuffer data = ByteBuffer.allocate(BLOCK)
                    .put(VERSION)
                    .put(block)
                    .putShort(usage)
                    .putShort(indicator(algorithm))
                    .putShort((short) (algorithm.keyBytes() * Byte.SIZE))
                    .put(context);
            key.writeBytes(from.encryptEcb(data.array()));
        }
        return ClearKey.of(algorithm, Arrays.copyOf(key.toByteArray(), algorithm.keyBytes()));
    }

    /** Table 4 of the standard. */
    private static short indicator(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case DES -> throw new IllegalArgumentException("no single DES");
            case TDES2 -> 0;
            case TDES3 -> 1;
            case AES128 -> 2;
            case AES192 -> 3;
            case AES256 -> 4;
        };
    }
}
