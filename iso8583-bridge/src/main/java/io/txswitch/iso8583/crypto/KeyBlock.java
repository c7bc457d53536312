package io.txswitch.iso8583.crypto;

import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * A key that travels together with what it may be used for (TR-31:2018, ANSI X9.143:2021, versions B and D).
 *
 * <pre>
 *   header, readable │ E( length in bits, key, random fill ) in hex │ MAC over header and clear payload, in hex
 * </pre>
 *
 * <p>Encryption and MAC use two keys derived from the block protection key; the MAC is also the initial vector.
 */
public final class KeyBlock {
    /** A block that was opened; the key is raw, as blocks carry more kinds than this switch uses. */
    public record Opened(KeyBlockHeader header, byte[] key) {
        @Override
        public String toString() {
            return "Opened[" + header + ", ****]";
        }
    }

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int LENGTH_BYTES = 2;
    private static final int ENCRYPTION = 0;
    private static final int AUTHENTICATION = 1;

    private KeyBlock() {}

    /** Wraps a key; a protection key that does not fit the version is BAD_KEY. */
    public static String wrap(ClearKey protection, KeyBlockHeader header, byte[] key, RandomGenerator random)
            throws SecurityModuleException {
        KeyBlockHeader.Version version = header.version();
        check(protection, version);
        int size = version.blockBytes();
        byte[] payload = new byte[(LENGTH_BYTES + key.length + size - 1) / size * size];
        random.nextBytes(payload);
        ByteBuffer.wrap(payload).putShort((short) (key.length * Byte.SIZE)).put(key);
        String head = header.text(2 * (payload.length + version.macBytes()));
        byte[] mac = mac(protection, head, payload);
        byte[] encrypted = derived(protection, ENCRYPTION).encryptCbc(mac, payload);
        return head + HEX.formatHex(encrypted) + HEX.formatHex(mac);
    }

    /**
     * Opens a block.
     *
     * @throws SecurityModuleException BAD_KEY_BLOCK for whatever is wrong with the block, BAD_KEY for a protection key
     *     that does not fit its version
     */
    public static Opened unwrap(ClearKey protection, String block) throws SecurityModuleException {
        KeyBlockHeader.Parsed parsed = KeyBlockHeader.parse(block);
        KeyBlockHeader.Version version = parsed.header().version();
        check(protection, version);
        int macStart = block.length() - 2 * version.macBytes();
        int bodyDigits = macStart - parsed.headerLength();
        boolean whole = parsed.headerLength() % version.blockBytes() == 0
                && bodyDigits > 0
                && bodyDigits % (2 * version.blockBytes()) == 0;
        if (parsed.blockLength() != block.length() || !whole) {
            throw new SecurityModuleException(Reason.BAD_KEY_BLOCK);
        }
        byte[] mac = hex(block.substring(macStart));
        byte[] payload =
                derived(protection, ENCRYPTION).decryptCbc(mac, hex(block.substring(parsed.headerLength(), macStart)));
        // Nothing of the payload is looked at before the MAC is known to be right.
        if (!MessageDigest.isEqual(mac, mac(protection, block.substring(0, parsed.headerLength()), payload))) {
            throw new SecurityModuleException(Reason.BAD_KEY_BLOCK);
        }
        return new Opened(parsed.header(), key(payload));
    }

    private static byte[] key(byte[] payload) throws SecurityModuleException {
        int bits = Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
        int bytes = bits / Byte.SIZE;
        if (bits == 0 || bits % Byte.SIZE != 0 || bytes > payload.length - LENGTH_BYTES) {
            throw new SecurityModuleException(Reason.BAD_KEY_BLOCK);
        }
        return Arrays.copyOfRange(payload, LENGTH_BYTES, LENGTH_BYTES + bytes);
    }

    private static byte[] hex(String digits) throws SecurityModuleException {
        try {
            return HEX.parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw new SecurityModuleException(Reason.BAD_KEY_BLOCK);
        }
    }

    private static void check(ClearKey protection, KeyBlockHeader.Version version) throws SecurityModuleException {
        boolean aes = protection.algorithm().isAes();
        boolean fits = version == KeyBlockHeader.Version.D ? aes : !aes && protection.algorithm() != KeyAlgorithm.DES;
        if (!fits) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
    }

    private static byte[] mac(ClearKey protection, String head, byte[] payload) throws SecurityModuleException {
        byte[] readable = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(readable, readable.length + payload.length);
        System.arraycopy(payload, 0, all, readable.length, payload.length);
        return Macs.cmac(derived(protection, AUTHENTICATION), all);
    }

    /** Derivation by CMAC over counter, usage, zero, algorithm and length in bits (TR-31:2018, 5.3.2). */
    private static ClearKey derived(ClearKey protection, int usage) throws SecurityModuleException {
        KeyAlgorithm algorithm = protection.algorithm();
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        for (byte counter = 1; key.size() < algorithm.keyBytes(); counter++) {
            ByteBuffer data = ByteBuffer.allocate(8)
                    .put(counter)
                    .putShort((short) usage)
                    .put((byte) 0)
                    .putShort(indicator(algorithm))
                    .putShort((short) (algorithm.keyBytes() * Byte.SIZE));
            key.writeBytes(Macs.cmac(protection, data.array()));
        }
        return ClearKey.of(algorithm, Arrays.copyOf(key.toByteArray(), algorithm.keyBytes()));
    }

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
