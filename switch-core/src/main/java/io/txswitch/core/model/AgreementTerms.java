package io.txswitch.core.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a payer consents to.
 *
 * @param payerRef the merchant's own name for the payer, 1 to 64 characters: he has at most one live agreement per
 *     merchant, product and channel
 * @param unit of the period
 * @param every how many units a period has, 1 to 366
 * @param amountMinor taken per period, and the most that one deduction may take, minor units
 * @param currency ISO 4217
 * @param firstDue the first day on which a period's amount is taken, in Beijing
 * @param renews true when this switch takes each period's amount by itself; false when the merchant asks for each
 */
public record AgreementTerms(
        String payerRef,
        Unit unit,
        int every,
        long amountMinor,
        String currency,
        @Nullable LocalDate firstDue,
        boolean renews) {
    private static final int MAX_PAYER_REF = 64;
    private static final int MAX_EVERY = 366;
    /** What every store of times can hold, periods after the first one included. */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 2999;
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    /** What periods are counted in. */
    public enum Unit {
        DAY,
        MONTH
    }

    public AgreementTerms {
        if (payerRef.isBlank() || payerRef.length() > MAX_PAYER_REF) {
            throw new IllegalArgumentException("a payer is named by 1 to 64 characters");
        }
        if (every < 1 || every > MAX_EVERY || amountMinor < 1) {
            throw new IllegalArgumentException("a period has 1 to 366 units and an amount");
        }
        Money.check(amountMinor, currency);
        if (firstDue != null && (firstDue.getYear() < FIRST_YEAR || firstDue.getYear() > LAST_YEAR)) {
            throw new IllegalArgumentException("a first day is in the years " + FIRST_YEAR + " to " + LAST_YEAR);
        }
        if (renews && firstDue == null) {
            throw new IllegalArgumentException("what renews by itself names its first day");
        }
    }

    /** The day on which period {@code number} is due, counted from 0; null when nothing is due by itself. */
    public @Nullable LocalDate dueOf(int number) {
        if (firstDue == null || !renews) {
            return null;
        }
        int units = Math.multiplyExact(every, number);
        return firstDue.plus(unit == Unit.DAY ? Period.ofDays(units) : Period.ofMonths(units));
    }

    /** When that day begins in Beijing; null when nothing is due by itself. */
    public @Nullable Instant dueAt(int number) {
        LocalDate day = dueOf(number);
        return day == null ? null : day.atStartOfDay(BEIJING).toInstant();
    }

    public Money money() {
        return new Money(amountMinor, currency);
    }
}
