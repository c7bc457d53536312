package io.txswitch.core.flow;

import io.txswitch.core.model.Event;
import io.txswitch.core.model.Transaction;
import java.time.Instant;

/** A reversal whose original never arrived: its key is taken, so that the original can never be carried out. */
final class TombstoneFlow {
    private TombstoneFlow() {}

    static Decision decide(Transaction tx, Input input, Instant now) {
        return input instanceof Input.Submitted
                ? new Steps(tx, now)
                        .then(new Event.TombstoneSet(now))
                        .effect(new Effect.AnswerClient())
                        .durable()
                : Steps.nothing(tx);
    }
}
