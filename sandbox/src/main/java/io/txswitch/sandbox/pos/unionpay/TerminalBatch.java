package io.txswitch.sandbox.pos.unionpay;

import io.txswitch.sandbox.pos.unionpay.PosKind.Counts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A terminal's batch: its number, the next trace, what was done and what that adds up to.
 *
 * <p>Debits are sales, completions, offline sales and tips; credits are voids and refunds. A void leaves the debit and
 * adds a credit. The terminal's event loop writes, any thread may read.
 */
final class TerminalBatch {
    /** A terminal has to settle before this; the count in F48 has three digits a side. */
    static final int MAX_SLIPS = 999;

    private static final int MAX_BATCH = 999_999;

    private final List<Slip> slips = new CopyOnWriteArrayList<>();
    private volatile int batch = 1;
    private int nextTrace;

    TerminalBatch(int firstTrace) {
        this.nextTrace = firstTrace;
    }

    /** Counts and minor units of both sides. */
    record Totals(int debits, long debitMinor, int credits, long creditMinor) {}

    String number() {
        return sixDigits(batch);
    }

    String takeTrace() {
        int trace = nextTrace;
        nextTrace = nextTrace % UnionPayOptions.MAX_TRACE + 1;
        return sixDigits(trace);
    }

    /** The host's word on which batch this is; it comes with a sign-in. */
    void number(int newBatch) {
        if (slips.isEmpty()) {
            batch = newBatch;
        }
    }

    boolean isFull() {
        return slips.size() >= MAX_SLIPS;
    }

    void add(Slip slip) {
        if (slip.approved()) {
            slips.add(slip);
        }
    }

    /** The newest approved transaction with this trace or reference number. */
    Optional<Slip> find(String traceOrRrn) {
        String padded = "0".repeat(Math.max(0, 6 - traceOrRrn.length())) + traceOrRrn;
        return slips.reversed().stream()
                .filter(slip -> slip.trace().equals(padded) || slip.rrn().equals(traceOrRrn))
                .findFirst();
    }

    Totals totals() {
        int debits = 0;
        int credits = 0;
        long debitMinor = 0;
        long creditMinor = 0;
        for (Slip slip : slips) {
            if (slip.kind().counts() == Counts.DEBIT) {
                debits++;
                debitMinor += slip.movedMinor();
            } else if (slip.kind().counts() == Counts.CREDIT) {
                credits++;
                creditMinor += slip.movedMinor();
            }
        }
        return new Totals(debits, debitMinor, credits, creditMinor);
    }

    /** What counts in the totals, in order. */
    List<Slip> counted() {
        return slips.stream()
                .filter(slip -> slip.kind().counts() != Counts.NOTHING)
                .toList();
    }

    List<Slip> slips() {
        return List.copyOf(slips);
    }

    /** The batch is settled: the next one begins. */
    void next() {
        slips.clear();
        batch = batch % MAX_BATCH + 1;
    }

    static String sixDigits(long n) {
        return digits(n, 6);
    }

    static String digits(long n, int width) {
        String digits = Long.toString(n);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
