package io.txswitch.iso8583.codec;

import io.txswitch.core.config.Section;
import io.txswitch.iso8583.codec.FieldTable.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a field table; everything that is wrong with it becomes a problem of its section. */
final class FieldTableReader {
    private static final int MAX_FIELD = 128;
    private static final Pattern FORMAT = Pattern.compile("(x\\+n|n|z|ans|an|a|b)(\\.{2,4})?([0-9]{1,4})");
    private static final Pattern MTI = Pattern.compile("[0-9]{4}");
    private static final Pattern TAG = Pattern.compile("([0-9A-F]{2}){1,3}");
    private static final MessageTypes ISO87 = new MessageTypes("0", "12345678", "01234", "012345");

    private final Section root;
    private final TreeMap<Integer, Row> rows = new TreeMap<>();

    private FieldTableReader(Section root) {
        this.root = root;
    }

    static FieldTable read(Section root) {
        return new FieldTableReader(root).table();
    }

    private FieldTable table() {
        String title = root.text("title");
        List<String> notes = root.texts("notes", List.of());
        String packager = root.optionalText("packager");
        MessageTypes types = types(root.section("mti"));
        boolean others = root.text("others", "allowed").equals("allowed");
        root.sections("fields").forEach(this::row);
        List<MessageRule> rules =
                root.sections("messages").stream().map(this::rule).toList();
        List<MessageRule.Chip> chip =
                root.sections("chip").stream().map(this::chip).toList();
        if (rows.isEmpty()) {
            root.problems().add("fields", "is missing");
        }
        return new FieldTable(title, notes, packager, types, List.copyOf(rows.values()), rules, chip, others);
    }

    private static MessageTypes types(Section section) {
        try {
            return new MessageTypes(
                    section.text("version", ISO87.version()),
                    section.text("class", ISO87.messageClass()),
                    section.text("function", ISO87.function()),
                    section.text("origin", ISO87.origin()));
        } catch (IllegalArgumentException e) {
            section.problems().add(section.path(), String.valueOf(e.getMessage()));
            return ISO87;
        }
    }

    private void row(Section section) {
        int number = section.integer("field", 0, 2, MAX_FIELD);
        String name = section.text("name");
        String format = section.text("format");
        String content = section.text("content", "");
        String note = section.text("note", "");
        Matcher parts = FORMAT.matcher(format);
        if (!parts.matches()) {
            section.problems().add(section.path() + ".format", "is not a format such as n6, n..19 or ans...999");
        } else if (number == 0) {
            section.problems().add(section.path() + ".field", "is missing");
        } else {
            int dots = parts.group(2) == null ? 0 : parts.group(2).length();
            int sign = parts.group(1).equals("x+n") ? 1 : 0;
            int length = Integer.parseInt(parts.group(3)) + sign;
            Row row =
                    new Row(number, name, format, length, dots, content(section, parts.group(1), dots, content), note);
            if (rows.put(number, row) != null) {
                section.problems().add(section.path(), "the element " + number + " stands twice");
            }
        }
    }

    private static Content content(Section section, String type, int dots, String said) {
        if (!said.isEmpty()) {
            for (Content each : Content.values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(said)) {
                    return each;
                }
            }
            section.problems().add(section.path() + ".content", "does not know '" + said + "'");
        }
        return switch (type) {
            case "n" -> Content.DIGITS;
            case "z" -> Content.TRACK;
            case "x+n" -> Content.SIGNED;
            case "b" -> Content.BINARY;
            case "ans" -> dots > 2 ? Content.ANY : Content.PRINTABLE;
            default -> Content.PRINTABLE;
        };
    }

    private MessageRule rule(Section section) {
        List<MessageRule.Conditional> conditional = new ArrayList<>();
        for (Section each : section.sections("conditional")) {
            int field = each.integer("field", 0, 2, MAX_FIELD);
            Condition when = condition(each, "when");
            String words = each.text("words", when.words());
            known(each, field);
            conditional.add(new MessageRule.Conditional(field, when, words));
        }
        return new MessageRule(
                mtis(section),
                section.text("name"),
                condition(section, "when"),
                fields(section, "mandatory"),
                List.copyOf(conditional),
                fields(section, "optional"));
    }

    private MessageRule.Chip chip(Section section) {
        Set<String> tags = new LinkedHashSet<>(words(section.text("tags")));
        for (String tag : tags) {
            if (!TAG.matcher(tag).matches()) {
                section.problems().add(section.path() + ".tags", "'" + tag + "' is no tag");
            }
        }
        return new MessageRule.Chip(mtis(section), condition(section, "when"), tags);
    }

    private static List<String> mtis(Section section) {
        List<String> mtis = words(section.text("mti"));
        for (String mti : mtis) {
            if (!MTI.matcher(mti).matches()) {
                section.problems().add(section.path() + ".mti", "'" + mti + "' is no MTI (four digits, in quotes)");
            }
        }
        return mtis;
    }

    private static Condition condition(Section section, String key) {
        try {
            return Condition.parse(section.text(key, ""));
        } catch (IllegalArgumentException e) {
            section.problems().add(section.path() + "." + key, String.valueOf(e.getMessage()));
            return Condition.ALWAYS;
        }
    }

    private List<Integer> fields(Section section, String key) {
        Set<Integer> fields = new TreeSet<>();
        for (String word : words(section.text(key, ""))) {
            if (word.matches("[0-9]{1,3}")) {
                fields.add(Integer.valueOf(word));
            } else {
                section.problems().add(section.path() + "." + key, "'" + word + "' is no element");
            }
        }
        fields.forEach(field -> known(section, field));
        return List.copyOf(fields);
    }

    private void known(Section section, int field) {
        if (!rows.containsKey(field)) {
            section.problems().add(section.path(), "the element " + field + " is not in the table");
        }
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+"));
    }
}
