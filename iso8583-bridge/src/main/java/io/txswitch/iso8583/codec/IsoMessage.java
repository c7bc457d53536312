package io.txswitch.iso8583.codec;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One ISO 8583 message, without its wire form; immutable.
 *
 * @param mti four digits
 * @param fields values by element number (2 to 128), in order
 */
public record IsoMessage(String mti, SortedMap<Integer, IsoValue> fields) implements Decoded {
    private static final int MTI_LENGTH = 4;

    public IsoMessage {
        if (mti.length() != MTI_LENGTH || !mti.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("MTI: four digits");
        }
        fields = Collections.unmodifiableSortedMap(fields);
    }

    public static Builder of(String mti) {
        return new Builder(mti);
    }

    public boolean has(int number) {
        return fields.containsKey(number);
    }

    /** The characters of an element as they came, null when it is absent or binary. */
    public @Nullable String text(int number) {
        return fields.get(number) instanceof IsoValue.Text text ? text.value() : null;
    }

    /** The characters without surrounding spaces, null when nothing is left. */
    public @Nullable String trimmed(int number) {
        String text = text(number);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A copy of the bytes of an element, null when it is absent or text. */
    public byte @Nullable [] bytes(int number) {
        return fields.get(number) instanceof IsoValue.Binary binary
                ? binary.value().clone()
                : null;
    }

    /** True for a request or advice, false for any kind of response (third digit odd). */
    public boolean isRequest() {
        return (mti.charAt(2) - '0') % 2 == 0;
    }

    /** The MTI of the answer: function plus one, and the repeat mark (fourth digit odd) taken away. */
    public String answerMti() {
        char function = (char) (mti.charAt(2) + 1);
        int origin = (mti.charAt(3) - '0') / 2 * 2;
        return mti.substring(0, 2) + function + origin;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(mti);
        fields.forEach((number, value) -> out.append(' ')
                .append(number)
                .append('=')
                .append(De.HARMLESS.contains(number) && value instanceof IsoValue.Text t ? t.value() : "***"));
        return out.toString();
    }

    /** Collects the elements of a message; an absent value leaves its element out. */
    public static final class Builder {
        private final String mti;
        private final SortedMap<Integer, IsoValue> fields = new TreeMap<>();

        private Builder(String mti) {
            this.mti = mti;
        }

        public Builder set(int number, @Nullable String text) {
            if (text != null) {
                fields.put(number, new IsoValue.Text(text));
            }
            return this;
        }

        public Builder set(int number, byte @Nullable [] bytes) {
            if (bytes != null) {
                fields.put(number, new IsoValue.Binary(bytes.clone()));
            }
            return this;
        }

        Builder put(int number, IsoValue value) {
            fields.put(number, value);
            return this;
        }

        /** Takes elements over from another message where it has them. */
        public Builder copy(IsoMessage from, int... numbers) {
            for (int number : numbers) {
                IsoValue value = from.fields.get(number);
                if (value != null) {
                    fields.put(number, value);
                }
            }
            return this;
        }

        public IsoMessage build() {
            return new IsoMessage(mti, new TreeMap<>(fields));
        }
    }
}
