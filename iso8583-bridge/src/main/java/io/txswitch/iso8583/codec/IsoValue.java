package io.txswitch.iso8583.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The value of one data element: characters, or bytes that are no characters. */
public sealed interface IsoValue {
    /** Characters; track 2 has {@code =} between number and expiry, fixed text keeps its trailing spaces. */
    record Text(String value) implements IsoValue {
        @Override
        public String toString() {
            return "***";
        }
    }

    /** Bytes; whoever makes one gives the array away. */
    record Binary(byte[] value) implements IsoValue {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Binary that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
