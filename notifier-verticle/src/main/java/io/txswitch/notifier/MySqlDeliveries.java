package io.txswitch.notifier;

import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@link Deliveries} in the table {@code notify_delivery}.
 *
 * <p>Time is the database's, so that clocks of nodes do not matter. A claim is one conditional update: it counts the
 * attempt up and moves the due time past the claim's end, and only one node's condition still holds.
 */
public final class MySqlDeliveries implements Deliveries {
    /** Statements of one insert; a Kafka poll brings a few hundred records at most. */
    private static final int ROWS_PER_INSERT = 100;
    /** Merchants looked at per scan; the next scan finds the rest, as these are then claimed. */
    private static final int MAX_DUE_MERCHANTS = 1_000;

    private static final int PURGE_ROWS = 1_000;
    private static final int MAX_ERROR_LENGTH = 200;
    /** Deliveries are patient, and a lost server is noticed soon enough. */
    private static final int QUERY_TIMEOUT_S = 10;

    private static final String NOW_US = "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))";
    private static final String NOW_MS = "(" + NOW_US + " DIV 1000)";

    private static final String INSERT = "INSERT INTO notify_delivery (event_id, tx_id, payment_id, seq, merchant_id,"
            + " type, url, body, state, attempts, next_at_ms, added_at_us) VALUES ";
    private static final String INSERT_ROW = "(?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', 0, " + NOW_MS + ", " + NOW_US + ")";
    private static final String INSERT_ONCE = " ON DUPLICATE KEY UPDATE event_id = event_id";

    private static final String DUE_MERCHANTS = "SELECT merchant_id FROM notify_delivery WHERE state = 'WAITING'"
            + " GROUP BY merchant_id HAVING MIN(next_at_ms) <= " + NOW_MS + " LIMIT " + MAX_DUE_MERCHANTS;

    private static final String CANDIDATES = """
            SELECT d.event_id, d.tx_id, d.payment_id, d.seq, d.merchant_id, d.type, d.url, d.body, d.attempts
            FROM notify_delivery d
            WHERE d.state = 'WAITING' AND d.merchant_id = ? AND d.next_at_ms <= %s
              AND NOT EXISTS (
                SELECT 1 FROM notify_delivery e
                WHERE e.payment_id = d.payment_id AND e.state = 'WAITING'
                  AND (e.added_at_us < d.added_at_us
                    OR (e.added_at_us = d.added_at_us AND e.seq < d.seq)
                    OR (e.added_at_us = d.added_at_us AND e.seq = d.seq AND e.event_id < d.event_id)))
            ORDER BY d.next_at_ms LIMIT ?""".formatted(NOW_MS);

    private static final String HELD = " WHERE event_id = ? AND attempts = ? AND state = 'WAITING'";
    private static final String CLAIM =
            "UPDATE notify_delivery SET attempts = attempts + 1, next_at_ms = " + NOW_MS + " + ?" + HELD;
    private static final String AGAIN =
            "UPDATE notify_delivery SET next_at_ms = " + NOW_MS + " + ?, last_error = ?" + HELD;
    private static final String FINISH =
            "UPDATE notify_delivery SET state = ?, done_at_ms = " + NOW_MS + ", last_error = ?" + HELD;
    private static final String PURGE = "DELETE FROM notify_delivery WHERE state IN ('DELIVERED', 'GIVEN_UP')"
            + " AND done_at_ms < " + NOW_MS + " - ? LIMIT " + PURGE_ROWS;

    private final Pool pool;

    private MySqlDeliveries(Pool pool) {
        this.pool = pool;
    }

    /** Makes the pool; nothing connects before the first query. */
    public static MySqlDeliveries create(Vertx vertx, StoresConfig.MySql config) {
        MySQLConnectOptions server = new MySQLConnectOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setUser(config.user())
                .setPassword(config.password().reveal())
                .setDatabase(config.database())
                .setCachePreparedStatements(true);
        PoolOptions options = new PoolOptions()
                .setMaxSize(config.poolSize())
                .setConnectionTimeout(QUERY_TIMEOUT_S)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setName("notifier");
        return new MySqlDeliveries(MySQLBuilder.pool()
                .using(vertx)
                .connectingTo(server)
                .with(options)
                .build());
    }

