package io.txswitch.notifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.contract.PaymentView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@link ReadModel} in Redis: {@code <prefix>rm:<id>} holds the JSON of a {@link PaymentView},
 * {@code <prefix>rmo:<merchant>:<order number>} the id.
 */
public final class RedisReadModel implements ReadModel {
    /** One round trip for a whole batch; a delivery waits no longer for a copy. */
    static final long COMMAND_TIMEOUT_MS = 50;
    /** Views of one round trip: a few hundred scripts are what Redis does in some milliseconds. */
    private static final int VIEWS_PER_BATCH = 100;

    private static final int CONNECTIONS = 2;
    private static final int MAX_WAITING = 64;
    /** A connection that says nothing for so long is closed, so that a hung server does not keep it for ever. */
    private static final int SILENT_CONNECTION_S = 5;

    /** Leaves what is newer: a refund changes the refunded amount, which only grows, and no version. */
    private static final String SCRIPT = """
            local there = redis.call('GET', KEYS[1])
            if there then
              local ok, view = pcall(cjson.decode, there)
              local version, refunded = tonumber(ARGV[2]), tonumber(ARGV[3])
              if ok and (view.version > version or (view.version == version and view.refundedMinor > refunded)) then
                return 0
              end
            end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[4])
            return 1
            """;

    private final Redis redis;
    private final String keyPrefix;
    private final ObjectMapper json;
    private final Limits limits;

    /**
     * @param ttlMs of every entry
     * @param timeoutMs of one batch
     */
    record Limits(long ttlMs, long timeoutMs) {}

    private RedisReadModel(Redis redis, String keyPrefix, ObjectMapper json, Limits limits) {
        this.redis = redis;
        this.keyPrefix = keyPrefix;
        this.json = json;
        this.limits = limits;
    }

    /** Makes the client; nothing connects before the first command. */
    public static RedisReadModel create(Vertx vertx, StoresConfig.Redis config, ObjectMapper json, long ttlMs) {
        return create(vertx, config, json, new Limits(ttlMs, COMMAND_TIMEOUT_MS));
    }

    static RedisReadModel create(Vertx vertx, StoresConfig.Redis config, ObjectMapper json, Limits limits) {
        RedisOptions options = new RedisOptions()
                .setConnectionString(config.uri())
                .setMaxPoolSize(CONNECTIONS)
                .setMaxPoolWaiting(MAX_WAITING)
                .setNetClientOptions(new NetClientOptions()
                        .setTcpNoDelay(true)
                        .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(1))
                        .setReadIdleTimeout(SILENT_CONNECTION_S));
        return new RedisReadModel(Redis.createClient(vertx, options), config.keyPrefix(), json, limits);
    }

    @Override
    public Future<Void> write(List<PaymentView> views) {
        Future<Void> done = Future.succeededFuture();
        for (int from = 0; from < views.size(); from += VIEWS_PER_BATCH) {
            List<PaymentView> part = views.subList(from, Math.min(views.size(), from + VIEWS_PER_BATCH));
            done = done.compose(before -> writeBatch(part));
        }
        return done;
    }

    private Future<Void> writeBatch(List<PaymentView> views) {
        List<Request> commands = new ArrayList<>();
        try {
            for (PaymentView each : views) {
                addCommands(each, commands);
            }
        } catch (JsonProcessingException e) {
            return Future.failedFuture(e);
        }
        return redis.batch(commands)
                .timeout(limits.timeoutMs(), TimeUnit.MILLISECONDS)
                .mapEmpty();
    }

    private void addCommands(PaymentView view, List<Request> commands) throws JsonProcessingException {
        commands.add(Request.cmd(Command.EVAL)
                .arg(SCRIPT)
                .arg(1)
                .arg(keyPrefix + "rm:" + view.id().text())
                .arg(json.writeValueAsString(view))
                .arg(view.version())
                .arg(view.refundedMinor())
                .arg(limits.ttlMs()));
        if (view.kind().isCharge() && view.orderNo() != null) {
            commands.add(Request.cmd(Command.SET)
                    .arg(keyPrefix + "rmo:" + view.merchantId() + ":" + view.orderNo())
                    .arg(view.id().text())
                    .arg("PX")
                    .arg(limits.ttlMs()));
        }
    }

    @Override
    public Future<Void> close() {
        return redis.close();
    }
}
