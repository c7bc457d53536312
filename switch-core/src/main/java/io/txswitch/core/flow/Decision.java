package io.txswitch.core.flow;

import io.txswitch.core.journal.Guard;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the flow decides.
 *
 * @param after the transaction with the events in it
 * @param events what happened, in order
 * @param guards what the append demands of other rows
 * @param effects what to do then
 * @param durable the effects wait for the journal; when false the events ride with the next append, because nothing
 *     that
 *     moves money depends on them yet
 * @param refusal the request is refused and nothing is written
 */
public record Decision(
        Transaction after,
        List<Event> events,
        List<Guard> guards,
        List<Effect> effects,
        boolean durable,
        @Nullable Reason refusal) {}
