package io.txswitch.core.flow;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.Transaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Undoes what succeeded after the end: money goes back, an agreement is ended; repeats until the host has it. */
final class CompensationFlow {
    /** The product of a card charge: a card is reversed, a wallet refunded. */
    static final String CARD = "card";

    private final Persistence persistence;

    CompensationFlow(Persistence persistence) {
        this.persistence = persistence;
    }

    Decision decide(Transaction tx, Input input, Instant now) {
        return switch (input) {
            case Input.Submitted i -> submitted(tx, i.original(), now);
            case Input.HostAnswered i -> answered(tx, i, now);
            case Input.TimerFired i ->
                i.timer() == Input.Timer.ASK_AGAIN && tx.phase() == Phase.FORWARDING
                        ? Steps.only(tx, call(tx, i.attempt()))
                        : Steps.nothing(tx);
            case Input.Recovered i -> Steps.only(tx, call(tx, 1));
            default -> Steps.nothing(tx);
        };
    }

    private static Decision submitted(Transaction tx, @Nullable Transaction original, Instant now) {
        if (original == null || original.hostId() == null) {
            return Steps.refuse(tx, Reason.ORIGINAL_NOT_FOUND);
        }
        Steps steps = new Steps(tx, now).then(new Event.Routed(now, original.hostId(), "the payment's own host"));
        steps.then(new Event.ForwardBegun(now, original.hostId()));
        return steps.effect(new Effect.AnswerClient())
                .effect(call(steps.at(), 0))
                .durable();
    }

    private Decision answered(Transaction tx, Input.HostAnswered input, Instant now) {
        if (tx.phase() != Phase.FORWARDING) {
            return Steps.nothing(tx);
        }
        HostAnswer answer = input.answer();
        if (namesAnotherAmount(tx, answer)) {
            return anotherAmount(tx, input.attempt(), now);
        }
        if (isUndone(input)) {
            return new Steps(tx, now)
                    .then(new Event.Forwarded(now, answer.facts()))
                    .durable();
        }
        boolean refused = input.operation() == Operation.REFUND && answer.result() == HostAnswer.Result.DECLINED;
        return refused
                ? Steps.only(tx, new Effect.CallHost(Operation.QUERY, ChargeFlow.hostOf(tx), input.attempt()))
                : persistence.again(tx, input.attempt(), now, "compensation");
    }

    private static boolean namesAnotherAmount(Transaction tx, HostAnswer answer) {
        return answer.result() == HostAnswer.Result.APPROVED
                && answer.money() != null
                && !answer.money().equals(tx.header().money());
    }

    /** Money went back, and not what had come: it is asked for again, and people look at once. */
    private Decision anotherAmount(Transaction tx, int attempt, Instant now) {
        Effect.ArmTimer timer = persistence.next(tx, attempt);
        return tx.caseOpen()
                ? Steps.only(tx, timer)
                : new Steps(tx, now)
                        .then(new Event.CaseOpened(now, "amount-mismatch", "the channel gave back another amount"))
                        .effect(timer)
                        .durable();
    }

    /**
     * Given back now, or the wallet, which refused to, holds nothing of it: a reversal whose answer was lost may have
     * been carried out before the news of the payment came.
     */
    private static boolean isUndone(Input.HostAnswered input) {
        return switch (input.answer().result()) {
            case APPROVED -> input.operation() != Operation.QUERY;
            case REVERSED -> true;
            case CLOSED -> input.operation() == Operation.QUERY;
            default -> false;
        };
    }

    private static Effect call(Transaction tx, int attempt) {
        Operation operation = reversesOriginal(tx) ? Operation.REVERSE : Operation.REFUND;
        return new Effect.CallHost(operation, ChargeFlow.hostOf(tx), attempt);
    }

    /** A card charge is reversed and an agreement ended, under the original's own number; other money is refunded. */
    static boolean reversesOriginal(Transaction tx) {
        Terms terms = tx.header().terms();
        boolean agreement = terms != null && terms.agreement() != null;
        return tx.kind() == Kind.COMPENSATION && (tx.header().product().equals(CARD) || agreement);
    }
}
