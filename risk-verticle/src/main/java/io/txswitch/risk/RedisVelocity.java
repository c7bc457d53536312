package io.txswitch.risk;

import io.txswitch.core.config.StoresConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * {@link Velocity} in Redis: a sorted set per card, its members the dedupe keys, scored by when they were admitted.
 *
 * <p>One script prunes, counts and adds, so that two nodes cannot both take the last place. Thread-safe; one per node.
 */
public final class RedisVelocity implements Velocity {
    /** A payment waits no longer for a hint. */
    static final long COMMAND_TIMEOUT_MS = 50;

    /** Commands under way at once; a command takes well under a millisecond, so this is thousands a second. */
    private static final int CONNECTIONS = 8;

    /** Beyond this the store is not keeping up, and the caller is told at once. */
    private static final int MAX_WAITING = 512;

    /** A connection that says nothing for so long is closed, so that a hung server does not keep it for ever. */
    private static final int SILENT_CONNECTION_S = 5;

    private static final String SCRIPT = """
            local now, window = tonumber(ARGV[2]), tonumber(ARGV[3])
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
            if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 1 end
            if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then return 0 end
            redis.call('ZADD', KEYS[1], now, ARGV[1])
            redis.call('PEXPIRE', KEYS[1], window)
            return 1
            """;

    private final Redis redis;
    private final String keyPrefix;
    private final InstantSource time;
    private final long timeoutMs;

    private RedisVelocity(Redis redis, String keyPrefix, InstantSource time, long timeoutMs) {
        this.redis = redis;
        this.keyPrefix = keyPrefix + "vel:";
        this.time = time;
        this.timeoutMs = timeoutMs;
    }

    /**
     * Makes the client; nothing connects before the first command, so a lost server does not keep a node from starting.
     */
    public static RedisVelocity create(Vertx vertx, StoresConfig.Redis config, InstantSource time) {
        return create(vertx, config, time, COMMAND_TIMEOUT_MS);
    }

    static RedisVelocity create(Vertx vertx, StoresConfig.Redis config, InstantSource time, long timeoutMs) {
        RedisOptions options = new RedisOptions()
                .setConnectionString(config.uri())
                .setMaxPoolSize(CONNECTIONS)
                .setMaxPoolWaiting(MAX_WAITING)
                .setNetClientOptions(new NetClientOptions()
                        .setTcpNoDelay(true)
                        .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(1))
                        .setReadIdleTimeout(SILENT_CONNECTION_S));
        return new RedisVelocity(Redis.createClient(vertx, options), config.keyPrefix(), time, timeoutMs);
    }

    @Override
    public Future<Boolean> admit(String cardHash, String dedupeKey, RiskConfig.CardVelocity limit) {
        Request script = Request.cmd(Command.EVAL)
                .arg(SCRIPT)
                .arg(1)
                .arg(keyPrefix + cardHash)
                .arg(dedupeKey)
                .arg(time.millis())
                .arg(limit.windowMs())
                .arg(limit.maxCount());
        return redis.send(script).timeout(timeoutMs, TimeUnit.MILLISECONDS).map(reply -> reply.toInteger() == 1);
    }

    public Future<Void> close() {
        return redis.close();
    }
}
