package io.txswitch.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a signature is refused: the exact text the switch expects to be signed, and where a caller's begins to differ.
 * Pure.
 *
 * @param expected the text, with its line feeds
 * @param lines what to tell an engineer
 * @param same true when the caller's text is the expected one
 */
public record SignatureExplanation(String expected, List<String> lines, boolean same) {
    private static final String[] NAMES = {"method", "path", "timestamp", "nonce", "body hash"};

    public SignatureExplanation {
        lines = List.copyOf(lines);
    }

    /**
     * Explains one request.
     *
     * @param theirs the text the caller has signed; null to see the expected one alone
     */
    public static SignatureExplanation of(
            String method, String path, String timestamp, String nonce, byte[] body, @Nullable String theirs) {
        String expected = RequestSignature.canonical(method, path, timestamp, nonce, body);
        List<String> lines = new ArrayList<>();
        lines.add("expected, each line ended by \\n, the last one too:");
        String[] parts = expected.split("\n");
        for (int i = 0; i < parts.length; i++) {
            lines.add(String.format("  %-10s%s", NAMES[i], visible(parts[i])));
        }
        boolean same = theirs == null || theirs.equals(expected);
        if (theirs != null) {
            lines.add(same ? "yours is the same" : difference(expected, theirs));
            if (!same) {
                lines.add("  expected  " + visible(expected));
                lines.add("  yours     " + visible(theirs));
            }
        }
        return new SignatureExplanation(expected, lines, same);
    }

    private static String difference(String expected, String theirs) {
        int at = 0;
        while (at < expected.length() && at < theirs.length() && expected.charAt(at) == theirs.charAt(at)) {
            at++;
        }
        int line =
                (int) expected.substring(0, at).chars().filter(c -> c == '\n').count();
        int column = at - (expected.lastIndexOf('\n', at - 1) + 1) + 1;
        String where = line < NAMES.length
                ? "line " + (line + 1) + " (" + NAMES[line] + "), column " + column
                : "the end, where nothing more is expected";
        return "yours differs first at " + where + hint(expected, theirs);
    }

    /** The mistakes that are made most. */
    private static String hint(String expected, String theirs) {
        if (theirs.equals(expected.substring(0, expected.length() - 1))) {
            return ": the last line feed is missing";
        }
        if (theirs.replace("\r\n", "\n").equals(expected)) {
            return ": lines end with \\r\\n";
        }
        if (theirs.equalsIgnoreCase(expected)) {
            return ": letters are of the other case";
        }
        return "";
    }

    /** Controls as escapes, so that a difference can be seen. */
    private static String visible(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c < ' ' || c > '~' ? String.format("\\u%04x", c) : String.valueOf((char) c));
            }
        });
        return out.toString();
    }
}
