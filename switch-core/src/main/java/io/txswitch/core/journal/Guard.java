package io.txswitch.core.journal;

import io.txswitch.core.model.TxId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an append demands of a head row in the same commit. {@code reserved} is what refunds (in flight and done) and a
 * reversal have taken of a payment; it never exceeds the amount. {@code shared} is what was, or is being, handed on.
 *
 * <p>A refund is capped by the payment alone, shared or not: wallets take it from the merchant's own balance. What is
 * handed on is capped by what is not given back, and what was handed on can no longer be undone whole.
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

    /**
     * Hands {@code amountMinor} of an APPROVED payment on; fails when less is left beside what was shared and refunded.
     */
    record Share(TxId target, long amountMinor) implements Guard {
        public Share {
            requirePositive(amountMinor);
        }
    }

    /** Takes a share back that was declined. Never fails. */
    record Unshare(TxId target, long amountMinor) implements Guard {
        public Unshare {
            requirePositive(amountMinor);
        }
    }

    /** Demands that an agreement is APPROVED: a cancel and a deduction at once have one order. */
    record InForce(TxId target) implements Guard {}

    /**
     * Makes the append's own agreement the only live one under its key; fails when there is one. Only in a first
     * append.
     *
     * @param claimKey 64 hex characters: merchant, product, channel and payer
     */
    record Claim(TxId target, String claimKey) implements Guard {
        private static final int KEY_LENGTH = 64;

        public Claim {
            if (claimKey.length() != KEY_LENGTH) {
                throw new IllegalArgumentException("a claim's key has " + KEY_LENGTH + " characters");
            }
        }
    }

    /** The agreement has an end: its key is free again. Never fails. */
    record Unclaim(TxId target) implements Guard {}

    /** When the first period of an agreement is due by itself; null when nothing is, or not any more. Never fails. */
    record Due(TxId target, @Nullable Instant at) implements Guard {}

    private static void requirePositive(long amountMinor) {
        if (amountMinor <= 0) {
            throw new IllegalArgumentException("a guard on an amount of zero or less");
        }
    }
}
