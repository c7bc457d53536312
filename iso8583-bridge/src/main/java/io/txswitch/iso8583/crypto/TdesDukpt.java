package io.txswitch.iso8583.crypto;

import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Derived unique key per transaction with triple DES (ANSI X9.24-1:2009, annex A).
 *
 * <p>The serial number is 10 bytes: 59 bits that name the device, 21 that count its transactions. The host walks from
 * the base key to the device's initial key, and from there one step for each bit that is set in the counter.
 */
public final class TdesDukpt {
    /** Length of a key serial number. */
    public static final int KSN_BYTES = 10;

    private static final int COUNTER_BITS = 21;
    private static final int COUNTER_MASK = (1 << COUNTER_BITS) - 1;
    /** Devices skip counters with more bits set than this (A.3). */
    private static final int MAX_COUNTER_BITS_SET = 10;

    private static final int KEY_BYTES = 16;
    private static final int HALF = 8;
    private static final byte[] LEFT_MASK = HexFormat.of().parseHex("C0C0C0C000000000");

    /** What a transaction's key is used for. */
    public enum Usage {
        PIN(7),
        /** MAC of the terminal's request. */
        MAC_REQUEST(6),
        /** MAC of the host's response. */
        MAC_RESPONSE(4),
        /** Data of the terminal's request. */
        DATA(5),
        /** Data of the host's response. */
        DATA_RESPONSE(3);

        private final byte[] mask = new byte[HALF];

        Usage(int turnedByte) {
            mask[turnedByte] = (byte) 0xFF;
        }
    }

    private TdesDukpt() {}

    /** The key that the device was loaded with; the counter in {@code ksn} does not matter. */
    public static ClearKey initialKey(ClearKey bdk, byte[] ksn) throws SecurityModuleException {
        check(bdk, ksn);
        byte[] device = Arrays.copyOf(ksn, HALF);
        device[HALF - 1] &= (byte) 0xE0;
        byte[] left = bdk.encryptEcb(device);
        byte[] right = leftTurned(bdk).encryptEcb(device);
        return ClearKey.of(
                KeyAlgorithm.TDES2,
                ByteBuffer.allocate(KEY_BYTES).put(left).put(right).array());
    }

    /** The key of one transaction for one use. */
    public static ClearKey workingKey(ClearKey bdk, byte[] ksn, Usage usage) throws SecurityModuleException {
        ClearKey variant = transactionKey(initialKey(bdk, ksn), ksn).variant(usage.mask);
        if (usage != Usage.DATA && usage != Usage.DATA_RESPONSE) {
            return variant;
        }
        // The data key is the variant encrypted under itself, so that it tells nothing of the others.
        return ClearKey.of(KeyAlgorithm.TDES2, variant.encryptEcb(variant.reveal()));
    }

    /** The transaction's key before any use is given to it. */
    static ClearKey transactionKey(ClearKey initialKey, byte[] ksn) throws SecurityModuleException {
        long tail = ByteBuffer.wrap(ksn).getLong(KSN_BYTES - HALF);
        int counter = (int) tail & COUNTER_MASK;
        if (counter == 0 || Integer.bitCount(counter) > MAX_COUNTER_BITS_SET) {
            throw new SecurityModuleException(Reason.BAD_SERIAL_NUMBER);
        }
        long register = tail & ~(long) COUNTER_MASK;
        ClearKey key = initialKey;
        for (int bit = Integer.highestOneBit(COUNTER_MASK); bit > 0; bit >>= 1) {
            if ((counter & bit) != 0) {
                register |= bit;
                key = step(key, register);
            }
        }
        return key;
    }

    /** The non-reversible key generation process (A.2). */
    private static ClearKey step(ClearKey key, long register) throws SecurityModuleException {
        byte[] right = half(key, register);
        byte[] left = half(leftTurned(key), register);
        return ClearKey.of(
                KeyAlgorithm.TDES2,
                ByteBuffer.allocate(KEY_BYTES).put(left).put(right).array());
    }

    private static byte[] half(ClearKey key, long register) {
        byte[] rightPart = Arrays.copyOfRange(key.reveal(), HALF, KEY_BYTES);
        byte[] block = ByteBuffer.allocate(HALF).putLong(register).array();
        Macs.xor(block, rightPart);
        byte[] encrypted = key.firstPart().encryptEcb(block);
        Macs.xor(encrypted, rightPart);
        return encrypted;
    }

    private static ClearKey leftTurned(ClearKey key) {
        return key.variant(LEFT_MASK);
    }

    private static void check(ClearKey bdk, byte[] ksn) throws SecurityModuleException {
        if (bdk.algorithm() != KeyAlgorithm.TDES2) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
        if (ksn.length != KSN_BYTES) {
            throw new SecurityModuleException(Reason.BAD_SERIAL_NUMBER);
        }
    }
}
