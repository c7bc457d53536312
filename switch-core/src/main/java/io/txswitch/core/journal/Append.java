package io.txswitch.core.journal;

import io.txswitch.core.model.Event;
import io.txswitch.core.model.Transaction;
import java.util.List;

/**
 * One append: what happened to one transaction, durable as a whole or not at all.
 *
 * @param after the transaction after these events; {@code after.seq()} is still the number before this append, which is
 *     the row's {@code seq}: 0 creates the head row, anything else must be the next
 * @param events at least one, in order
 * @param guards conditions and reservations on other heads (or this one) that commit with the events; one that fails
 *     fails only this append
 */
public record Append(Transaction after, List<Event> events, List<Guard> guards) {
    public Append {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("an append without events");
        }
        events = List.copyOf(events);
        guards = List.copyOf(guards);
    }

    public int seq() {
        return after.seq();
    }

    public boolean first() {
        return after.seq() == 0;
    }
}
