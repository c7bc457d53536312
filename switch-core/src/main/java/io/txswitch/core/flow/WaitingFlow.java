package io.txswitch.core.flow;

import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.Trigger;
import java.time.Duration;
import java.time.Instant;

/** A wallet payment whose end is still open: wait for the notification, ask now and then, close in the end. */
final class WaitingFlow {
    private final FlowPolicy policy;
    private final Persistence persistence;
    private final ReversalFlow reversal;

    WaitingFlow(FlowPolicy policy, Persistence persistence, ReversalFlow reversal) {
        this.policy = policy;
        this.persistence = persistence;
        this.reversal = reversal;
    }

    /** Somebody at a counter has been told, or must be told by now, that it failed. */
    boolean isTooLate(Transaction tx, Instant now) {
        return tx.isAnsweredInTime() && (tx.toldNo() || now.isAfter(tx.header().answerBy()));
    }

    Decision answered(Transaction tx, Input.HostAnswered input, Instant now) {
        if (!waits(tx)) {
            return Steps.nothing(tx);
        }
        HostFacts facts = input.answer().facts();
        return switch (input.answer().result()) {
            case APPROVED -> paidAsAsked(tx, input, now);
            case CLOSED, REVERSED -> closed(tx, facts, now);
            case DECLINED ->
                new Steps(tx, now)
                        .then(new Event.HostDeclined(now, ChargeFlow.reasonOf(input.answer()), facts))
                        .effect(new Effect.AnswerClient())
                        .durable();
            case NOT_FOUND -> notFound(tx, input, now);
            case CONFIRM_NEEDED -> confirmNeeded(tx, input, now);
            case PENDING, UNKNOWN, NOT_SENT, RETRYABLE -> again(tx, input, now);
        };
    }

    /** A confirmation is beside the questions that are asked until there is an end: it begins no second row. */
    private Decision again(Transaction tx, Input.HostAnswered input, Instant now) {
        return input.operation() == Operation.CONFIRM
                ? Steps.nothing(tx)
                : persistence.again(tx, input.attempt(), now, input.operation().toString());
    }

    private Decision confirmNeeded(Transaction tx, Input.HostAnswered input, Instant now) {
        if (tx.phase() != Phase.PENDING || tx.confirmNeeded()) {
            return again(tx, input, now);
        }
        Steps noted = confirmNoted(tx, input.answer().facts(), now);
        if (input.operation() != Operation.CONFIRM) {
            noted.effect(persistence.next(tx, input.attempt()));
        }
        return toldOf(noted, tx);
    }

    /** Told by the channel on its own, beside the questions that are asked. */
    Decision confirmReported(Transaction tx, HostFacts facts, Instant now) {
        return tx.phase() == Phase.PENDING && !tx.confirmNeeded()
                ? toldOf(confirmNoted(tx, facts, now), tx)
                : Steps.nothing(tx);
    }

    /** Whoever waited for the payer of a code hears of the second step, and has the payer's time for it from now on. */
    private Decision toldOf(Steps noted, Transaction before) {
        boolean gainsTime = before.isAnsweredInTime() && !noted.at().isAnsweredInTime();
        return gainsTime ? untilPayerActs(noted) : noted.durable();
    }

    /** Tells the client, and ends it when the payer's time is over. */
    Decision untilPayerActs(Steps steps) {
        return steps.effect(new Effect.AnswerClient())
                .effect(new Effect.ArmTimer(Input.Timer.EXPIRE, 0, policy.payWithinMs()))
                .durable();
    }

    /** Once, so that whoever looks knows what the payer has to do. */
    private static Steps confirmNoted(Transaction tx, HostFacts facts, Instant now) {
        return new Steps(tx, now).then(new Event.HostPending(now, Trigger.CONFIRM_NEEDED, facts));
    }

    /** Only what waits for the payer can be confirmed; the code goes out once per request. */
    Decision confirmRequested(Transaction tx) {
        return tx.phase() == Phase.PENDING
                ? Steps.only(tx, new Effect.CallHost(Operation.CONFIRM, ChargeFlow.hostOf(tx), 0))
                : Steps.nothing(tx);
    }

