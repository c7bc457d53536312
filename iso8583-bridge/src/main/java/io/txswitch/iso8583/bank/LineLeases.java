package io.txswitch.iso8583.bank;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Which node may hold the line to a bank that admits one connection. All times are the store's own.
 *
 * <p>Futures fail when the store is not there; what was asked for may then have happened or not, and asking again is
 * safe. The lease keeps two nodes from taking turns in throwing each other off a line; it decides nothing about money.
 */
public interface LineLeases {
    /** @param epoch grows with each change of hands */
    record Held(String bankId, String node, long epoch) {}

    /** How long a lease lasts without being renewed, milliseconds. */
    long ttlMs();

    /** Takes a lease that is free, has run out, or was this node's before it restarted; empty while another has it. */
    Future<Optional<Held>> take(String bankId, String node);

    /** Puts its end off; one that ran out but was not taken is as good as new. @return false when it has been taken */
    Future<Boolean> renew(Held held);

    /** Ends it before its time, so that another takes the line at once. */
    Future<Void> release(Held held);
}
