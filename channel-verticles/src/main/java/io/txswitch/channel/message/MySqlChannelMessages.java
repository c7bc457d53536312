package io.txswitch.channel.message;

import com.github.f4b6a3.tsid.TsidFactory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.channel.message.ChannelMessage.Direction;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.model.TxId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link ChannelMessages} in the table {@code channel_message}; syntax that MySQL 8 and MariaDB share. */
public final class MySqlChannelMessages implements ChannelMessages {
    private static final Logger LOG = LoggerFactory.getLogger(MySqlChannelMessages.class);
    /** Messages that may wait: 16 MiB at the very most, a few seconds of a busy node. */
    private static final int MAX_WAITING = 1_024;
    /** Rows of one INSERT: half a megabyte at most, well below max_allowed_packet. */
    private static final int MAX_BATCH = 32;
    /** One connection writes, one is left for people who read. */
    private static final int CONNECTIONS = 2;

    private static final long NO_TRANSACTION = 0;
    private static final String COLUMNS =
            "tx_id, id, at, channel, direction, operation, duration_ms, http_status, code, body";
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM channel_message WHERE tx_id = ? ORDER BY at, id"
            + " LIMIT " + MAX_PER_TRANSACTION;

    private final Context context;
    private final Pool pool;
    private final Counter dropped;
    private final TsidFactory ids = new TsidFactory();
    private final ConcurrentLinkedQueue<ChannelMessage> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean();
    /** Touched on the context only. */
    private boolean losing;

    private MySqlChannelMessages(Context context, Pool pool, MeterRegistry metrics) {
        this.context = context;
        this.pool = pool;
        this.dropped = Counter.builder("txswitch_channel_messages_dropped")
                .description("Raw wallet messages that could not be kept")
                .register(metrics);
        metrics.gauge("txswitch_channel_messages_waiting", waitingCount);
    }

    /** Brings the table up to date; blocks, so call it before the event loops run or on a worker. */
    public static void migrate(StoresConfig.MySql mysql) {
        Flyway.configure()
                .dataSource(mysql.jdbcUrl(), mysql.user(), mysql.password().reveal())
                .locations("classpath:db/channel")
                .table("channel_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /** Opens a small pool of its own, so that raw messages never compete with the journal. */
    public static MySqlChannelMessages open(Vertx vertx, StoresConfig.MySql mysql, MeterRegistry metrics) {
        MySQLConnectOptions options = new MySQLConnectOptions()
                .setHost(mysql.host())
                .setPort(mysql.port())
                .setUser(mysql.user())
                .setPassword(mysql.password().reveal())
                .setDatabase(mysql.database())
                .setCharset("utf8mb4")
                .setCachePreparedStatements(true);
        Pool pool = MySQLBuilder.pool()
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .connectingTo(options)
                .using(vertx)
                .build();
        return new MySqlChannelMessages(vertx.getOrCreateContext(), pool, metrics);
    }

    @Override
    public void keep(ChannelMessage message) {
        if (waitingCount.incrementAndGet() > MAX_WAITING) {
            waitingCount.decrementAndGet();
            dropped.increment();
            return;
        }
        waiting.add(message);
        startWriting();
    }

    private void startWriting() {
        if (writing.compareAndSet(false, true)) {
            context.runOnContext(now -> write());
        }
    }

    private void write() {
        List<ChannelMessage> batch = take();
        if (batch.isEmpty()) {
            writing.set(false);
            if (!waiting.isEmpty()) {
                startWriting();
            }
            return;
        }
        String sql =
                "INSERT INTO channel_message (" + COLUMNS + ") VALUES " + ROW + (", " + ROW).repeat(batch.size() - 1);
        pool.preparedQuery(sql).execute(values(batch)).onComplete(done -> {
            if (done.failed()) {
                dropped.increment(batch.size());
            }
            tell(done.cause());
            context.runOnContext(now -> write());
        });
    }

    /** One line when the store goes and one when it is back, not one per batch. */
    private void tell(@Nullable Throwable failure) {
        if ((failure != null) != losing) {
            losing = failure != null;
            LOG.warn(
                    "channel_message={} cause={}",
                    losing ? "lost" : "kept-again",
                    failure == null ? "-" : failure.getClass().getSimpleName());
        }
    }

    private List<ChannelMessage> take() {
        List<ChannelMessage> batch = new ArrayList<>(MAX_BATCH);
        while (batch.size() < MAX_BATCH) {
            ChannelMessage next = waiting.poll();
            if (next == null) {
                break;
            }
            waitingCount.decrementAndGet();
            batch.add(next);
        }
        return batch;
    }

    private Tuple values(List<ChannelMessage> batch) {
        Tuple values = Tuple.tuple();
        for (ChannelMessage each : batch) {
            values.addLong(each.txId() == null ? NO_TRANSACTION : each.txId().value())
                    .addLong(ids.create().toLong())
                    .addLocalDateTime(LocalDateTime.ofInstant(each.at(), ZoneOffset.UTC))
                    .addString(each.channel())
                    .addString(each.direction().name())
                    .addString(each.operation())
                    .addLong(each.durationMs())
                    .addInteger(each.httpStatus())
                    .addValue(each.code())
                    .addString(each.body());
        }
        return values;
    }

    @Override
    public Future<List<ChannelMessage>> of(TxId id) {
        return pool.preparedQuery(SELECT).execute(Tuple.of(id.value())).map(rows -> {
            List<ChannelMessage> found = new ArrayList<>();
            rows.forEach(row -> found.add(read(id, row)));
            return found;
        });
    }

    private static ChannelMessage read(TxId id, Row row) {
        return new ChannelMessage(
                id,
                row.getLocalDateTime("at").toInstant(ZoneOffset.UTC),
                row.getString("channel"),
                Direction.valueOf(row.getString("direction")),
                row.getString("operation"),
                row.getLong("duration_ms"),
                row.getInteger("http_status"),
                row.getString("code"),
                row.getString("body"));
    }

    /** Closes the pool; what still waits is lost. */
    public Future<Void> close() {
        return pool.close();
    }
}
