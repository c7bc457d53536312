package io.txswitch.iso8583.codec;

/**
 * One way to write ISO 8583: a packager definition (how elements lie on the wire) and a field table (what they mean and
 * when they must be there). Found by name in {@link Dialects}; immutable, one for all connections.
 */
public final class Dialect {
    private final String name;
    private final IsoCodec codec;
    private final FieldRules rules;

    Dialect(String name, IsoCodec codec, FieldRules rules) {
        this.name = name;
        this.codec = codec;
        this.rules = rules;
    }

    /** The name in configuration: {@code iso87-binary}. */
    public String name() {
        return name;
    }

    /** Bytes to messages and back; thread-safe. */
    public IsoCodec codec() {
        return codec;
    }

    /** Which elements a message must have; thread-safe. */
    public FieldRules rules() {
        return rules;
    }

    @Override
    public String toString() {
        return name;
    }
}
