package io.txswitch.core.flow;

import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.journal.Guard;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.util.Objects;

/**
 * A payment by an agreement: risk is asked, the channel is the agreement's own, and its first append demands that the
 * agreement is still in force; then a wallet payment.
 */
final class DeductionFlow {
    private final ChargeFlow charge;

    DeductionFlow(ChargeFlow charge) {
        this.charge = charge;
    }

    Decision decide(Transaction tx, Input input, Instant now) {
        return switch (input) {
            case Input.Submitted i -> {
                Reason refusal = Originals.refusalOfDeduction(tx, i.original());
                yield refusal == null ? Steps.only(tx, new Effect.AskRisk()) : Steps.refuse(tx, refusal);
            }
            case Input.RouteAnswered i -> ChargeFlow.routed(tx, i.choice(), Operation.CHARGE, demand(tx), now);
            default -> charge.decide(tx, input, now);
        };
    }

    private static Guard demand(Transaction tx) {
        TxId agreement = Objects.requireNonNull(tx.header().original(), "a deduction names its agreement");
        return new Guard.InForce(agreement);
    }
}
