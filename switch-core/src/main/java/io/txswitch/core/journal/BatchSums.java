package io.txswitch.core.journal;

import io.txswitch.core.contract.BatchContents;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up a terminal's batch: what counts as a debit, what as a credit, and what counts nothing. */
final class BatchSums {
    private int debitCount;
    private long debitMinor;
    private int creditCount;
    private long creditMinor;

    /**
     * Transactions of one kind and phase; amounts in minor units.
     *
     * @param original the kind of what they name: the void of a pre-authorisation gives back nothing that was taken
     */
    void add(Kind kind, Phase phase, @Nullable Kind original, int count, long amountMinor) {
        switch (kind) {
            case SALE, COMPLETION, CODE_PAYMENT -> debit(phase == Phase.APPROVED, count, amountMinor);
            case ADVICE, ADJUSTMENT -> debit(phase == Phase.FORWARDING || phase == Phase.FORWARDED, count, amountMinor);
            case VOID, REFUND -> credit(phase == Phase.APPROVED && original != Kind.PRE_AUTH, count, amountMinor);
            case PRE_AUTH,
                    BALANCE,
                    SCRIPT_RESULT,
                    WALLET_PAYMENT,
                    AGREEMENT,
                    DEDUCTION,
                    TRANSFER,
                    SHARE,
                    COMPENSATION,
                    TOMBSTONE -> {}
        }
    }

    private void debit(boolean counts, int count, long amountMinor) {
        debitCount += counts ? count : 0;
        debitMinor += counts ? amountMinor : 0;
    }

    private void credit(boolean counts, int count, long amountMinor) {
        creditCount += counts ? count : 0;
        creditMinor += counts ? amountMinor : 0;
    }

    BatchContents contents(List<PaymentView> payments) {
        return new BatchContents(debitCount, debitMinor, creditCount, creditMinor, payments);
    }
}
