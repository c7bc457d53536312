package io.txswitch.iso8583.terminal;

/** Texts of strangers, fit for a log. */
final class LogText {
    private static final int MAX_LENGTH = 16;

    private LogText() {}

    /** Letters, digits, dots, hyphens and underscores; at most 16 of them, and a mark for everything else. */
    static String of(String text) {
        String clean = text.replaceAll("[^A-Za-z0-9._-]", "?");
        return clean.length() > MAX_LENGTH ? clean.substring(0, MAX_LENGTH) : clean;
    }
}
