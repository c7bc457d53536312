package io.txswitch.core.flow;

import io.txswitch.core.model.Event;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.Trigger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a transaction is the fold of its events: the same function live, in recovery and in a simulation. */
public final class TransactionFold {
    private TransactionFold() {}

    /**
     * Folds all events of one transaction.
     *
     * @param appends how many appends they came in: the next one's {@code seq}
     * @throws IllegalArgumentException when the first is not {@link Event.Received}
     */
    public static Transaction fold(List<Event> events, int appends) {
        if (events.isEmpty() || !(events.getFirst() instanceof Event.Received received)) {
            throw new IllegalArgumentException("a transaction begins with Received");
        }
        Transaction at = Transaction.received(received.header());
        for (Event event : events.subList(1, events.size())) {
            at = apply(at, event);
        }
        return at.withSeq(appends);
    }

    /** One more event; one that the table does not allow leaves the phase as it is. */
    public static Transaction apply(Transaction at, Event event) {
        Phase next = target(at, event);
        return at.after(event, next == null ? at.phase() : next);
    }

    static boolean allowed(Transaction at, Event event) {
        return target(at, event) != null;
    }

    private static @Nullable Phase target(Transaction at, Event event) {
        Trigger trigger = event.trigger();
        return trigger == null ? at.phase() : Transitions.next(at.kind(), at.phase(), trigger);
    }
}
