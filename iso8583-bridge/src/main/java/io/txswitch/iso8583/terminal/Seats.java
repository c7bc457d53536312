package io.txswitch.iso8583.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which connections a terminal has: when there are more than a terminal may have, the oldest gives way. Belongs to one
 * event loop.
 *
 * <p>A terminal that lost its line dials again long before the old connection is known to be dead, so the newest is the
 * one it listens to. A connection has a seat once a message on it was believed; a concentrator has one for each of its
 * terminals.
 */
final class Seats {
    private final TerminalConfig config;
    private final TerminalMetrics metrics;
    private final Map<String, Deque<TerminalConnection>> byTerminal = new HashMap<>();
    private final Map<TerminalConnection, Set<String>> byConnection = new HashMap<>();

    Seats(TerminalConfig config, TerminalMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    TerminalConfig config() {
        return config;
    }

    TerminalMetrics metrics() {
        return metrics;
    }

    /** Gives the connection a seat for the terminal, and takes the oldest one away where there are too many. */
    void take(String terminalId, TerminalConnection connection) {
        if (!byConnection.computeIfAbsent(connection, none -> new HashSet<>(2)).add(terminalId)) {
            return;
        }
        Deque<TerminalConnection> seated = byTerminal.computeIfAbsent(terminalId, none -> new ArrayDeque<>(2));
        seated.addLast(connection);
        if (seated.size() > config.maxPerTerminal()) {
            makeRoom(terminalId, seated.removeFirst());
        }
    }

    /** A line that other terminals use too stays: one of them must not cut off the others. */
    private void makeRoom(String terminalId, TerminalConnection oldest) {
        Set<String> terminals = byConnection.get(oldest);
        if (terminals != null && terminals.size() > 1) {
            terminals.remove(terminalId);
        } else {
            oldest.giveWay();
        }
    }

    /** The connection is gone. */
    void left(TerminalConnection connection) {
        @Nullable Set<String> terminals = byConnection.remove(connection);
        if (terminals == null) {
            return;
        }
        for (String each : terminals) {
            Deque<TerminalConnection> seated = byTerminal.get(each);
            if (seated != null) {
                seated.remove(connection);
                if (seated.isEmpty()) {
                    byTerminal.remove(each);
                }
            }
        }
    }
}
