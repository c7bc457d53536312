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
 * The dedupe key of a sale, and how a reversal finds it again.
 *
 * <p>A sale is one terminal, one trace number and one day of one year: the terminal's own day (DE13), or the day of DE7
 * when it does not say. A reversal names its original by trace and <em>transmission</em> time (DE90), which is UTC: the
 * terminal's day of it follows from the difference between DE12/DE13 and DE7 of the reversal itself. Terminals that
 * repeat the original's DE12/DE13 in the reversal give themselves away, as no time zone is some odd minutes wide.
 */
final class OriginalKey {
    private static final int DE90_LENGTH = 42;
    private static final int TIME_LENGTH = 10;
    private static final int DATE_LENGTH = 4;
    /** Time zones are whole quarters of an hour. */
    private static final long QUARTER_S = 15 * 60;
    /** DE7 and DE12 of one message are taken within this. */
    private static final long SLACK_S = 120;

    private static final int HALF_YEAR_DAYS = 183;
    private static final DateTimeFormatter MMDD = DateTimeFormatter.ofPattern("MMdd");

    private OriginalKey() {}

    /**
     * The key of a sale; all parts have fixed forms, so no two sales share one by accident. The year is the one that
     * brings the terminal's day closest to now: traces come round, and last year's sale is not this one.
     */
    static String of(String terminalId, String date, String trace, Instant now) {
        LocalDateTime day = moment(date + "120000", now);
        int year = day == null ? LocalDateTime.ofInstant(now, ZoneOffset.UTC).getYear() : day.getYear();
        return "t:" + terminalId + ":" + year + date + ":" + trace;
    }

    /** The terminal's day of a message, MMDD, or null when it does not say. */
    static @Nullable String dateOf(IsoMessage message) {
        String local = message.text(De.LOCAL_DATE);
        String sent = message.text(De.TRANSMISSION_TIME);
        return local != null || sent == null ? local : sent.substring(0, DATE_LENGTH);
    }

    /** The key of the sale that a reversal is about, null when it names none. */
    static @Nullable String originalOf(IsoMessage reversal, String terminalId, Instant now) {
        String original = reversal.text(De.ORIGINAL_DATA);
        if (original == null) {
            String date = dateOf(reversal);
            String trace = reversal.text(De.STAN);
            return date == null || trace == null ? null : of(terminalId, date, trace, now);
        }
        if (original.length() != DE90_LENGTH || !original.startsWith("0200")) {
            return null;
        }
        String trace = original.substring(4, 10);
        String sentAt = original.substring(10, 10 + TIME_LENGTH);
        return of(terminalId, originalDate(reversal, sentAt, now), trace, now);
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
