package io.txswitch.core.flow;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.journal.Guard;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has happened already: an offline sale, a completion by advice, a tip, a script's result.
 *
 * <p>The terminal is answered once it is durable, and the bank is told until it says that it knows. One that cannot
 * be routed now is not taken over: the terminal keeps it and says it again.
 */
final class AdviceFlow {
    private final FlowPolicy policy;
    private final Persistence persistence;

    AdviceFlow(FlowPolicy policy, Persistence persistence) {
        this.policy = policy;
        this.persistence = persistence;
    }

    Decision decide(Transaction tx, Input input, Instant now) {
        return switch (input) {
            case Input.Submitted i -> submitted(tx, i.original(), now);
            case Input.RouteAnswered i ->
                i.choice().hostId() == null
                        ? Steps.refuse(tx, Reason.NO_ROUTE)
                        : begin(
                                new Steps(tx, now),
                                i.choice().hostId(),
                                i.choice().rule());
            case Input.HostAnswered i -> answered(tx, i.answer(), i.attempt(), now);
            case Input.HostReported i -> reported(tx, i.answer(), now);
            case Input.TimerFired i ->
                i.timer() == Input.Timer.ASK_AGAIN && tx.phase() == Phase.FORWARDING
                        ? Steps.only(tx, forward(tx, i.attempt()))
                        : Steps.nothing(tx);
            case Input.Recovered i ->
                tx.phase() == Phase.FORWARDING ? Steps.only(tx, forward(tx, 1)) : Steps.nothing(tx);
            default -> Steps.nothing(tx);
        };
    }

    private Decision submitted(Transaction tx, @Nullable Transaction original, Instant now) {
        if (original == null) {
            return tx.kind() == Kind.ADVICE
                    ? Steps.only(tx, new Effect.AskRoute())
                    : Steps.refuse(tx, Reason.ORIGINAL_NOT_FOUND);
        }
        Reason refusal = refusal(tx, original);
        if (refusal != null) {
            return Steps.refuse(tx, refusal);
        }
        Steps steps = new Steps(tx, now);
        switch (tx.kind()) {
            case ADVICE -> steps.guard(new Guard.TakeWhole(original.id()));
            case ADJUSTMENT -> steps.guard(new Guard.Adjust(original.id()));
            default -> {}
        }
        return begin(steps, ChargeFlow.hostOf(original), "the original's own bank");
    }

    private @Nullable Reason refusal(Transaction tx, Transaction original) {
        return switch (tx.kind()) {
            case ADVICE -> Originals.refusalOfCompletion(tx, original, policy.maxCompletionPercent());
            case ADJUSTMENT -> Originals.refusalOfTip(tx, original, policy.maxTipPercent());
            default -> original.hostId() == null ? Reason.ORIGINAL_NOT_FOUND : Originals.refusal(tx, original);
        };
    }

    private static Decision begin(Steps steps, String hostId, String rule) {
        steps.then(new Event.Routed(steps.now(), hostId, rule)).then(new Event.ForwardBegun(steps.now(), hostId));
        return steps.effect(new Effect.AnswerClient())
                .effect(forward(steps.at(), 0))
                .durable();
    }

    private Decision answered(Transaction tx, HostAnswer answer, int attempt, Instant now) {
        if (tx.phase() != Phase.FORWARDING) {
            return Steps.nothing(tx);
        }
        return switch (answer.result()) {
            case APPROVED, DECLINED, REVERSED -> reported(tx, answer, now);
            case NOT_SENT, UNKNOWN, RETRYABLE, PENDING, CONFIRM_NEEDED, NOT_FOUND, CLOSED ->
                persistence.again(tx, attempt, now, "advice");
        };
    }

    /** The bank has taken note, or says that it will not: then people have to look, as the goods are gone. */
    private static Decision reported(Transaction tx, HostAnswer answer, Instant now) {
        if (tx.phase() != Phase.FORWARDING) {
            return Steps.nothing(tx);
        }
        return switch (answer.result()) {
            case APPROVED ->
                new Steps(tx, now)
                        .then(new Event.Forwarded(now, answer.facts()))
                        .durable();
            case DECLINED, REVERSED ->
                new Steps(tx, now)
                        .then(new Event.HostDeclined(now, ChargeFlow.reasonOf(answer), answer.facts()))
                        .then(new Event.CaseOpened(
                                now, "advice-refused", "the bank refuses what a terminal has approved"))
                        .durable();
            default -> Steps.nothing(tx);
        };
    }

    private static Effect forward(Transaction tx, int attempt) {
        return new Effect.CallHost(Operation.FORWARD, ChargeFlow.hostOf(tx), attempt);
    }
}
