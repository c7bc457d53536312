package io.txswitch.iso8583.bank;

import io.txswitch.core.config.Section;

/**
 * What may be under way to a bank, and when it gets no more.
 *
 * @param maxCharges requests that wait for the bank at once (its bulkhead)
 * @param maxAdvices advices and refunds likewise, beside them
 * @param maxReversals reversals likewise
 * @param breakerFailures unanswered charges in a row that open the circuit
 * @param breakerResetMs how long it stays open before one charge tries again
 * @param stan how trace numbers are made
 * @param stanRange numbers lent at a time
 */
public record BankTraffic(
        int maxCharges,
        int maxAdvices,
        int maxReversals,
        int breakerFailures,
        long breakerResetMs,
        StanPolicy stan,
        int stanRange) {
    private static final int MAX_WINDOW = 100_000;

    /** How trace numbers (DE11) are made. */
    enum StanPolicy {
        /** From the transaction's id: free, and not unique by itself. */
        DERIVED,
        /** From ranges lent to the line, each use durable before it is sent. */
        LEASED
    }

    static BankTraffic read(Section bank) {
        int window = bank.integer("max-in-flight", 1_024, 1, MAX_WINDOW);
        return new BankTraffic(
                window,
                bank.integer("max-advices-in-flight", window, 1, MAX_WINDOW),
                bank.integer("max-reversals-in-flight", window, 1, MAX_WINDOW),
                bank.integer("breaker-failures", 10, 1, 10_000),
                bank.number("breaker-reset-ms", 10_000, 100, 3_600_000),
                bank.choice("stan", StanPolicy.class, StanPolicy.DERIVED),
                bank.integer("stan-range", 10_000, 100, 200_000));
    }

    int windowOf(Lane lane) {
        return switch (lane) {
            case CHARGE -> maxCharges;
            case ADVICE -> maxAdvices;
            case REVERSAL -> maxReversals;
        };
    }
}