    private Decision paidAsAsked(Transaction tx, Input.HostAnswered input, Instant now) {
        if (input.answer().money() != null
                && !input.answer().money().equals(tx.header().money())) {
            return new Steps(tx, now)
                    .then(new Event.CaseOpened(now, "amount-mismatch", "the channel names another amount"))
                    .durable();
        }
        return paid(tx, input.answer().facts(), now);
    }

    /** Nobody closes on a "not found": the order may still be on its way, until its time is long over. */
    private Decision notFound(Transaction tx, Input.HostAnswered input, Instant now) {
        Instant over = tx.header().receivedAt().plusMillis(policy.payWithinMs() + policy.missingAfterMs());
        return input.operation() == Operation.CLOSE && now.isAfter(over)
                ? closed(tx, HostFacts.detail("unknown to the channel after its time"), now)
                : again(tx, input, now);
    }

    Decision paid(Transaction tx, HostFacts facts, Instant now) {
        if (isTooLate(tx, now)) {
            return reversal.tooLate(tx, "paid after the deadline", now);
        }
        Trigger how = tx.phase() == Phase.PENDING ? Trigger.PAID : Trigger.QUERY_SAYS_PAID;
        return new Steps(tx, now)
                .then(new Event.HostApproved(now, how, facts))
                .effect(new Effect.AnswerClient())
                .durable();
    }

    Decision closed(Transaction tx, HostFacts facts, Instant now) {
        return waits(tx)
                ? new Steps(tx, now)
                        .then(new Event.ChannelClosed(now, facts))
                        .effect(new Effect.AnswerClient())
                        .durable()
                : Steps.nothing(tx);
    }

    /** PENDING is queried; UNKNOWN is closed, which answers "paid" when it was. A payer at a counter may still pay. */
    Decision askAgain(Transaction tx, int attempt) {
        boolean wallet = tx.kind().isAskedAbout() || tx.kind() == Kind.CODE_PAYMENT;
        if (!waits(tx) || !wallet) {
            return Steps.nothing(tx);
        }
        boolean mayStillPay = tx.phase() == Phase.PENDING || tx.kind() == Kind.CODE_PAYMENT;
        Operation operation = mayStillPay ? Operation.QUERY : Operation.CLOSE;
        return Steps.only(tx, new Effect.CallHost(operation, ChargeFlow.hostOf(tx), attempt));
    }

    /** The payer's time is over: closed at the channel first, and only then here; a spent code is taken back. */
    Decision expired(Transaction tx, Instant now) {
        if (tx.kind() == Kind.CODE_PAYMENT && waits(tx)) {
            return reversal.tooLate(tx, "the payer did not take the second step", now);
        }
        return tx.phase() == Phase.PENDING
                ? new Steps(tx, now)
                        .then(new Event.PaymentExpired(now))
                        .effect(new Effect.CallHost(Operation.CLOSE, ChargeFlow.hostOf(tx), 0))
                        .durable()
                : Steps.nothing(tx);
    }

    /** Asked for by the merchant: the same, before the payer's time is over. */
    Decision closeRequested(Transaction tx, Instant now) {
        return tx.phase() == Phase.UNKNOWN
                ? Steps.only(tx, new Effect.CallHost(Operation.CLOSE, ChargeFlow.hostOf(tx), 0))
                : expired(tx, now);
    }

    Decision recovered(Transaction tx, Instant now) {
        long leftMs = Duration.between(now, tx.header().receivedAt().plusMillis(policy.payWithinMs()))
                .toMillis();
        return tx.phase() == Phase.PENDING
                ? Steps.only(
                        tx,
                        new Effect.CallHost(Operation.QUERY, ChargeFlow.hostOf(tx), 0),
                        new Effect.ArmTimer(Input.Timer.EXPIRE, 0, Math.max(1, leftMs)))
                : askAgain(tx, 0);
    }

    private static boolean waits(Transaction tx) {
        return tx.phase() == Phase.PENDING || tx.phase() == Phase.UNKNOWN;
    }
}
