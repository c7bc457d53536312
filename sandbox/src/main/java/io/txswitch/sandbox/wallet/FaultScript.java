package io.txswitch.sandbox.wallet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What goes wrong at a wallet, by one name at all of them; plays until another is chosen or it is used up. */
public enum FaultScript {
    /** Nothing goes wrong; ends what was chosen before. */
    NONE("everything as it should be"),
    LATE_NOTICE("notifications are held back for some seconds"),
    DUPLICATE_NOTICE("each notification is posted twice at the same moment"),
    REORDERED_NOTICE("notifications are held, and the newest goes first"),
    EARLY_NOTICE("the notification comes before the answer to the call that caused it"),
    LOST_NOTICE("no notification is ever sent"),
    TAMPERED_NOTICE("one byte of each notification is changed after signing"),
    FOREIGN_ORDER("signed notifications about an order that nobody created"),
    FOREIGN_AMOUNT("signed notifications about one minor unit more"),
    FOREIGN_MERCHANT("signed notifications for somebody else's application"),
    USERPAYING("whoever shows his code is asked for his password, and takes a while"),
    SERVER_ERROR("calls are answered with HTTP 500 and book nothing"),
    DROP_AFTER_BOOKING("calls that book something are carried out, then the connection closes"),
    NOT_FOUND_THEN_SUCCESS("a payment's call gets no answer and no notification, and queries do not find it at first");

    /** How many calls a script spoils that would otherwise never let anything through. */
    public static final int USUAL_TIMES = 2;

    private final String text;

    FaultScript(String text) {
        this.text = text;
    }

    /** As people type it: {@code late-notice}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it does, in one line. */
    public String text() {
        return text;
    }

    public static Optional<FaultScript> of(String word) {
        return Arrays.stream(values())
                .filter(script -> script.word().equals(word))
                .findFirst();
    }

    /** All words, for people who mistyped one. */
    public static String words() {
        return Arrays.stream(values()).map(FaultScript::word).collect(Collectors.joining(", "));
    }
}
