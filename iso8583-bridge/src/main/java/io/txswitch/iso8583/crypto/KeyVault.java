package io.txswitch.iso8583.crypto;

import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals keys for the world outside of the module, and opens them again.
 *
 * <p>AES-256-GCM under a key of its own that is derived from the node's master key (HKDF-SHA256). Type and algorithm
 * are authenticated with it: a wrapped key whose type was altered does not open. Thread-safe.
 */
final class KeyVault {
    private static final int MASTER_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] PURPOSE = "txswitch/1/key-vault".getBytes(StandardCharsets.US_ASCII);

    /** Keys kept open: two or three for each terminal that is busy; some 2 KB each with their ciphers. */
    private static final int MAX_OPEN = 8_192;

    private final SecretKey sealKey;
    private final SecureRandom random;
    private final ConcurrentHashMap<WrappedKey, ClearKey> open = new ConcurrentHashMap<>();

    KeyVault(Secret masterKey, SecureRandom random) {
        byte[] master = Base64.getDecoder().decode(masterKey.reveal());
        if (master.length != MASTER_BYTES) {
            throw new IllegalArgumentException("the master key is not 32 bytes");
        }
        try {
            this.sealKey = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES", HKDFParameterSpec.ofExtract().addIKM(master).thenExpand(PURPOSE, MASTER_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HKDF-SHA256", e);
        }
        this.random = random;
    }

    WrappedKey seal(KeyType type, ClearKey key) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, type, key.algorithm()).doFinal(key.reveal());
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return new WrappedKey(type, key.algorithm(), Base64.getEncoder().encodeToString(all), CheckValues.of(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES-GCM", e);
        }
    }

    /** The key inside; BAD_KEY when it was not sealed here or was altered. */
    ClearKey open(WrappedKey wrapped) throws SecurityModuleException {
        ClearKey known = open.get(wrapped);
        if (known != null) {
            return known;
        }
        ClearKey opened = unseal(wrapped);
        // Crude, but bounded: whatever is thrown out costs one unsealing when it is used again.
        if (open.size() >= MAX_OPEN) {
            open.clear();
        }
        open.put(wrapped, opened);
        return opened;
    }

    private ClearKey unseal(WrappedKey wrapped) throws SecurityModuleException {
        try {
            byte[] all = Base64.getDecoder().decode(wrapped.wrapped());
            if (all.length <= NONCE_BYTES) {
                throw new SecurityModuleException(Reason.BAD_KEY);
            }
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            return ClearKey.of(
                    wrapped.algorithm(),
                    cipher(Cipher.DECRYPT_MODE, nonce, wrapped.type(), wrapped.algorithm())
                            .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, KeyType type, KeyAlgorithm algorithm)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealKey, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((type + "/" + algorithm).getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
