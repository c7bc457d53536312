package io.txswitch.notifier;

import io.txswitch.core.config.StoresConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The notifier's connections to MySQL, shared by its stores.
 *
 * <p>Time is the database's, so that clocks of nodes do not matter.
 */
public final class MySqlStore {
    /** Microseconds and milliseconds since 1970. */
    static final String NOW_US = "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))";

    public static final String NOW_MS = "(" + NOW_US + " DIV 1000)";

    /** Deliveries are patient, and a lost server is noticed soon enough. */
    private static final int QUERY_TIMEOUT_S = 10;
    /** SQLSTATE classes of a value that does not fit and of one that must not be there. */
    private static final String DATA_EXCEPTION = "22";

    private final Pool pool;

    private MySqlStore(Pool pool) {
        this.pool = pool;
    }

    /** Makes the pool; nothing connects before the first query. */
    public static MySqlStore create(Vertx vertx, StoresConfig.MySql config) {
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
        return new MySqlStore(MySQLBuilder.pool()
                .using(vertx)
                .connectingTo(server)
                .with(options)
                .build());
    }

    /** Fails with {@link UnstorableException} when the server will never take these values. */
    public Future<RowSet<Row>> query(String sql, Tuple values) {
        return pool.preparedQuery(sql)
                .execute(values)
                .timeout(QUERY_TIMEOUT_S, TimeUnit.SECONDS)
                .recover(lost -> Future.failedFuture(isBadData(lost) ? unstorable(lost) : lost));
    }

    private static boolean isBadData(Throwable cause) {
        return cause instanceof MySQLException refused
                && String.valueOf(refused.getSqlState()).startsWith(DATA_EXCEPTION);
    }

    private static UnstorableException unstorable(Throwable cause) {
        return new UnstorableException(
                "the database refuses a value: " + ((MySQLException) cause).getErrorCode(), cause);
    }

    /** {@code (?, ?, ?)} for so many values. */
    public static String marks(Collection<?> values) {
        return "(" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
    }

    public static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    public Future<Void> close() {
        return pool.close();
    }
}
