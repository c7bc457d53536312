package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The dedupe key of a terminal's transaction, and how what comes later finds it again.
 *
 * <p>A transaction is one terminal, one batch and one trace number. Where a message names no batch it is one day of one
 * year instead: the terminal's own day (DE13), or the day of DE7 when it does not say. A reversal names its original by
 * trace and <em>transmission</em> time (DE90), which is UTC: the terminal's day of it follows from the difference
 * between DE12/DE13 and DE7 of the reversal itself. Terminals that repeat the original's DE12/DE13 in the reversal give
 * themselves away, as no time zone is some odd minutes wide.
 */
final class OriginalKey {
    private static final int DE90_LENGTH = 42;
    private static final int TIME_LENGTH = 10;
    private static final int DATE_LENGTH = 4;
    private static final int BATCH_LENGTH = 6;
    private static final int TRACE_END = 12;
    private static final int DATE_END = 16;
    private static final String NO_BATCH = "000000";
    /** Time zones are whole quarters of an hour. */
    private static final long QUARTER_S = 15 * 60;
    /** DE7 and DE12 of one message are taken within this. */
    private static final long SLACK_S = 120;

    private static final int HALF_YEAR_DAYS = 183;
    private static final DateTimeFormatter MMDD = DateTimeFormatter.ofPattern("MMdd");

    private OriginalKey() {}

    /** The key of a transaction in a batch; all parts have fixed forms, so no two share one by accident. */
    static String ofBatch(String terminalId, String batch, String trace) {
        return "t:" + terminalId + ":b" + batch + ":" + trace;
    }

    /**
     * The key of a transaction on a day. The year is the one that brings the terminal's day closest to now: traces come
     * round, and last year's sale is not this one.
     */
    static String ofDay(String terminalId, String date, String trace, Instant now) {
        LocalDateTime day = moment(date + "120000", now);
        int year = day == null ? LocalDateTime.ofInstant(now, ZoneOffset.UTC).getYear() : day.getYear();
        return "t:" + terminalId + ":" + year + date + ":" + trace;
    }

    /** The key of the message's own transaction; null when it has neither batch nor day, or no trace. */
    static @Nullable String of(IsoMessage message, String terminalId, @Nullable String batch, Instant now) {
        String trace = message.text(De.STAN);
        if (trace == null) {
            return null;
        }
        String date = dateOf(message);
        return batch != null
                ? ofBatch(terminalId, batch, trace)
                : date == null ? null : ofDay(terminalId, date, trace, now);
    }

    /** The terminal's day of a message, MMDD, or null when it does not say. */
    private static @Nullable String dateOf(IsoMessage message) {
        String local = message.text(De.LOCAL_DATE);
        String sent = message.text(De.TRANSMISSION_TIME);
        return local != null || sent == null ? local : sent.substring(0, DATE_LENGTH);
    }

    /**
     * The key of the transaction that DE61 or DE90 names; null when neither names one.
     *
     * @param batch of the message: a transaction that DE90 names is of the same batch
     */
    static @Nullable String named(IsoMessage message, String terminalId, @Nullable String batch, Instant now) {
        String inBatch = message.text(De.PRIVATE_61);
        if (inBatch != null && inBatch.matches("[0-9]{12}.*")) {
            return namedByBatch(inBatch, terminalId, now);
        }
        String original = message.text(De.ORIGINAL_DATA);
        if (original == null || original.length() != DE90_LENGTH || !isCharge(original)) {
            return null;
        }
        String trace = original.substring(4, 10);
        String sentAt = original.substring(10, 10 + TIME_LENGTH);
        return batch != null
                ? ofBatch(terminalId, batch, trace)
                : ofDay(terminalId, originalDate(message, sentAt, now), trace, now);
    }

    /** Batch 6, trace 6, date 4: the date counts where there is no batch. */
    private static @Nullable String namedByBatch(String text, String terminalId, Instant now) {
        String batch = text.substring(0, BATCH_LENGTH);
        String trace = text.substring(BATCH_LENGTH, TRACE_END);
        if (!batch.equals(NO_BATCH)) {
            return ofBatch(terminalId, batch, trace);
        }
        boolean dated =
                text.length() >= DATE_END && text.substring(TRACE_END, DATE_END).matches("[0-9]{4}");
        return dated ? ofDay(terminalId, text.substring(TRACE_END, DATE_END), trace, now) : null;
    }

    /** What can be an original: a request or an advice that moved or held money. */
    private static boolean isCharge(String original) {
        return original.startsWith("0100") || original.startsWith("0200") || original.startsWith("0220");
    }

    private static String originalDate(IsoMessage reversal, String originalSentAt, Instant now) {
        String utcDate = originalSentAt.substring(0, DATE_LENGTH);
        String date = reversal.text(De.LOCAL_DATE);
        String time = reversal.text(De.LOCAL_TIME);
        String sentAt = reversal.text(De.TRANSMISSION_TIME);
        if (date == null) {
            return utcDate;
        }
        LocalDateTime original = moment(originalSentAt, now);
        LocalDateTime sent = sentAt == null ? null : moment(sentAt, now);
        LocalDateTime local = time == null ? null : moment(date + time, now);
        if (original == null || sent == null || local == null) {
            return date;
        }
        long zone = Duration.between(sent, local).toSeconds();
        long whole = Math.floorDiv(zone + QUARTER_S / 2, QUARTER_S) * QUARTER_S;
        boolean timeOfReversal = Math.abs(zone - whole) <= SLACK_S;
        return timeOfReversal ? MMDD.format(original.plusSeconds(whole)) : date;
    }

    /** MMDDhhmmss in the year that brings it closest to now, null when there is no such moment. */
    private static @Nullable LocalDateTime moment(String text, Instant now) {
        LocalDateTime today = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        try {
            LocalDateTime here = LocalDateTime.of(
                    today.getYear(),
                    number(text, 0),
                    number(text, 2),
                    number(text, 4),
                    number(text, 6),
                    number(text, 8));
            long ahead = Duration.between(today, here).toDays();
            return ahead > HALF_YEAR_DAYS ? here.minusYears(1) : ahead < -HALF_YEAR_DAYS ? here.plusYears(1) : here;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(String text, int at) {
        return Integer.parseInt(text.substring(at, at + 2));
    }
}
