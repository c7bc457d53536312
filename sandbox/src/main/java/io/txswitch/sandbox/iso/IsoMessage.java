package io.txswitch.sandbox.iso;

import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One ISO 8583 message: the table it is written by, its type and its data elements in order; binary elements are
 * upper-case hex.
 *
 * <p>What exists can be encoded: every value has the form that the field table asks for. {@link #toString} shows
 * neither card data nor PIN.
 */
public record IsoMessage(FieldTable table, String mti, SortedMap<Integer, String> fields) {
    private static final Set<Integer> SECRET = Set.of(2, 14, 35, 36, 45, 52, 55, 62);
    private static final int MTI_DIGITS = 4;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException naming the first element that does not fit the field table
     */
    public IsoMessage {
        if (mti.length() != MTI_DIGITS || !Chars.DIGITS.allIn(mti)) {
            throw new IllegalArgumentException("MTI: four digits");
        }
        SortedMap<Integer, String> copy = new TreeMap<>();
        fields.forEach((number, value) -> copy.put(number, table.of(number).normal(value)));
        fields = Collections.unmodifiableSortedMap(copy);
    }

    /** A message of {@link FieldTable#ISO87_BINARY}. */
    public IsoMessage(String mti, SortedMap<Integer, String> fields) {
        this(FieldTable.ISO87_BINARY, mti, fields);
    }

    /** A message of {@link FieldTable#ISO87_BINARY} under construction. */
    public static Builder builder(String mti) {
        return builder(FieldTable.ISO87_BINARY, mti);
    }

    /** A message of a table under construction. */
    public static Builder builder(FieldTable table, String mti) {
        return new Builder(table, mti);
    }

    /** The same elements as another table writes them. @throws IllegalArgumentException when one does not fit */
    public IsoMessage in(FieldTable other) {
        return new IsoMessage(other, mti, fields);
    }

    /** This message, to be varied; the builder has all of its elements. */
    public Builder toBuilder() {
        Builder builder = new Builder(table, mti);
        builder.fields.putAll(fields);
        return builder;
    }

    /** Whether the element is present. */
    public boolean has(int number) {
        return fields.containsKey(number);
    }

    /** The element as it stands on the wire (fixed text with its spaces), or empty. */
    public Optional<String> get(int number) {
        return Optional.ofNullable(fields.get(number));
    }

    /** The element without the spaces that fill it. @throws IllegalArgumentException when it is missing */
    public String text(int number) {
        return get(number)
                .map(String::strip)
                .orElseThrow(() -> new IllegalArgumentException("DE" + number + ": missing"));
    }

    /** A numeric element. @throws IllegalArgumentException when it is missing */
    public long number(int number) {
        return Long.parseLong(text(number));
    }

    /** A binary element. @throws IllegalArgumentException when it is missing */
    public byte[] bytes(int number) {
        return HexFormat.of().parseHex(text(number));
    }

    /** The type of the answer to this request: 0200 → 0210, 0421 → 0430. */
    public String answerMti() {
        char function = (char) (mti.charAt(2) + 1);
        return mti.substring(0, 2) + function + '0';
    }

    /** Whether somebody expects an answer to a message of this type: requests and advices, and their repeats. */
    public boolean isRequest() {
        return mti.charAt(2) == '0' || mti.charAt(2) == '2';
    }

    @Override
    public String toString() {
        return mti + fields.entrySet().stream().map(IsoMessage::shown).collect(Collectors.joining(" ", "[", "]"));
    }

    private static String shown(Map.Entry<Integer, String> field) {
        return field.getKey() + "=" + (SECRET.contains(field.getKey()) ? "***" : field.getValue());
    }

    /** Collects elements; {@link #build} checks them. */
    public static final class Builder {
        private final FieldTable table;
        private final String mti;
        private final Map<Integer, String> fields = new TreeMap<>();

        private Builder(FieldTable table, String mti) {
            this.table = table;
            this.mti = mti;
        }

        /** Sets an element, replacing an earlier value. */
        public Builder set(int number, String value) {
            fields.put(number, value);
            return this;
        }

        /** Sets a numeric element, filled with zeros in front to its length. */
        public Builder set(int number, long value) {
            String digits = Long.toString(value);
            return set(number, "0".repeat(Math.max(0, table.of(number).length() - digits.length())) + digits);
        }

        /** Sets a binary element. */
        public Builder set(int number, byte[] value) {
            return set(number, HexFormat.of().withUpperCase().formatHex(value));
        }

        /** Copies those of the elements that the other message has. */
        public Builder copy(IsoMessage from, int... numbers) {
            for (int number : numbers) {
                from.get(number).ifPresent(value -> set(number, value));
            }
            return this;
        }

        /** Whether the element is set. */
        public boolean has(int number) {
            return fields.containsKey(number);
        }

        /** Leaves an element out. */
        public Builder without(int number) {
            fields.remove(number);
            return this;
        }

        /** The message. @throws IllegalArgumentException naming the first element that does not fit */
        public IsoMessage build() {
            return new IsoMessage(table, mti, new TreeMap<>(fields));
        }
    }
}
