package io.txswitch.core.flow;

import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Holds a reported fact against the journal before anything believes it: a valid signature for another order, merchant,
 * app or amount is no approval.
 */
final class FactCheck {
    private FactCheck() {}

    /** Why the fact cannot be about this transaction, or null when it can. */
    static @Nullable FactReceipt mismatch(Transaction tx, ReportHostFact fact) {
        if (!fact.hostId().equals(tx.hostId())) {
            return FactReceipt.MISMATCH;
        }
        HostAnswer answer = fact.answer();
        boolean claimsMoney = answer.result() == HostAnswer.Result.APPROVED;
        boolean otherMoney =
                answer.money() != null && !answer.money().equals(tx.header().money());
        if (claimsMoney && otherMoney) {
            return FactReceipt.MISMATCH;
        }
        String known = tx.facts().channelNo();
        String named = answer.facts().channelNo();
        return known != null && named != null && !known.equals(named) ? FactReceipt.MISMATCH : null;
    }
}
