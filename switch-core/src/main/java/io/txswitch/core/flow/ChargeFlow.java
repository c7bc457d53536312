package io.txswitch.core.flow;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.contract.Verdict;
import io.txswitch.core.journal.Guard;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.PointOfService;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.Trigger;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes money from a payer: a card sale or a wallet payment. */
final class ChargeFlow {
    private final FlowPolicy policy;
    private final Persistence persistence;
    private final ReversalFlow reversal;
    private final WaitingFlow waiting;

    ChargeFlow(FlowPolicy policy, Persistence persistence) {
        this.policy = policy;
        this.persistence = persistence;
        this.reversal = new ReversalFlow(persistence);
        this.waiting = new WaitingFlow(policy, persistence, reversal);
    }

    Decision decide(Transaction tx, Input input, Instant now) {
        return switch (input) {
            case Input.Submitted i -> submitted(tx, i.original());
            case Input.RiskAnswered i -> screened(tx, i.verdict(), now);
            case Input.RouteAnswered i -> routed(tx, i.choice(), now);
            case Input.HostAnswered i -> answered(tx, i, now);
            case Input.HostReported i -> reported(tx, i.answer(), now);
            case Input.TimerFired i -> timer(tx, i, now);
            case Input.ReversalRequested i -> reversal.requested(tx, i.why(), now);
            case Input.CloseRequested i -> waiting.closeRequested(tx, now);
            case Input.ConfirmRequested i -> waiting.confirmRequested(tx);
            case Input.AnswerWasTooLate i -> reversal.answerWasTooLate(tx, now);
            case Input.Recovered i -> recovered(tx, now);
            case Input.Compensated i -> compensated(tx, i, now);
        };
    }

    /** A payment that signs an agreement on the way is refused when there is nothing to sign. */
    private static Decision submitted(Transaction tx, @Nullable Transaction named) {
        Reason refusal = Originals.refusalOfSigning(tx, named);
        return refusal == null ? Steps.only(tx, new Effect.AskRisk()) : Steps.refuse(tx, refusal);
    }

    static Decision screened(Transaction tx, Verdict verdict, Instant now) {
        Reason refusal = verdict.reason();
        if (refusal == null) {
            return new Steps(tx, now)
                    .then(new Event.RiskPassed(now, verdict.rule()))
                    .effect(new Effect.AskRoute())
                    .riding();
        }
        return new Steps(tx, now)
                .then(new Event.RiskRefused(now, refusal, verdict.rule()))
                .effect(new Effect.AnswerClient())
                .durable();
    }

    private static Decision routed(Transaction tx, RouteChoice choice, Instant now) {
        return routed(tx, choice, Operation.CHARGE, null, now);
    }

    /** Everything up to SENT is durable before the first byte leaves. */
    static Decision routed(
            Transaction tx, RouteChoice choice, Operation operation, @Nullable Guard demand, Instant now) {
        String hostId = choice.hostId();
        if (hostId == null) {
            return new Steps(tx, now)
                    .then(new Event.RouteMissing(now, tx.triedHosts().isEmpty() ? Reason.NO_ROUTE : Reason.NOT_SENT))
                    .effect(new Effect.AnswerClient())
                    .durable();
        }
        Steps steps = new Steps(tx, now)
                .then(new Event.Routed(now, hostId, choice.rule()))
                .then(new Event.Dispatched(now, hostId))
                .effect(new Effect.CallHost(operation, hostId, 0));
        return demand == null ? steps.durable() : steps.guard(demand).durable();
    }

    private Decision answered(Transaction tx, Input.HostAnswered input, Instant now) {
        return switch (input.operation()) {
            case CHARGE ->
                tx.phase() == Phase.SENT ? charged(tx, input.answer(), now) : reported(tx, input.answer(), now);
            case QUERY, CLOSE, CONFIRM -> waiting.answered(tx, input, now);
            case REVERSE -> reversal.answered(tx, input.answer(), input.attempt(), now);
            case REFUND, QUERY_REFUND, FORWARD, TRANSFER, QUERY_TRANSFER, SHARE, QUERY_SHARE -> Steps.nothing(tx);
        };
    }

