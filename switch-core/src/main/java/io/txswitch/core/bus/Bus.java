package io.txswitch.core.bus;

import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** The typed event bus; best effort, and never the one that decides about money. */
public interface Bus {
    /**
     * Asks one handler, a local one where there is one.
     *
     * @return fails with {@link BusException} when there is no handler or no answer within {@code timeoutMs}, or when
     *     the handler failed
     */
    <C, R> Future<R> request(Address<C, R> address, C command, long timeoutMs);

    /**
     * Serves a conversation on the caller's event loop, for this node and the cluster.
     *
     * @return done when the whole cluster knows
     */
    <C, R> Future<Void> serve(Address<C, R> address, Function<C, Future<R>> handler);

    /** Tells every listener on every node; nobody answers. */
    <C> void publish(Address<C, Void> address, C message);

    /** Hears what is published, on the caller's event loop. */
    <C> Future<Void> listen(Address<C, Void> address, Consumer<C> listener);
}
