package io.txswitch.iso8583.codec;

import java.util.List;
import java.util.Set;

/**
 * What one kind of message must have.
 *
 * @param mtis which it may come under; a repeat (0201) goes by the MTI it repeats (0200)
 * @param name in words
 * @param when it applies; of several that do, the first counts
 * @param mandatory elements, ascending
 * @param conditional elements
 * @param optional elements, ascending
 */
record MessageRule(
        List<String> mtis,
        String name,
        Condition when,
        List<Integer> mandatory,
        List<Conditional> conditional,
        List<Integer> optional) {
    /**
     * An element that must be there when something is so.
     *
     * @param when what a program can see; {@link Condition#ALWAYS} where it cannot, and then nothing is demanded
     * @param words the same, or more, for a reader
     */
    record Conditional(int field, Condition when, String words) {
        boolean demands(IsoMessage message) {
            return !when.terms().isEmpty() && when.holds(message);
        }
    }

    /**
     * The tags DE55 must have.
     *
     * @param mtis which messages
     * @param when entry mode, as a rule
     * @param tags upper-case hex, in the table's order
     */
    record Chip(List<String> mtis, Condition when, Set<String> tags) {}

    boolean knows(int field) {
        return mandatory.contains(field)
                || optional.contains(field)
                || conditional.stream().anyMatch(each -> each.field() == field);
    }
}