    /** The answer to the charge itself, while it was waited for. */
    private Decision charged(Transaction tx, HostAnswer answer, Instant now) {
        Steps steps = new Steps(tx, now);
        HostFacts facts = answer.facts();
        return switch (answer.result()) {
            case APPROVED -> approvedAnswer(tx, answer, now);
            case DECLINED, CLOSED, REVERSED ->
                steps.then(new Event.HostDeclined(now, reasonOf(answer), facts))
                        .effect(new Effect.AnswerClient())
                        .durable();
            case RETRYABLE ->
                steps.then(new Event.HostTurnedAway(now, hostOf(tx), facts))
                        .effect(new Effect.AskRoute())
                        .riding();
            case NOT_SENT ->
                steps.then(new Event.NotSent(now, hostOf(tx), facts))
                        .effect(new Effect.AskRoute())
                        .riding();
            case PENDING -> pending(tx, Trigger.PENDING, facts, now);
            case CONFIRM_NEEDED -> pending(tx, Trigger.CONFIRM_NEEDED, facts, now);
            case UNKNOWN, NOT_FOUND -> silent(tx, facts, now);
        };
    }

    /** A payer who has to act: with a code to show there is time, at a counter only until the deadline. */
    private Decision pending(Transaction tx, Trigger how, HostFacts facts, Instant now) {
        Steps steps =
                new Steps(tx, now).then(new Event.HostPending(now, how, facts)).effect(persistence.first(tx));
        return steps.at().isAnsweredInTime() ? steps.durable() : waiting.untilPayerActs(steps);
    }

    private Decision approvedAnswer(Transaction tx, HostAnswer answer, Instant now) {
        Money answered = answer.money();
        boolean part = answer.facts().approvedMinor() != null;
        if (!part && answered != null && !answered.equals(tx.header().money())) {
            return silent(tx, HostFacts.detail("approved another amount than asked"), now);
        }
        if (waiting.isTooLate(tx, now)) {
            return reversal.lateApproval(tx, answer.facts(), now);
        }
        if (part && !isAcceptablePart(tx, answer)) {
            return reversal.unwantedPart(tx, answer.facts(), now);
        }
        return new Steps(tx, now)
                .then(new Event.HostApproved(now, Trigger.APPROVED_IN_TIME, answer.facts()))
                .effect(new Effect.AnswerClient())
                .durable();
    }

    /** Less than asked, more than nothing, and the terminal can take it. */
    private static boolean isAcceptablePart(Transaction tx, HostAnswer answer) {
        PointOfService pos = tx.header().pos();
        Long part = answer.facts().approvedMinor();
        return pos != null
                && pos.partialAllowed()
                && tx.kind() == Kind.SALE
                && part != null
                && part > 0
                && part < tx.header().money().amountMinor();
    }

    /** Sent, and nobody knows: a card is reversed at once, a wallet is asked while there is time. */
    private Decision silent(Transaction tx, HostFacts facts, Instant now) {
        Steps steps = new Steps(tx, now).then(new Event.HostSilent(now, facts));
        boolean mayBeAsked = tx.kind() == Kind.CODE_PAYMENT && !waiting.isTooLate(tx, now);
        if (mayBeAsked) {
            return steps.effect(persistence.first(tx)).durable();
        }
        if (tx.kind().isAnsweredInTime()) {
            return steps.then(new Event.ClientToldNo(now, Reason.NO_ANSWER))
                    .then(new Event.ReversalStarted(now, Trigger.REVERSAL_BEGUN, "no answer from the host"))
                    .effect(new Effect.AnswerClient())
                    .effect(new Effect.CallHost(Operation.REVERSE, hostOf(tx), 0))
                    .durable();
        }
        return steps.effect(new Effect.AnswerClient())
                .effect(persistence.first(tx))
                .durable();
    }

    /** A notification, or an answer nobody waited for any more. */
    private Decision reported(Transaction tx, HostAnswer answer, Instant now) {
        return switch (answer.result()) {
            case APPROVED -> successReported(tx, answer, now);
            case CLOSED -> waiting.closed(tx, answer.facts(), now);
            case DECLINED -> declineReported(tx, answer, now);
            case CONFIRM_NEEDED -> waiting.confirmReported(tx, answer.facts(), now);
            default -> Steps.nothing(tx);
        };
    }

