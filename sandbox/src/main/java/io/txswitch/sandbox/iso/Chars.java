package io.txswitch.sandbox.iso;

import java.util.Locale;

/** The alphabets of the wire. */
enum Chars {
    DIGITS("digits"),
    TRACK("digits and ="),
    HEX("hex digits"),
    PRINTABLE("printable ASCII"),
    LATIN("Latin-1 characters");

    private final String words;

    Chars(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean allIn(String value) {
        return value.chars().allMatch(this::has);
    }

    boolean has(int c) {
        return switch (this) {
            case DIGITS -> digit(c);
            case TRACK -> digit(c) || c == '=';
            case HEX -> digit(c) || (c >= 'A' && c <= 'F');
            case PRINTABLE -> c >= 0x20 && c <= 0x7e;
            case LATIN -> c <= 0xff;
        };
    }

    static String upperHex(String hex) {
        return hex.toUpperCase(Locale.ROOT);
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }
}
