package io.txswitch.iso8583.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key in clear, inside a security module or on an integrator's command line; never printed.
 *
 * <p>Immutable and thread-safe. It keeps the ciphers that it has set up, one for each direction and mode, as setting up
 * costs more than a block does; a second thread at the same time makes its own, which is then dropped.
 */
public final class ClearKey {
    private enum Mode {
        ENCRYPT_ECB("ECB", Cipher.ENCRYPT_MODE),
        DECRYPT_ECB("ECB", Cipher.DECRYPT_MODE),
        ENCRYPT_CBC("CBC", Cipher.ENCRYPT_MODE),
        DECRYPT_CBC("CBC", Cipher.DECRYPT_MODE);

        private final String chaining;
        private final int direction;

        Mode(String chaining, int direction) {
            this.chaining = chaining;
            this.direction = direction;
        }
    }

    private static final int DES_BYTES = 8;
    private static final int TDES_BYTES = 24;

    private final KeyAlgorithm algorithm;
    private final byte[] bytes;
    private final SecretKey key;
    private final AtomicReference<@Nullable Cipher> encryptEcb = new AtomicReference<>();
    private final AtomicReference<@Nullable Cipher> decryptEcb = new AtomicReference<>();
    private final AtomicReference<@Nullable Cipher> encryptCbc = new AtomicReference<>();
    private final AtomicReference<@Nullable Cipher> decryptCbc = new AtomicReference<>();
    private final AtomicReference<@Nullable ClearKey> firstPart = new AtomicReference<>();

    private ClearKey(KeyAlgorithm algorithm, byte[] bytes) {
        this.algorithm = algorithm;
        this.bytes = bytes;
        this.key = new SecretKeySpec(
                algorithm == KeyAlgorithm.TDES2 ? withFirstPartAgain(bytes) : bytes, algorithm.cipher());
    }

    /** K1, K2 becomes K1, K2, K1, as javax.crypto knows three keys only. */
    private static byte[] withFirstPartAgain(byte[] two) {
        byte[] three = Arrays.copyOf(two, TDES_BYTES);
        System.arraycopy(two, 0, three, two.length, DES_BYTES);
        return three;
    }

    /** The key with these bytes, which are copied; another length than the algorithm's is BAD_KEY. */
    public static ClearKey of(KeyAlgorithm algorithm, byte[] bytes) throws SecurityModuleException {
        if (bytes.length != algorithm.keyBytes()) {
            throw new SecurityModuleException(SecurityModuleException.Reason.BAD_KEY);
        }
        return new ClearKey(algorithm, bytes.clone());
    }

    /** DES or triple DES, by length. */
    public static ClearKey des(byte[] bytes) throws SecurityModuleException {
        return of(KeyAlgorithm.desOf(bytes.length), bytes);
    }

    public static ClearKey aes(byte[] bytes) throws SecurityModuleException {
        return of(KeyAlgorithm.aesOf(bytes.length), bytes);
    }

    public KeyAlgorithm algorithm() {
        return algorithm;
    }

    public int blockBytes() {
        return algorithm.blockBytes();
    }

    /** A copy of the key's bytes. */
    public byte[] reveal() {
        return bytes.clone();
    }

    /** The single DES key that a DES or triple DES key begins with. */
    ClearKey firstPart() {
        ClearKey known = firstPart.get();
        if (known != null) {
            return known;
        }
        ClearKey made = new ClearKey(KeyAlgorithm.DES, Arrays.copyOf(bytes, DES_BYTES));
        firstPart.set(made);
        return made;
    }

    /** The key with some of its bits turned over; {@code mask} is repeated over its length. */
    ClearKey variant(byte[] mask) {
        byte[] turned = bytes.clone();
        for (int i = 0; i < turned.length; i++) {
            turned[i] ^= mask[i % mask.length];
        }
        return new ClearKey(algorithm, turned);
    }

    /** Whole blocks, each by itself. */
    public byte[] encryptEcb(byte[] clear) {
        return run(encryptEcb, Mode.ENCRYPT_ECB, clear);
    }

    public byte[] decryptEcb(byte[] encrypted) {
        return run(decryptEcb, Mode.DECRYPT_ECB, encrypted);
    }

    /** Whole blocks, chained from zeros. */
    public byte[] encryptCbc(byte[] clear) {
        return run(encryptCbc, Mode.ENCRYPT_CBC, clear);
    }

    public byte[] decryptCbc(byte[] encrypted) {
        return run(decryptCbc, Mode.DECRYPT_CBC, encrypted);
    }

    /** Whole blocks, chained from {@code iv}. */
    byte[] encryptCbc(byte[] iv, byte[] clear) {
        return encryptCbc(withFirstBlock(clear, iv));
    }

    byte[] decryptCbc(byte[] iv, byte[] encrypted) {
        return withFirstBlock(decryptCbc(encrypted), iv);
    }

    /** An initial vector is a first block that is XORed, before or after. */
    private static byte[] withFirstBlock(byte[] data, byte[] iv) {
        byte[] changed = data.clone();
        for (int i = 0; i < iv.length; i++) {
            changed[i] ^= iv[i];
        }
        return changed;
    }

    private byte[] run(AtomicReference<@Nullable Cipher> spare, Mode mode, byte[] in) {
        if (in.length == 0 || in.length % blockBytes() != 0) {
            throw new IllegalArgumentException("not whole blocks: " + in.length + " bytes");
        }
        try {
            Cipher ready = spare.getAndSet(null);
            Cipher cipher = ready == null ? setUp(mode) : ready;
            byte[] out = cipher.doFinal(in);
            spare.set(cipher);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + algorithm, e);
        }
    }

    private Cipher setUp(Mode mode) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(algorithm.cipher() + "/" + mode.chaining + "/NoPadding");
        if (mode.chaining.equals("CBC")) {
            cipher.init(mode.direction, key, new IvParameterSpec(new byte[blockBytes()]));
        } else {
            cipher.init(mode.direction, key);
        }
        return cipher;
    }

    @Override
    public String toString() {
        return algorithm + "/****";
    }
}
