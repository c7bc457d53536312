package io.txswitch.core.flow;

import io.txswitch.core.model.Event;
import io.txswitch.core.model.Transaction;
import java.time.Instant;

/** What must be asked until it is answered: repeats with backoff for ever, and after a limit a case for people too. */
final class Persistence {
    private final FlowPolicy policy;

    Persistence(FlowPolicy policy) {
        this.policy = policy;
    }

    /** Asks again later; {@code attempt} is the one that has just failed. */
    Decision again(Transaction tx, int attempt, Instant now, String what) {
        Effect.ArmTimer timer = next(tx, attempt);
        if (attempt + 1 < policy.caseAfterAttempts() || tx.caseOpen()) {
            return Steps.only(tx, timer);
        }
        return new Steps(tx, now)
                .then(new Event.CaseOpened(
                        now, "unanswered", what + " unanswered after " + (attempt + 1) + " attempts"))
                .effect(timer)
                .durable();
    }

    Effect.ArmTimer first(Transaction tx) {
        return new Effect.ArmTimer(Input.Timer.ASK_AGAIN, 0, policy.retryDelayMs(tx.id(), 0));
    }

    /** The attempt after {@code attempt}. */
    Effect.ArmTimer next(Transaction tx, int attempt) {
        return new Effect.ArmTimer(Input.Timer.ASK_AGAIN, attempt + 1, policy.retryDelayMs(tx.id(), attempt));
    }

    boolean missingIsBelievable(Transaction tx, Instant now) {
        return now.isAfter(tx.header().answerBy().plusMillis(policy.missingAfterMs()));
    }
}
