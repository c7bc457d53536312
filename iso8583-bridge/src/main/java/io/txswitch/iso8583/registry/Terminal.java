package io.txswitch.iso8583.registry;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A terminal that somebody added.
 *
 * @param id DE41 without its padding: 1 to 16 letters, digits, dots, hyphens and underscores
 * @param merchantId whose it is
 * @param family the name of its {@link Family}
 * @param note why it was added, blocked or unblocked; at most 200 characters, may be empty
 * @param since when the status began
 */
public record Terminal(String id, String merchantId, String family, Status status, String note, Instant since) {
    /** Whether its messages are carried out. */
    public enum Status {
        ACTIVE,
        /** Answered with 58 whatever it asks. */
        BLOCKED
    }

    public static final int MAX_NOTE_LENGTH = 200;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,16}");
    private static final Pattern MERCHANT = Pattern.compile("[!-~]{1,64}");

    public Terminal {
        requireId(id);
        if (!MERCHANT.matcher(merchantId).matches()) {
            throw new IllegalArgumentException("a merchant has 1 to 64 visible characters");
        }
        if (!Family.NAME.matcher(family).matches()) {
            throw new IllegalArgumentException("a family has 1 to 32 small letters, digits and hyphens");
        }
        if (note.length() > MAX_NOTE_LENGTH) {
            throw new IllegalArgumentException("a note has at most " + MAX_NOTE_LENGTH + " characters");
        }
    }

    /** The id itself; one that no terminal can have is an {@link IllegalArgumentException}. */
    public static String requireId(String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException("a terminal has 1 to 16 letters, digits, '.', '-' and '_'");
        }
        return id;
    }

    /** Whether a terminal can have this id. */
    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** The same terminal in another status. */
    public Terminal with(Status newStatus, String newNote, Instant at) {
        return new Terminal(id, merchantId, family, newStatus, newNote, at);
    }
}
