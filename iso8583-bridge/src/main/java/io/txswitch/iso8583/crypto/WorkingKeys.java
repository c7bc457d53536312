package io.txswitch.iso8583.crypto;

import org.jspecify.annotations.Nullable;

/**
 * What a terminal works with until it signs in again.
 *
 * @param tdk where the layout has one
 * @param field62 the same keys under the terminal's master key, with check values, as they travel
 */
public record WorkingKeys(
        WorkingKeyLayout layout,
        WrappedKey pik,
        WrappedKey mak,
        @Nullable WrappedKey tdk,
        byte[] field62) {
    @Override
    public String toString() {
        return layout + "[" + pik + ", " + mak + (tdk == null ? "" : ", " + tdk) + "]";
    }
}
