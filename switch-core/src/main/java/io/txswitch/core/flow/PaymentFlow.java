package io.txswitch.core.flow;

import io.txswitch.core.model.Transaction;
import java.time.Instant;

/**
 * One transaction, read top to bottom: a pure function from what is known and what happened to what is now true and
 * what is to be done.
 *
 * <p>It asks no clock, no store and no random number; recovery, tests, simulation and live traffic all run it.
 */
public final class PaymentFlow {
    private final ChargeFlow charge;
    private final AgreementFlow agreement;
    private final DeductionFlow deduction;
    private final FollowUpFlow followUp;
    private final AdviceFlow advice;
    private final RefundFlow refund;
    private final CompensationFlow compensation;

    public PaymentFlow(FlowPolicy policy) {
        Persistence persistence = new Persistence(policy);
        this.charge = new ChargeFlow(policy, persistence);
        this.agreement = new AgreementFlow(charge, new ReversalFlow(persistence));
        this.deduction = new DeductionFlow(charge);
        this.followUp = new FollowUpFlow(policy, charge);
        this.advice = new AdviceFlow(policy, persistence);
        this.refund = new RefundFlow(persistence);
        this.compensation = new CompensationFlow(persistence);
    }

    /** Decides; {@code now} is when the input was taken up. */
    public Decision decide(Transaction tx, Input input, Instant now) {
        return switch (tx.kind()) {
            case SALE, PRE_AUTH, WALLET_PAYMENT, CODE_PAYMENT -> charge.decide(tx, input, now);
            case AGREEMENT -> agreement.decide(tx, input, now);
            case DEDUCTION -> deduction.decide(tx, input, now);
            case COMPLETION, VOID -> followUp.decide(tx, input, now);
            case BALANCE -> InquiryFlow.decide(tx, input, now);
            case ADVICE, ADJUSTMENT, SCRIPT_RESULT -> advice.decide(tx, input, now);
            case REFUND, TRANSFER, SHARE -> refund.decide(tx, input, now);
            case COMPENSATION -> compensation.decide(tx, input, now);
            case TOMBSTONE -> TombstoneFlow.decide(tx, input, now);
        };
    }
}
