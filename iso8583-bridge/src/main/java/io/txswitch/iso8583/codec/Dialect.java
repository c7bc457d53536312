package io.txswitch.iso8583.codec;

import io.txswitch.core.config.Problems;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One way to write ISO 8583: a packager definition (how elements lie on the wire) and a field table (what they mean and
 * when they must be there). Found by name in {@link Dialects}; immutable, one for all connections.
 */
public final class Dialect {
    private static final int MAX_FIELD = 128;

    private final String name;
    private final FieldTable table;
    private final IsoCodec codec;
    private final FieldRules rules;

    private Dialect(String name, FieldTable table, IsoCodec codec) {
        this.name = name;
        this.table = table;
        this.codec = codec;
        this.rules = table.fieldRules();
    }

    /** Puts the two halves together; contradictions are added to {@code problems} under {@code path}. */
    static Dialect of(String name, FieldTable table, PackagerDefinition definition, String path, Problems problems) {
        @Nullable FieldFormat[] formats = new @Nullable FieldFormat[MAX_FIELD + 1];
        for (FieldTable.Row row : table.rows()) {
            WireForm form = definition.forms().get(row.number());
            if (form == null) {
                problems.add(path, "the element " + row.number() + " is not in the packager definition");
            } else {
                formats[row.number()] = format(row, form, path, problems);
            }
        }
        for (Map.Entry<Integer, WireForm> each : definition.forms().entrySet()) {
            if (formats[each.getKey()] == null) {
                problems.add(path, "the element " + each.getKey() + " is not in the field table");
            }
        }
        MessageHead head =
                new MessageHead(definition.packedMti(), definition.hexBitmap(), definition.twoBitmaps(), table.types());
        return new Dialect(name, table, new IsoCodec(head, formats));
    }

    private static FieldFormat format(FieldTable.Row row, WireForm form, String path, Problems problems) {
        String where = "the element " + row.number() + ": ";
        boolean bytes = form.unit() == WireForm.Unit.BYTES || form.unit() == WireForm.Unit.HEX_BYTES;
        boolean hexText = row.content().isBinary() && form.unit() == WireForm.Unit.CHARACTERS;
        int length = hexText ? form.length() / 2 : form.length();
        if (row.dots() != form.prefixDigits() || row.length() != length) {
            problems.add(path, where + "the format " + row.format() + " is not what the packager definition says");
        }
        if (bytes != (row.content().isBinary() && !hexText)) {
            problems.add(path, where + "the packager definition has " + (bytes ? "bytes" : "characters"));
        }
        boolean digits = form.unit() == WireForm.Unit.PACKED;
        if (digits && row.content() != Content.DIGITS && !row.content().isTrack()) {
            problems.add(path, where + "the packager definition has digits");
        }
        return new FieldFormat(row.number(), hexText ? form.asHex() : form, row.content());
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

    /** What the field table calls an element, null when it has none of this number. */
    public @Nullable String nameOf(int number) {
        return table.rows().stream()
                .filter(row -> row.number() == number)
                .map(FieldTable.Row::name)
                .findFirst()
                .orElse(null);
    }

    /** True when an element holds bytes, false when it holds characters or does not exist. */
    public boolean isBinary(int number) {
        return table.rows().stream()
                .anyMatch(row -> row.number() == number && row.content().isBinary());
    }

    /** A message with random elements that this dialect can write: for round trips and fuzzing. */
    public IsoMessage sample(RandomGenerator random) {
        return new SampleMessages(table, random).next();
    }

    FieldTable table() {
        return table;
    }

    @Override
    public String toString() {
        return name;
    }
}
