package io.txswitch.iso8583.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a rule of a field table holds: terms with spaces between them, all of which must.
 *
 * <p>{@code 22=05|07}: element 22 begins with 05 or 07, where a dot stands for any character; {@code +52}: element 52
 * is there; {@code -35}: it is not. No terms hold always.
 */
record Condition(List<Term> terms) {
    static final Condition ALWAYS = new Condition(List.of());

    private static final Pattern PRESENCE = Pattern.compile("([+-])([0-9]{1,3})");
    private static final Pattern BEGINS = Pattern.compile("([0-9]{1,3})=([0-9A-Za-z.]+(?:\\|[0-9A-Za-z.]+)*)");

    /** One term. */
    sealed interface Term {
        boolean holds(IsoMessage message);

        String words();
    }

    /** An element is there, or is not. */
    record Presence(int field, boolean present) implements Term {
        @Override
        public boolean holds(IsoMessage message) {
            return message.has(field) == present;
        }

        @Override
        public String words() {
            return field + (present ? " is there" : " is not there");
        }
    }

    /** An element begins with one of these. */
    record Begins(int field, List<String> with) implements Term {
        @Override
        public boolean holds(IsoMessage message) {
            String text = message.text(field);
            return text != null && with.stream().anyMatch(each -> begins(text, each));
        }

        private static boolean begins(String text, String pattern) {
            if (text.length() < pattern.length()) {
                return false;
            }
            for (int i = 0; i < pattern.length(); i++) {
                if (pattern.charAt(i) != '.' && pattern.charAt(i) != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String words() {
            return field + " = "
                    + String.join(" or ", with.stream().map(s -> "`" + s + "`").toList());
        }
    }

    /** Reads the text of a table; anything else is an {@link IllegalArgumentException}. */
    static Condition parse(String text) {
        List<Term> terms = new ArrayList<>();
        for (String each : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            Matcher presence = PRESENCE.matcher(each);
            Matcher begins = BEGINS.matcher(each);
            if (presence.matches()) {
                terms.add(new Presence(
                        Integer.parseInt(presence.group(2)), presence.group(1).equals("+")));
            } else if (begins.matches()) {
                terms.add(new Begins(
                        Integer.parseInt(begins.group(1)),
                        List.of(begins.group(2).split("\\|"))));
            } else {
                throw new IllegalArgumentException("no condition: '" + each + "'");
            }
        }
        return new Condition(List.copyOf(terms));
    }

    boolean holds(IsoMessage message) {
        for (Term each : terms) {
            if (!each.holds(message)) {
                return false;
            }
        }
        return true;
    }

    /** For a reader. */
    String words() {
        return String.join(", ", terms.stream().map(Term::words).toList());
    }
}
