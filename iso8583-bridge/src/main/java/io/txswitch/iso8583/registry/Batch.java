package io.txswitch.iso8583.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal does between two settlements.
 *
 * @param serial counts a terminal's batches from 1 and never wraps, as numbers do
 * @param number six digits, {@code 000001} to {@code 999999}
 * @param closing null while the batch is open
 */
public record Batch(
        String terminalId,
        long serial,
        String number,
        Instant openedAt,
        @Nullable Closing closing) {
    /** Clocks of two nodes differ by less. */
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(1);

    private static final int MAX_NUMBER = 999_999;
    private static final String FIRST_NUMBER = "000001";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{6}");

    /**
     * How it ended.
     *
     * @param balanced both sides had the same totals
     * @param terminal what the terminal said
     * @param journal what the journal had at that moment
     * @param report what differed, for people; at most {@link Batches#MAX_REPORT_LENGTH} characters, without card data
     */
    public record Closing(Instant at, boolean balanced, BatchTotals terminal, BatchTotals journal, String report) {
        public Closing {
            if (report.length() > Batches.MAX_REPORT_LENGTH) {
                throw new IllegalArgumentException("a report has at most " + Batches.MAX_REPORT_LENGTH + " characters");
            }
        }
    }

    public Batch {
        Terminal.requireId(terminalId);
        requireNumber(number);
    }

    public boolean isOpen() {
        return closing == null;
    }

    /**
     * Where to begin to look for what belongs to this batch: bounded by the family's rule, and with a margin, as nodes'
     * clocks differ. A terminal's first batch was opened when somebody first asked, which may be after its first sale.
     */
    public Instant searchSince(Instant now, Family.BatchRules rules) {
        Instant oldest = now.minus(Duration.ofHours(rules.maxOpenHours())).minus(CLOCK_MARGIN);
        Instant opened = serial == 1 ? oldest : openedAt.minus(CLOCK_MARGIN);
        return opened.isBefore(oldest) ? oldest : opened;
    }

    static Batch first(String terminalId, Instant at) {
        return new Batch(terminalId, 1, FIRST_NUMBER, at, null);
    }

    /** What is open after this one was closed. */
    Batch next(Instant at) {
        return new Batch(terminalId, serial + 1, numberAfter(number), at, null);
    }

    Batch closed(Closing how) {
        return new Batch(terminalId, serial, number, openedAt, how);
    }

    Batch renumbered(String newNumber) {
        return new Batch(terminalId, serial, newNumber, openedAt, closing);
    }

    /** The number itself; anything but six digits that are not all zero is an {@link IllegalArgumentException}. */
    public static String requireNumber(String number) {
        if (!NUMBER.matcher(number).matches() || Integer.parseInt(number) == 0) {
            throw new IllegalArgumentException("a batch has a number of six digits");
        }
        return number;
    }

    /** The number after this one; 000001 follows 999999. */
    private static String numberAfter(String number) {
        return String.format(Locale.ROOT, "%06d", Integer.parseInt(number) % MAX_NUMBER + 1);
    }
}