    private Decision successReported(Transaction tx, HostAnswer answer, Instant now) {
        HostFacts facts = answer.facts();
        return switch (tx.phase()) {
            case SENT -> approvedAnswer(tx, answer, now);
            case PENDING, UNKNOWN ->
                tx.kind().isAnsweredInTime() && tx.kind() != Kind.CODE_PAYMENT
                        ? reversal.lateApproval(tx, facts, now)
                        : waiting.paid(tx, facts, now);
            case REVERSING -> tx.moneySeen() ? Steps.nothing(tx) : reversal.lateApproval(tx, facts, now);
            case DECLINED, CLOSED, REVERSED -> lateSuccess(tx, facts, now);
            default -> Steps.nothing(tx);
        };
    }

    /**
     * The money arrived after the end: it goes back, and people hear of it. What was approved before it was taken back,
     * or has been returned since, is told by wallets again and again: it goes back once.
     */
    private static Decision lateSuccess(Transaction tx, HostFacts facts, Instant now) {
        if (tx.lateSuccess()) {
            return Steps.only(tx, new Effect.Compensate());
        }
        if (tx.moneySeen()) {
            return Steps.nothing(tx);
        }
        return new Steps(tx, now)
                .then(new Event.LateSuccess(now, facts))
                .then(new Event.CaseOpened(now, "late-success", "approved by the host after the end"))
                .effect(new Effect.Compensate())
                .durable();
    }

    /** Both nodes may have been told at once, and asked for the same compensation: it is written down once. */
    private static Decision compensated(Transaction tx, Input.Compensated input, Instant now) {
        return tx.lateSuccess()
                ? new Steps(tx, now)
                        .then(new Event.CompensationOpened(now, input.compensation()))
                        .durable()
                : Steps.nothing(tx);
    }

    private static Decision declineReported(Transaction tx, HostAnswer answer, Instant now) {
        boolean waited = tx.phase() == Phase.SENT || tx.phase() == Phase.PENDING || tx.phase() == Phase.UNKNOWN;
        return waited
                ? new Steps(tx, now)
                        .then(new Event.HostDeclined(now, reasonOf(answer), answer.facts()))
                        .effect(new Effect.AnswerClient())
                        .durable()
                : Steps.nothing(tx);
    }

    private Decision timer(Transaction tx, Input.TimerFired input, Instant now) {
        return switch (input.timer()) {
            case ANSWER_BY -> deadline(tx, now);
            case ASK_AGAIN ->
                tx.phase() == Phase.REVERSING
                        ? reversal.again(tx, input.attempt())
                        : waiting.askAgain(tx, input.attempt());
            case EXPIRE -> waiting.expired(tx, now);
        };
    }

    /** Whoever waits at a counter is told now, and what may still be paid is taken back. */
    private Decision deadline(Transaction tx, Instant now) {
        return switch (tx.phase()) {
            case SENT -> silent(tx, HostFacts.detail("deadline"), now);
            case PENDING, UNKNOWN ->
                isAtACounter(tx) ? reversal.tooLate(tx, "the payer did not pay in time", now) : Steps.nothing(tx);
            default -> Steps.nothing(tx);
        };
    }

    private Decision recovered(Transaction tx, Instant now) {
        if (tx.lateSuccess()) {
            return Steps.only(tx, new Effect.Compensate());
        }
        return switch (tx.phase()) {
            case SENT -> silent(tx, HostFacts.detail("found open after a restart"), now);
            case REVERSING -> reversal.again(tx, 1);
            case PENDING, UNKNOWN ->
                isAtACounter(tx) ? reversal.tooLate(tx, "found open after a restart", now) : waiting.recovered(tx, now);
            default -> Steps.nothing(tx);
        };
    }

    private static boolean isAtACounter(Transaction tx) {
        return tx.kind() == Kind.CODE_PAYMENT && tx.isAnsweredInTime();
    }

    static Reason reasonOf(HostAnswer answer) {
        return answer.reason() == null ? Reason.DECLINED_BY_HOST : answer.reason();
    }

    static String hostOf(Transaction tx) {
        return Objects.requireNonNull(tx.hostId(), "a routed transaction names its host");
    }

    static Guard reserveAll(Transaction tx) {
        return new Guard.ReserveAll(tx.id());
    }
}