    @Override
    public Future<Void> add(List<Delivery> deliveries) {
        // In one order everywhere, so that two inserts cannot wait for each other.
        List<Delivery> sorted = deliveries.stream()
                .sorted(Comparator.comparing(Delivery::txId).thenComparingInt(Delivery::seq))
                .toList();
        Future<Void> done = Future.succeededFuture();
        for (int from = 0; from < sorted.size(); from += ROWS_PER_INSERT) {
            List<Delivery> part = sorted.subList(from, Math.min(sorted.size(), from + ROWS_PER_INSERT));
            done = done.compose(before -> insert(part));
        }
        return done;
    }

    private Future<Void> insert(List<Delivery> part) {
        List<Object> values = new ArrayList<>();
        for (Delivery each : part) {
            Collections.addAll(
                    values, each.eventId(), each.txId().text(), each.paymentId().text(), each.seq());
            Collections.addAll(values, each.merchantId(), each.type().name(), each.url(), each.body());
        }
        String sql = INSERT + String.join(", ", Collections.nCopies(part.size(), INSERT_ROW)) + INSERT_ONCE;
        return query(sql, Tuple.tuple(values)).mapEmpty();
    }

    @Override
    public Future<List<String>> dueMerchants() {
        return query(DUE_MERCHANTS, Tuple.tuple()).map(rows -> {
            List<String> found = new ArrayList<>();
            rows.forEach(row -> found.add(row.getString(0)));
            return found;
        });
    }

    @Override
    public Future<List<Claimed>> claim(String merchantId, int limit, long forMs) {
        return query(CANDIDATES, Tuple.of(merchantId, limit)).compose(rows -> {
            List<Future<Claimed>> claims = new ArrayList<>();
            rows.forEach(row -> claims.add(claim(claimed(row), forMs)));
            // A claim that failed expires like any other; those that were won must not be lost with it.
            return Future.join(claims)
                    .transform(done -> Future.succeededFuture(claims.stream()
                            .filter(each -> each.succeeded() && each.result() != null)
                            .map(Future::result)
                            .toList()));
        });
    }

    /** The claim, or null when somebody else was faster. */
    private Future<Claimed> claim(Claimed wanted, long forMs) {
        return query(CLAIM, Tuple.of(forMs, wanted.delivery().eventId(), wanted.attempt() - 1))
                .map(updated -> updated.rowCount() == 1 ? wanted : null);
    }

    private static Claimed claimed(Row row) {
        Delivery delivery = new Delivery(
                text(row, "event_id"),
                TxId.parse(text(row, "tx_id")),
                TxId.parse(text(row, "payment_id")),
                row.getInteger("seq"),
                text(row, "merchant_id"),
                WebhookType.valueOf(text(row, "type")),
                text(row, "url"),
                text(row, "body"));
        return new Claimed(delivery, row.getInteger("attempts") + 1);
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    @Override
    public Future<Void> delivered(Claimed claimed) {
        return finish(claimed, "DELIVERED", null);
    }

    @Override
    public Future<Void> givenUp(Claimed claimed, String error) {
        return finish(claimed, "GIVEN_UP", cut(error));
    }

    private Future<Void> finish(Claimed claimed, String state, @Nullable String error) {
        return query(FINISH, Tuple.of(state, error, claimed.delivery().eventId(), claimed.attempt()))
                .mapEmpty();
    }

    @Override
    public Future<Void> again(Claimed claimed, long afterMs, String error) {
        return query(AGAIN, Tuple.of(afterMs, cut(error), claimed.delivery().eventId(), claimed.attempt()))
                .mapEmpty();
    }

    private static String cut(String error) {
        return error.substring(0, Math.min(error.length(), MAX_ERROR_LENGTH));
    }

    @Override
    public Future<Integer> purge(long olderThanMs) {
        return query(PURGE, Tuple.of(olderThanMs)).map(RowSet::rowCount);
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }

    private Future<RowSet<Row>> query(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).timeout(QUERY_TIMEOUT_S, TimeUnit.SECONDS);
    }
}
