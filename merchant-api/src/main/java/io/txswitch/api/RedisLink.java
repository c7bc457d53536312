package io.txswitch.api;

import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.model.Secret;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipelined connection to Redis that is never waited for: while it is down every command fails at once, and a
 * command without an answer in time takes the connection down. Thread-safe; replies come on the caller's context.
 */
final class RedisLink {
    /** Redis holds hints only; a payment must not wait longer for one. */
    static final int COMMAND_MS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final int CONNECT_MS = 1_000;
    private static final int RECONNECT_MS = 1_000;
    /** Commands under way: as many as the API lets in at once by default, and a few. */
    private static final int MAX_WAITING = 4_096;

    private final Vertx vertx;
    private final Context context;
    private final int commandMs;
    private final RedisOptions options;
    private final AtomicReference<State> state = new AtomicReference<>(State.DOWN);

    /** Up with a connection, or down; closed is for good. */
    private sealed interface State {
        State DOWN = new Down();
        State CLOSED = new Closed();

        record Up(Redis client, RedisConnection connection) implements State {}

        record Down() implements State {}

        record Closed() implements State {}
    }

    RedisLink(Vertx vertx, StoresConfig.Redis config, int commandMs) {
        this.commandMs = commandMs;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.options = new RedisOptions()
                .setConnectionString("redis://" + config.host() + ":" + config.port())
                .setMaxWaitingHandlers(MAX_WAITING)
                .setNetClientOptions(new NetClientOptions().setConnectTimeout(CONNECT_MS));
        Secret password = config.password();
        if (password != null) {
            options.setPassword(password.reveal());
        }
        context.runOnContext(go -> connect());
    }

    boolean up() {
        return state.get() instanceof State.Up;
    }

    /** Fails when Redis is down, slow, or says no. */
    Future<Response> send(Request request) {
        if (!(state.get() instanceof State.Up up)) {
            return Future.failedFuture("redis is down");
        }
        return up.connection()
                .send(request)
                .timeout(commandMs, TimeUnit.MILLISECONDS)
                .onFailure(cause -> {
                    if (cause instanceof TimeoutException) {
                        lost(up, "no answer in " + commandMs + " ms");
                    }
                });
    }

    Future<Void> close() {
        return state.getAndSet(State.CLOSED) instanceof State.Up up
                ? up.client().close()
                : Future.succeededFuture();
    }

    private void connect() {
        Redis client = Redis.createClient(vertx, options);
        client.connect()
                .timeout(CONNECT_MS, TimeUnit.MILLISECONDS)
                .onSuccess(connection -> opened(new State.Up(client, connection)))
                .onFailure(cause -> {
                    client.close();
                    connectLater();
                });
    }

    private void opened(State.Up up) {
        if (!state.compareAndSet(State.DOWN, up)) {
            up.client().close();
            return;
        }
        up.connection().endHandler(end -> lost(up, "closed")).exceptionHandler(e -> lost(up, "broken"));
        LOG.info("redis=up user=merchant-api");
    }

    private void lost(State.Up up, String why) {
        if (state.compareAndSet(up, State.DOWN)) {
            LOG.warn("redis=down user=merchant-api why=\"{}\"", why);
            up.client().close();
            context.runOnContext(go -> connectLater());
        }
    }

    private void connectLater() {
        if (state.get() != State.CLOSED) {
            vertx.setTimer(RECONNECT_MS, id -> {
                if (state.get() != State.CLOSED) {
                    connect();
                }
            });
        }
    }
}
