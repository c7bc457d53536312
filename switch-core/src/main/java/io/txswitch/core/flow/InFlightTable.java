package io.txswitch.core.flow;

import io.txswitch.core.model.TxId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The transactions in memory, by id and by dedupe key; one event loop. */
final class InFlightTable {
    private final Map<TxId, InFlight> byId = new HashMap<>();
    private final Map<String, InFlight> byKey = new HashMap<>();
    private final Timers timers;
    private int waitingClients;

    InFlightTable(Timers timers) {
        this.timers = timers;
    }

    @Nullable
    InFlight byId(TxId id) {
        return byId.get(id);
    }

    @Nullable
    InFlight byKey(String dedupeKey) {
        return byKey.get(dedupeKey);
    }

    void add(InFlight flight) {
        byId.put(flight.tx.id(), flight);
        byKey.put(flight.tx.header().dedupeKey(), flight);
        if (flight.hasClients()) {
            flight.counted = true;
            waitingClients++;
        }
    }

    /** Two readers of the journal share what the first of them put here. */
    InFlight addIfAbsent(InFlight flight) {
        InFlight there = byId.get(flight.tx.id());
        if (there != null) {
            return there;
        }
        add(flight);
        return flight;
    }

    /** Its clients were answered: it does not count as waiting any more. */
    void answered(InFlight flight) {
        if (flight.counted) {
            flight.counted = false;
            waitingClients--;
        }
    }

    void removeWhenOver(InFlight flight) {
        if (flight.isOver()) {
            remove(flight);
        }
    }

    void remove(InFlight flight) {
        flight.cancelTimers(timers);
        answered(flight);
        byId.remove(flight.tx.id(), flight);
        byKey.remove(flight.tx.header().dedupeKey(), flight);
    }

    int waitingClients() {
        return waitingClients;
    }

    List<InFlight> all() {
        return List.copyOf(byId.values());
    }
}
