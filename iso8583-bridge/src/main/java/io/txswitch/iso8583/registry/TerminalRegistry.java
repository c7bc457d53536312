package io.txswitch.iso8583.registry;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The terminals that were added, shared by all nodes.
 *
 * <p>Every operation fails when the store cannot be reached, and may then be repeated.
 */
public interface TerminalRegistry {
    /** Most that one {@link #list} gives. */
    int MAX_PAGE = 1_000;

    Future<Optional<Terminal>> find(String id);

    /** Adds a terminal; false, and nothing changed, when there is one with its id. Durable when done. */
    Future<Boolean> add(Terminal terminal);

    /** Changes the status; the terminal as it is now, empty when there is none. Durable when done. */
    Future<Optional<Terminal>> setStatus(String id, Terminal.Status status, String note);

    /**
     * Terminals in the order of their ids.
     *
     * @param after the last id of the page before; empty for the first page
     * @param limit 1 to {@link #MAX_PAGE}
     */
    Future<List<Terminal>> list(String after, int limit);
}
