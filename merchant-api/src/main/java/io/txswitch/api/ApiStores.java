package io.txswitch.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.config.StoresConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the API keeps outside itself; all of it may be lost without a payment failing.
 *
 * @param up false while the shared store is lost
 * @param closing lets go of it
 */
public record ApiStores(
        Nonces nonces, IdempotencyKeys keys, ReadModel readModel, BooleanSupplier up, Supplier<Future<Void>> closing) {
    /**
     * Nonces and read model in Redis, over one connection that is kept up in the background.
     *
     * @param json reads what the notifier wrote: {@code WireJson.mapper(keys)}
     */
    public static ApiStores redis(Vertx vertx, StoresConfig.Redis config, ObjectMapper json, InstantSource clock) {
        return redis(vertx, config, json, clock, RedisLink.COMMAND_MS);
    }

    /** @param commandMs how long one command is waited for: longer only where a machine may be slow */
    static ApiStores redis(
            Vertx vertx, StoresConfig.Redis config, ObjectMapper json, InstantSource clock, int commandMs) {
        RedisLink link = new RedisLink(vertx, config, commandMs);
        return new ApiStores(
                new RedisNonces(link, config.keyPrefix(), new InMemoryNonces(clock)),
                new RedisIdempotencyKeys(link, config.keyPrefix()),
                new RedisReadModel(link, config.keyPrefix(), json),
                link::up,
                link::close);
    }

    /** For one node alone, and for tests. */
    public static ApiStores inMemory(InstantSource clock) {
        return new ApiStores(
                new InMemoryNonces(clock),
                new InMemoryIdempotencyKeys(),
                new InMemoryReadModel(),
                () -> true,
                Future::succeededFuture);
    }

    public Future<Void> close() {
        return closing.get();
    }
}
