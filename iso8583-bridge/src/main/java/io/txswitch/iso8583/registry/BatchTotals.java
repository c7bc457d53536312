package io.txswitch.iso8583.registry;

/**
 * What a batch adds up to, as one side has it.
 *
 * @param debitMinor minor units of the terminal's currency
 */
public record BatchTotals(int debitCount, long debitMinor, int creditCount, long creditMinor) {
    public static final BatchTotals ZERO = new BatchTotals(0, 0, 0, 0);

    public BatchTotals {
        if (debitCount < 0 || debitMinor < 0 || creditCount < 0 || creditMinor < 0) {
            throw new IllegalArgumentException("totals are not negative");
        }
    }
}
