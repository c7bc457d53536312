package io.txswitch.iso8583.keys;

import java.util.regex.Pattern;

/**
 * Whose key it is.
 *
 * @param id 1 to 32 letters, digits, dots, hyphens and underscores
 */
public record KeyOwner(Kind kind, String id) {
    /** Who can own keys. */
    public enum Kind {
        TERMINAL,
        BANK,
        /** A family of terminals that shares a base derivation key. */
        FAMILY
    }

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    public KeyOwner {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an owner of keys has 1 to 32 letters, digits, '.', '-' and '_'");
        }
    }

    public static KeyOwner terminal(String id) {
        return new KeyOwner(Kind.TERMINAL, id);
    }

    public static KeyOwner bank(String id) {
        return new KeyOwner(Kind.BANK, id);
    }

    public static KeyOwner family(String id) {
        return new KeyOwner(Kind.FAMILY, id);
    }

    /** {@code TERMINAL/T1}. */
    @Override
    public String toString() {
        return kind + "/" + id;
    }
}
