package io.txswitch.core.flow;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.Trigger;
import java.time.Instant;

/** Asks a bank something that moves no money: no answer is a refusal, and there is nothing to take back. */
final class InquiryFlow {
    private InquiryFlow() {}

    static Decision decide(Transaction tx, Input input, Instant now) {
        return switch (input) {
            case Input.Submitted i ->
                new Steps(tx, now)
                        .then(new Event.RiskPassed(now, "an inquiry moves no money"))
                        .effect(new Effect.AskRoute())
                        .riding();
            case Input.RouteAnswered i -> routed(tx, i.choice(), now);
            case Input.HostAnswered i -> tx.phase() == Phase.SENT ? answered(tx, i.answer(), now) : Steps.nothing(tx);
            case Input.TimerFired i -> silentIfSent(tx, "deadline", now);
            case Input.Recovered i -> silentIfSent(tx, "found open after a restart", now);
            default -> Steps.nothing(tx);
        };
    }

    private static Decision routed(Transaction tx, RouteChoice choice, Instant now) {
        String hostId = choice.hostId();
        if (hostId == null) {
            return new Steps(tx, now)
                    .then(new Event.RouteMissing(now, tx.triedHosts().isEmpty() ? Reason.NO_ROUTE : Reason.NOT_SENT))
                    .effect(new Effect.AnswerClient())
                    .durable();
        }
        return new Steps(tx, now)
                .then(new Event.Routed(now, hostId, choice.rule()))
                .then(new Event.Dispatched(now, hostId))
                .effect(new Effect.CallHost(Operation.CHARGE, hostId, 0))
                .durable();
    }

    private static Decision answered(Transaction tx, HostAnswer answer, Instant now) {
        HostFacts facts = answer.facts();
        return switch (answer.result()) {
            case APPROVED ->
                new Steps(tx, now)
                        .then(new Event.HostApproved(now, Trigger.APPROVED_IN_TIME, facts))
                        .effect(new Effect.AnswerClient())
                        .durable();
            case DECLINED, CLOSED, REVERSED ->
                new Steps(tx, now)
                        .then(new Event.HostDeclined(now, ChargeFlow.reasonOf(answer), facts))
                        .effect(new Effect.AnswerClient())
                        .durable();
            case RETRYABLE ->
                new Steps(tx, now)
                        .then(new Event.HostTurnedAway(now, ChargeFlow.hostOf(tx), facts))
                        .effect(new Effect.AskRoute())
                        .riding();
            case NOT_SENT ->
                new Steps(tx, now)
                        .then(new Event.NotSent(now, ChargeFlow.hostOf(tx), facts))
                        .effect(new Effect.AskRoute())
                        .riding();
            case PENDING, CONFIRM_NEEDED, UNKNOWN, NOT_FOUND -> silent(tx, facts, now);
        };
    }

    private static Decision silentIfSent(Transaction tx, String detail, Instant now) {
        return tx.phase() == Phase.SENT ? silent(tx, HostFacts.detail(detail), now) : Steps.nothing(tx);
    }

    private static Decision silent(Transaction tx, HostFacts facts, Instant now) {
        return new Steps(tx, now)
                .then(new Event.HostSilent(now, facts))
                .effect(new Effect.AnswerClient())
                .durable();
    }
}
