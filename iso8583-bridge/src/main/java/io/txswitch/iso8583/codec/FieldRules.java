package io.txswitch.iso8583.codec;

import java.util.List;

/** What the field table of a dialect demands of a message that could be read; immutable and thread-safe. */
public final class FieldRules {
    /** Demands nothing. */
    static final FieldRules NONE = new FieldRules();

    /**
     * One thing that is not as the table says.
     *
     * @param kind what is wrong with it
     * @param field an element's number, {@code 55.9F26} for a tag of DE55
     * @param reason in words, without any value of the message
     */
    public record Problem(Kind kind, String field, String reason) {
        /** What can be wrong. */
        public enum Kind {
            /** The table demands it and the message does not have it. */
            MISSING,
            /** The message has it and the table does not know it there. */
            UNEXPECTED
        }

        /** One line for a log. */
        public String text() {
            return (field.startsWith("55.") ? "DE55 → " + field.substring(3) : "DE" + field) + ": " + reason;
        }
    }

    FieldRules() {}

    /** Every problem of a message, in the order of its elements; empty when it is as the table says. */
    public List<Problem> check(IsoMessage message) {
        return List.of();
    }
}
