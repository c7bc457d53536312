package io.txswitch.core.relay;

import io.vertx.core.Future;

/** Where the relay puts events. */
public interface EventPublisher {
    /**
     * Publishes one record; records of one key are put in the order in which their calls completed.
     *
     * @return fails when it is not certain that the record will be kept
     */
    Future<Void> publish(String key, byte[] value);

    Future<Void> close();
}
