package io.txswitch.core.flow;

import io.txswitch.core.journal.Guard;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.Trigger;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds one decision: each event moves the transaction through the table before the next is considered. */
final class Steps {
    private final Instant now;
    private final List<Event> events = new ArrayList<>();
    private final List<Guard> guards = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final Transaction from;
    private Transaction at;

    Steps(Transaction from, Instant now) {
        this.from = from;
        this.at = from;
        this.now = now;
    }

    Transaction at() {
        return at;
    }

    Instant now() {
        return now;
    }

    /** Takes an event when the table allows its trigger here; otherwise notes the anomaly and moves nothing. */
    Steps then(Event event) {
        Event taken = TransactionFold.allowed(at, event) ? event : anomaly(event.trigger());
        events.add(taken);
        at = TransactionFold.apply(at, taken);
        return this;
    }

    private Event anomaly(@Nullable Trigger trigger) {
        Phase phase = at.phase();
        return new Event.AnomalySeen(now, java.util.Objects.requireNonNull(trigger), phase, HostFacts.NONE);
    }

    Steps guard(Guard guard) {
        guards.add(guard);
        return this;
    }

    Steps effect(Effect effect) {
        effects.add(effect);
        return this;
    }

    /** The effects wait for the journal. */
    Decision durable() {
        Guard hold = at.kind() == Kind.AGREEMENT ? AgreementFlow.holdOf(from, at) : holdOnOriginal();
        if (hold != null) {
            guards.add(hold);
        }
        return new Decision(at, List.copyOf(events), List.copyOf(guards), List.copyOf(effects), true, null);
    }

    /** What becomes of the original follows from where the one that has taken it ends, however it came there. */
    private @Nullable Guard holdOnOriginal() {
        TxId original = at.header().original();
        if (original == null || at.phase() == from.phase()) {
            return null;
        }
        boolean cameToNothing = from.seq() > 0 && (at.phase() == Phase.DECLINED || at.phase() == Phase.REVERSED);
        return switch (at.kind()) {
            case VOID ->
                cameToNothing
                        ? new Guard.ReturnWhole(original)
                        : at.phase() == Phase.APPROVED ? new Guard.SettleWhole(original) : null;
            case COMPLETION, ADVICE -> cameToNothing ? new Guard.ReturnWhole(original) : null;
            case ADJUSTMENT -> cameToNothing ? new Guard.Unadjust(original) : null;
            default -> null;
        };
    }

    /** The events ride with the next append. */
    Decision riding() {
        return new Decision(at, List.copyOf(events), List.of(), List.copyOf(effects), false, null);
    }

    /** Nothing happened. */
    static Decision nothing(Transaction tx) {
        return new Decision(tx, List.of(), List.of(), List.of(), false, null);
    }

    static Decision only(Transaction tx, Effect... effects) {
        return new Decision(tx, List.of(), List.of(), List.of(effects), false, null);
    }

    static Decision refuse(Transaction tx, Reason reason) {
        return new Decision(tx, List.of(), List.of(), List.of(), false, reason);
    }
}
