package io.txswitch.iso8583.registry;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal does between two settlements.
 *
 * @param serial counts a terminal's batches from 1 and never wraps, as numbers do
 * @param number six digits, {@code 000001} to {@code 999999}
 * @param closing null while the batch is open
 */
public record Batch(String terminalId, long serial, String number, Instant openedAt, @Nullable Closing closing) {
    private static final int MAX_NUMBER = 999_999;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{6}");

    /**
     * How it ended.
     *
     * @param balanced both sides had the same totals
     * @param terminal what the terminal said
     * @param journal what the journal had at that moment
     * @param report what differed, for people; at most {@link Batches#MAX_REPORT_LENGTH} characters, without card data
     */
    public record Closing(Instant at, boolean balanced, BatchTotals terminal, BatchTotals journal, String report) {}

    public Batch {
        Terminal.requireId(terminalId);
        requireNumber(number);
    }

    public boolean isOpen() {
        return closing == null;
    }

    /** The number itself; anything but six digits that are not all zero is an {@link IllegalArgumentException}. */
    public static String requireNumber(String number) {
        if (!NUMBER.matcher(number).matches() || Integer.parseInt(number) == 0) {
            throw new IllegalArgumentException("a batch has a number of six digits");
        }
        return number;
    }

    /** The number after this one; 000001 follows 999999. */
    static String numberAfter(String number) {
        return String.format(java.util.Locale.ROOT, "%06d", Integer.parseInt(number) % MAX_NUMBER + 1);
    }
}
