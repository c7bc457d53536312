package io.txswitch.core.flow;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.Trigger;
import java.time.Instant;

/** Takes a charge back: asked for by the terminal, or because nobody can tell the client "approved" any more. */
final class ReversalFlow {
    /** A bank that does not find the original is asked once more: what was on its way then is there now. */
    private static final String NOT_FOUND_ONCE = "the host did not find it once";

    private static final HostFacts FOUND_PAID = HostFacts.detail("found paid, and given back");

    private final Persistence persistence;

    ReversalFlow(Persistence persistence) {
        this.persistence = persistence;
    }

    /** The terminal's 0400: answered once it is durable; one that finds nothing to take back is fine too. */
    Decision requested(Transaction tx, String why, Instant now) {
        return switch (tx.phase()) {
            case SENT -> begin(tx, Trigger.REVERSAL_ASKED, why, now).durable();
            case APPROVED -> {
                Steps begun = begin(tx, Trigger.REVERSAL_ASKED, why, now);
                // An agreement has no money of which anything could be reserved.
                yield tx.kind() == Kind.AGREEMENT
                        ? begun.durable()
                        : begun.guard(ChargeFlow.reserveAll(tx)).durable();
            }
            case PENDING -> begin(tx, Trigger.REVERSAL_ASKED, why, now).durable();
            case UNKNOWN -> begin(tx, Trigger.REVERSAL_BEGUN, why, now).durable();
            default -> Steps.nothing(tx);
        };
    }

    Decision answerWasTooLate(Transaction tx, Instant now) {
        if (tx.phase() != Phase.APPROVED) {
            return Steps.nothing(tx);
        }
        Steps told = new Steps(tx, now).then(new Event.ClientToldNo(now, Reason.NO_ANSWER));
        return told.then(new Event.ReversalStarted(now, Trigger.REVERSAL_ASKED, "approval durable after the deadline"))
                .guard(ChargeFlow.reserveAll(tx))
                .effect(new Effect.AnswerClient())
                .effect(new Effect.CallHost(Operation.REVERSE, ChargeFlow.hostOf(tx), 0))
                .durable();
    }

    /** An approval after the client was told no. */
    Decision lateApproval(Transaction tx, HostFacts facts, Instant now) {
        Event late = new Event.HostApproved(now, Trigger.APPROVED_LATE, facts);
        if (tx.phase() == Phase.REVERSING) {
            return new Steps(tx, now).then(late).durable();
        }
        return new Steps(tx, now)
                .then(late)
                .then(new Event.ClientToldNo(now, Reason.NO_ANSWER))
                .effect(new Effect.AnswerClient())
                .effect(new Effect.CallHost(Operation.REVERSE, ChargeFlow.hostOf(tx), 0))
                .durable();
    }

    /** A part of the amount for a terminal that cannot take parts: back it goes, and the answer is no. */
    Decision unwantedPart(Transaction tx, HostFacts facts, Instant now) {
        HostFacts code = new HostFacts(
                facts.hostCode(), facts.authCode(), null, facts.stan(), null, null, "approved a part of the amount");
        return new Steps(tx, now)
                .then(new Event.HostApproved(now, Trigger.APPROVED_LATE, code))
                .then(new Event.ClientToldNo(now, Reason.PARTIAL_NOT_SUPPORTED))
                .effect(new Effect.AnswerClient())
                .effect(new Effect.CallHost(Operation.REVERSE, ChargeFlow.hostOf(tx), 0))
                .durable();
    }

    /** Not known to be paid when the client must be told: he is told no, and it is taken back. */
    Decision tooLate(Transaction tx, String why, Instant now) {
        Trigger how = tx.phase() == Phase.PENDING ? Trigger.REVERSAL_ASKED : Trigger.REVERSAL_BEGUN;
        return new Steps(tx, now)
                .then(new Event.ClientToldNo(now, Reason.NO_ANSWER))
                .then(new Event.ReversalStarted(now, how, why))
                .effect(new Effect.AnswerClient())
                .effect(new Effect.CallHost(Operation.REVERSE, ChargeFlow.hostOf(tx), 0))
                .durable();
    }

    Decision answered(Transaction tx, HostAnswer answer, int attempt, Instant now) {
        if (tx.phase() != Phase.REVERSING) {
            return Steps.nothing(tx);
        }
        boolean missing = answer.result() == HostAnswer.Result.NOT_FOUND && persistence.missingIsBelievable(tx, now);
        if (missing && !NOT_FOUND_ONCE.equals(tx.facts().detail())) {
            return new Steps(tx, now)
                    .then(new Event.HostSilent(now, HostFacts.detail(NOT_FOUND_ONCE)))
                    .effect(new Effect.CallHost(Operation.REVERSE, ChargeFlow.hostOf(tx), attempt + 1))
                    .durable();
        }
        if (missing || answer.result() == HostAnswer.Result.REVERSED) {
            Steps steps = new Steps(tx, now);
            if (foundPaid(tx, answer)) {
                steps.then(new Event.HostApproved(now, Trigger.APPROVED_LATE, FOUND_PAID));
            }
            return steps.then(new Event.ReversalAcknowledged(now, answer.facts()))
                    .durable();
        }
        return persistence.again(tx, attempt, now, "reversal");
    }

    /** The host names what it gave back: so it was paid, and the news of that may still be on its way. */
    private static boolean foundPaid(Transaction tx, HostAnswer answer) {
        return answer.result() == HostAnswer.Result.REVERSED && answer.money() != null && !tx.moneySeen();
    }

    Decision again(Transaction tx, int attempt) {
        return Steps.only(tx, new Effect.CallHost(Operation.REVERSE, ChargeFlow.hostOf(tx), attempt));
    }

    private static Steps begin(Transaction tx, Trigger how, String why, Instant now) {
        return new Steps(tx, now)
                .then(new Event.ReversalStarted(now, how, why))
                .effect(new Effect.AnswerClient())
                .effect(new Effect.CallHost(Operation.REVERSE, ChargeFlow.hostOf(tx), 0));
    }
}
