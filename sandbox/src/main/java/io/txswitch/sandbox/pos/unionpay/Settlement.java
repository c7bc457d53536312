package io.txswitch.sandbox.pos.unionpay;

/**
 * How the day ended.
 *
 * @param responseCode F39 of the 0510; empty without an answer
 * @param balanced whether the host's totals are the terminal's
 * @param uploaded transactions that were uploaded because they are not
 * @param finished whether the batch is closed; if not, it can be settled again
 * @param debits how many sales, completions, offline sales and tips
 * @param debitMinor what they add up to
 * @param credits how many voids and refunds
 * @param creditMinor what they add up to
 */
public record Settlement(
        String responseCode,
        boolean balanced,
        int uploaded,
        boolean finished,
        int debits,
        long debitMinor,
        int credits,
        long creditMinor) {
    static Settlement of(
            String responseCode, boolean balanced, int uploaded, boolean finished, TerminalBatch.Totals totals) {
        return new Settlement(
                responseCode,
                balanced,
                uploaded,
                finished,
                totals.debits(),
                totals.debitMinor(),
                totals.credits(),
                totals.creditMinor());
    }
}
