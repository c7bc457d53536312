package io.txswitch.iso8583.crypto;

import java.util.Locale;

/**
 * A key as it may stand in a database: sealed under the security module's master key.
 *
 * @param wrapped text that only the module can open, bound to type and algorithm
 * @param kcv check value, six hex digits in upper case
 */
public record WrappedKey(KeyType type, KeyAlgorithm algorithm, String wrapped, String kcv) implements ModuleKey {
    /** Longest sealed key: 32 bytes, nonce and tag in base64, and room for the handle of a hardware module. */
    public static final int MAX_WRAPPED_LENGTH = 512;

    private static final int KCV_DIGITS = 6;

    public WrappedKey {
        if (wrapped.isEmpty() || wrapped.length() > MAX_WRAPPED_LENGTH) {
            throw new IllegalArgumentException("a wrapped key has 1 to " + MAX_WRAPPED_LENGTH + " characters");
        }
        if (!kcv.matches("[0-9A-F]{6}")) {
            throw new IllegalArgumentException("a check value has six hex digits");
        }
    }

    /**
     * Whether a check value that came with the key fits.
     *
     * @param given hex, six digits or more, of which the first six count
     */
    public boolean hasKcv(String given) {
        return given.length() >= KCV_DIGITS
                && given.substring(0, KCV_DIGITS).toUpperCase(Locale.ROOT).equals(kcv);
    }

    /** Type, algorithm and check value; never the key, sealed or not. */
    @Override
    public String toString() {
        return type + "/" + algorithm + "/" + kcv;
    }
}
