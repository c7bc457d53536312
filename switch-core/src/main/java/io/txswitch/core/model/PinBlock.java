package io.txswitch.core.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An encrypted PIN as a terminal sent it; in memory only, never journaled, never logged.
 *
 * @param block DE52: 8 bytes under a DES key, 16 under an AES key
 * @param format the ISO 9564-1 format inside: 0, 1, 3 or 4
 * @param key names the key it is encrypted under, in the bridge's words; null when terminal and bank share the key and
 *     the block is passed on untouched
 */
public record PinBlock(byte[] block, int format, @Nullable String key) {
    /** A block that only the bank can read. */
    public static PinBlock sharedWithBank(byte[] block) {
        return new PinBlock(block, 0, null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PinBlock that
                && Arrays.equals(block, that.block)
                && format == that.format
                && java.util.Objects.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(block);
    }

    @Override
    public String toString() {
        return "PinBlock[***]";
    }
}
