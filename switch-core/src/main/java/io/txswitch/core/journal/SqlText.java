package io.txswitch.core.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Builds SQL text in which no value can be anything but a value: digits, or a hex literal. There is no way to put a
 * string from outside into the text as it is.
 */
final class SqlText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final int MICROS_DIGITS = 6;
    private static final int NANOS_PER_MICRO = 1_000;

    private final StringBuilder out;

    SqlText(int capacity) {
        out = new StringBuilder(capacity);
    }

    /** Words of ours: a constant, never a value. */
    SqlText sql(String words) {
        out.append(words);
        return this;
    }

    /** A piece that another SqlText has built. */
    SqlText piece(String built) {
        out.append(built);
        return this;
    }

    SqlText comma() {
        out.append(',');
        return this;
    }

    SqlText number(long value) {
        out.append(value);
        return this;
    }

    SqlText number(@Nullable Long value) {
        if (value == null) {
            out.append("NULL");
        } else {
            out.append(value.longValue());
        }
        return this;
    }

    SqlText text(@Nullable String value) {
        return value == null ? sql("NULL") : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** For ascii columns, which a hex literal would pass by: anything unprintable is an IllegalArgumentException. */
    SqlText ascii(@Nullable String value) {
        if (value == null) {
            return sql("NULL");
        }
        out.append("x'");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException("a character that the column cannot hold");
            }
            out.append(HEX[c >> 4]).append(HEX[c & 15]);
        }
        out.append('\'');
        return this;
    }

    SqlText bytes(byte[] value) {
        out.append("x'");
        for (byte b : value) {
            out.append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
        }
        out.append('\'');
        return this;
    }

    /** A DATETIME(6) in UTC, as the number YYYYMMDDhhmmss.ffffff. */
    SqlText time(Instant value) {
        LocalDateTime at = LocalDateTime.ofInstant(value, ZoneOffset.UTC);
        long day = at.getYear() * 10_000L + at.getMonthValue() * 100L + at.getDayOfMonth();
        long time = at.getHour() * 10_000L + at.getMinute() * 100L + at.getSecond();
        String micros = Integer.toString(at.getNano() / NANOS_PER_MICRO);
        out.append(day * 1_000_000L + time).append('.');
        out.repeat('0', MICROS_DIGITS - micros.length()).append(micros);
        return this;
    }

    int length() {
        return out.length();
    }

    String built() {
        return out.toString();
    }
}
