package io.txswitch.core.journal;

import io.txswitch.core.model.Event;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One append: what happened to one transaction, durable as a whole or not at all.
 *
 * @param after the transaction after these events; {@code after.seq()} is still the number before this append, which is
 *     the row's {@code seq}: 0 creates the head row, anything else must be the next
 * @param events at least one, in order; an append with {@code seq} 0 begins with {@link Event.Received}
 * @param guards conditions and reservations on other heads (or this one) that commit with the events; one that fails
 *     fails only this append. At most one per target, so that one guard's effect never decides another
 */
public record Append(Transaction after, List<Event> events, List<Guard> guards) {
    public Append {
        events = List.copyOf(events);
        guards = List.copyOf(guards);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("an append without events");
        }
        if ((after.seq() == 0) != (events.getFirst() instanceof Event.Received)) {
            throw new IllegalArgumentException("the first append, and only that, begins with Received");
        }
        Set<TxId> targets = new HashSet<>();
        for (Guard guard : guards) {
            if (!targets.add(guard.target())) {
                throw new IllegalArgumentException("two guards on one target");
            }
        }
    }

    public TxId id() {
        return after.id();
    }

    public int seq() {
        return after.seq();
    }

    public boolean first() {
        return after.seq() == 0;
    }
}
