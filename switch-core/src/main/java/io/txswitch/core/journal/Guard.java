package io.txswitch.core.journal;

import io.txswitch.core.model.TxId;

/**
 * What an append demands of a head row in the same commit. {@code reserved} is what refunds (in flight and done) and a
 * reversal have taken of a payment; it never exceeds the amount.
 */
public sealed interface Guard {
    TxId target();

    /**
     * Takes {@code amountMinor} of an APPROVED or FORWARDED payment; fails when less is left, or when there is no such
     * payment.
     */
    record Reserve(TxId target, long amountMinor) implements Guard {
        public Reserve {
            requirePositive(amountMinor);
        }
    }

    /** Gives a reservation back: the refund was declined. Never fails. */
    record Release(TxId target, long amountMinor) implements Guard {
        public Release {
            requirePositive(amountMinor);
        }
    }

    /** Takes everything, in whatever phase: a reversal; fails when anything is reserved already, or it was adjusted. */
    record ReserveAll(TxId target) implements Guard {}

    /** Counts a reservation as given back: the refund was approved. Never fails. */
    record Settle(TxId target, long amountMinor) implements Guard {
        public Settle {
            requirePositive(amountMinor);
        }
    }

    /**
     * Takes everything of an APPROVED or FORWARDED target, of which nothing may be taken yet: a void or a completion.
     */
    record TakeWhole(TxId target) implements Guard {}

    /** Counts everything as given back: the void was approved. Never fails. */
    record SettleWhole(TxId target) implements Guard {}

    /** Gives everything back that {@link TakeWhole} took, settled or not. Never fails. */
    record ReturnWhole(TxId target) implements Guard {}

    /** Marks a target as adjusted, of which nothing may be taken yet; fails when it was adjusted before. */
    record Adjust(TxId target) implements Guard {}

    /** Takes the mark away again: the adjustment was refused. Never fails. */
    record Unadjust(TxId target) implements Guard {}

    private static void requirePositive(long amountMinor) {
        if (amountMinor <= 0) {
            throw new IllegalArgumentException("a guard on an amount of zero or less");
        }
    }
}
