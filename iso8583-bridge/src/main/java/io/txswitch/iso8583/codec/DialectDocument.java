package io.txswitch.iso8583.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The page about a dialect for whoever has to speak it, rendered from its table. */
final class DialectDocument {
    private final Dialect dialect;
    private final StringBuilder out = new StringBuilder();

    private DialectDocument(Dialect dialect) {
        this.dialect = dialect;
    }

    static String render(Dialect dialect) {
        return new DialectDocument(dialect).page();
    }

    private String page() {
        FieldTable table = dialect.table();
        line("<!-- Rendered from dialects/" + dialect.name() + ".yaml by DialectDocumentTest; edit the table. -->");
        line("# `" + dialect.name() + "`: " + table.title());
        table.notes().forEach(note -> line("\n" + note));
        line("\n## Message types");
        MessageTypes types = table.types();
        line("\nVersion " + digits(types.version()) + ", class " + digits(types.messageClass()) + ", function "
                + digits(types.function()) + ", origin " + digits(types.origin()) + ". Any other MTI is refused.");
        elements(table);
        line("\n## Messages");
        line("\nA repeat (last digit odd) follows the rule of what it repeats. "
                + (table.othersAllowed()
                        ? "Elements that a rule does not name are allowed."
                        : "Elements that a rule does not name are reported, except for a MAC in 64 or 128."));
        table.rules().forEach(this::rule);
        chip(table.chip());
        return out.toString();
    }

    private void elements(FieldTable table) {
        line("\n## Elements");
        line("\n`n` digits, `z` track data, `x+n` C or D and digits, `an` and `ans` characters, `b` bytes; a number is"
                + " a fixed length, `..` and `...` are of variable length with a length of two or three digits in"
                + " front.\n");
        line("| element | name | format | on the wire | remarks |");
        line("| --- | --- | --- | --- | --- |");
        for (FieldTable.Row row : table.rows()) {
            String remarks = row.content() == Content.TLV ? "BER-TLV" : row.note();
            line("| " + row.number() + " | " + row.name() + " | `" + row.format() + "` | " + wire(row.number()) + " | "
                    + remarks + " |");
        }
    }

    private String wire(int number) {
        WireForm form = dialect.codec().wireForm(number);
        int most = form.bytes(form.length());
        String unit = switch (form.unit()) {
            case SIGNED_PACKED -> "a character, then packed";
            case PACKED ->
                form.isFixed() && form.length() % 2 == 0
                        ? "packed"
                        : form.leftFilled() ? "packed, filler in front" : "packed, filler behind";
            case CHARACTERS -> "characters";
            case BYTES -> "bytes";
            case HEX_BYTES, HEX_CHARACTERS -> "hexadecimal characters";
        };
        return form.isFixed() ? most + ", " + unit : form.prefixBytes() + " + at most " + most + ", " + unit;
    }

    private void rule(MessageRule rule) {
        line("\n### " + rule.name());
        String when =
                rule.when().terms().isEmpty() ? "" : ", when " + rule.when().words();
        line("\n" + rule.mtis().stream().map(mti -> "`" + mti + "`").collect(Collectors.joining(", ")) + when + ".");
        line("");
        line("- mandatory: " + numbers(rule.mandatory()));
        List<String> conditional = new ArrayList<>();
        for (MessageRule.Conditional each : rule.conditional()) {
            boolean checked = !each.when().terms().isEmpty();
            String seen = checked ? " (checked: " + each.when().words() + ")" : "";
            conditional.add(each.field() + " when: " + each.words() + seen);
        }
        conditional.forEach(each -> line("- conditional: " + each));
        if (!rule.optional().isEmpty()) {
            line("- optional: " + numbers(rule.optional()));
        }
    }

    private void chip(List<MessageRule.Chip> rules) {
        line("\n## Chip data (55)");
        line("\nMalformed BER-TLV is always refused: lengths beyond the element, more than four levels, more than 128"
                + " objects, tags of more than three bytes.");
        if (rules.isEmpty()) {
            line("\nNo tag is demanded.");
        }
        for (MessageRule.Chip each : rules) {
            String when =
                    each.when().terms().isEmpty() ? "" : ", when " + each.when().words();
            line("\n" + each.mtis().stream().map(mti -> "`" + mti + "`").collect(Collectors.joining(", ")) + when + ": "
                    + each.tags().stream().map(DialectDocument::tag).collect(Collectors.joining(", ")) + ".");
        }
    }

    private static String tag(String tag) {
        String name = EmvTags.nameOf(tag);
        return "`" + tag + "`" + (name == null ? "" : " " + name);
    }

    private static String digits(String digits) {
        return digits.chars().mapToObj(c -> "`" + (char) c + "`").collect(Collectors.joining(" "));
    }

    private static String numbers(List<Integer> numbers) {
        return numbers.isEmpty()
                ? "none"
                : numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
