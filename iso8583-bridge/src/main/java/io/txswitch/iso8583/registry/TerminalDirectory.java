package io.txswitch.iso8583.registry;

import io.vertx.core.Future;
import java.util.Optional;

/** Who a terminal is; asked once per message, so a known one is answered from memory. */
public interface TerminalDirectory {
    /**
     * The terminal that calls itself so; empty for a stranger (97).
     *
     * <p>Fails when it is not in memory and the database is away (91).
     *
     * @param terminalId DE41 without its padding, any text
     */
    Future<Optional<TerminalProfile>> lookup(String terminalId);
}
