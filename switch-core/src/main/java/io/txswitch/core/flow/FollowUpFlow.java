package io.txswitch.core.flow;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.journal.Guard;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Voids and completions: they take the whole of their original in their first append, go to its host and nowhere else,
 * and are otherwise charges. {@link Steps} gives the original back when one of them comes to nothing.
 */
final class FollowUpFlow {
    private final FlowPolicy policy;
    private final ChargeFlow charge;

    FollowUpFlow(FlowPolicy policy, ChargeFlow charge) {
        this.policy = policy;
        this.charge = charge;
    }

    Decision decide(Transaction tx, Input input, Instant now) {
        return switch (input) {
            case Input.Submitted i -> submitted(tx, i.original(), now);
            case Input.HostAnswered i
            when mayTryElsewhere(tx, i) ->
                new Steps(tx, now)
                        .then(new Event.HostDeclined(
                                now, reasonOf(i.answer()), i.answer().facts()))
                        .effect(new Effect.AnswerClient())
                        .durable();
            default -> charge.decide(tx, input, now);
        };
    }

    private Decision submitted(Transaction tx, @Nullable Transaction original, Instant now) {
        Reason refusal = tx.kind() == Kind.VOID
                ? Originals.refusalOfVoid(tx, original)
                : Originals.refusalOfCompletion(tx, original, policy.maxCompletionPercent());
        if (refusal != null || original == null) {
            return Steps.refuse(tx, refusal == null ? Reason.ORIGINAL_NOT_FOUND : refusal);
        }
        String hostId = ChargeFlow.hostOf(original);
        return new Steps(tx, now)
                .then(new Event.RiskPassed(now, "follows an approved transaction"))
                .then(new Event.Routed(now, hostId, "the original's own bank"))
                .then(new Event.Dispatched(now, hostId))
                .guard(new Guard.TakeWhole(original.id()))
                .effect(new Effect.CallHost(Operation.CHARGE, hostId, 0))
                .durable();
    }

    /** Only the original's bank can do it: what another charge would try elsewhere ends here. */
    private static boolean mayTryElsewhere(Transaction tx, Input.HostAnswered input) {
        HostAnswer.Result result = input.answer().result();
        return input.operation() == Operation.CHARGE
                && tx.phase() == io.txswitch.core.model.Phase.SENT
                && (result == HostAnswer.Result.NOT_SENT || result == HostAnswer.Result.RETRYABLE);
    }

    private static Reason reasonOf(HostAnswer answer) {
        return answer.result() == HostAnswer.Result.NOT_SENT ? Reason.NOT_SENT : ChargeFlow.reasonOf(answer);
    }
}
