package io.txswitch.iso8583.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The readable half of a dialect, as its file says it: what elements are called and hold, and when they must be there.
 *
 * @param title one line for a reader
 * @param notes paragraphs for a reader
 * @param packager the resource with the packager definition, where the configuration names no file
 * @param types the MTIs
 * @param rows the elements, ascending
 * @param rules the messages, in the file's order
 * @param chip the tags of DE55
 * @param othersAllowed whether a message may have elements that no rule names
 */
record FieldTable(
        String title,
        List<String> notes,
        @Nullable String packager,
        MessageTypes types,
        List<Row> rows,
        List<MessageRule> rules,
        List<MessageRule.Chip> chip,
        boolean othersAllowed) {
    /**
     * One element.
     *
     * @param number 2 to 128
     * @param name in words
     * @param format such as {@code n..19}
     * @param length the fixed or greatest length the format names
     * @param dots how many dots the format has: digits of its length
     * @param content the characters it may hold
     * @param note more for a reader, or empty
     */
    record Row(int number, String name, String format, int length, int dots, Content content, String note) {}

    FieldRules fieldRules() {
        return new FieldRules(rules, chip, othersAllowed);
    }
}
