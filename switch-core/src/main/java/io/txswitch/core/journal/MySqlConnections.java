package io.txswitch.core.journal;

import io.txswitch.core.config.StoresConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.TimeUnit;

/** Connections to the core's database, each with the session that the journal's statements are written for. */
public final class MySqlConnections {
    /** A database that does not take a connection within this is down. */
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    /** Callers beyond this would wait longer than a request may take. */
    private static final int MAX_POOL_WAITERS = 1_000;

    private static final int STATEMENT_CACHE = 64;

    /** Lock waits end well before a client gives up; strict, so that a bad value is an error and not another value. */
    private static final String SESSION =
            "SET SESSION sql_mode='STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',"
                    + "innodb_lock_wait_timeout=1,time_zone='+00:00',autocommit=1;"
                    + "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";

    private MySqlConnections() {}

    /** A pool for reads and for the core's small tables. */
    public static Pool pool(Vertx vertx, StoresConfig.MySql config) {
        return MySQLBuilder.pool(builder -> builder.using(vertx)
                .connectingTo(options(config)
                        .setCachePreparedStatements(true)
                        .setPreparedStatementCacheMaxSize(STATEMENT_CACHE))
                .with(new NetClientOptions()
                        .setConnectTimeout(CONNECT_TIMEOUT_MS)
                        .setTcpKeepAlive(true))
                .with(new PoolOptions()
                        .setMaxSize(config.poolSize())
                        .setMaxWaitQueueSize(MAX_POOL_WAITERS)
                        .setConnectionTimeout(CONNECT_TIMEOUT_MS)
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                .withConnectHandler(connection -> prepare(connection).onComplete(done -> connection.close())));
    }

    /** One connection on the caller's event loop. */
    static Future<MySQLConnection> connect(Vertx vertx, StoresConfig.MySql config) {
        Future<MySQLConnection> connecting = MySQLConnection.connect(vertx, options(config));
        return connecting
                .timeout(CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .onFailure(error -> connecting.onSuccess(MySQLConnection::close))
                .compose(connection -> prepare(connection)
                        .timeout(CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                        .map(connection)
                        .onFailure(error -> connection.close()));
    }

    private static Future<Void> prepare(SqlConnection connection) {
        return connection.query(SESSION).execute().mapEmpty();
    }

    private static MySQLConnectOptions options(StoresConfig.MySql config) {
        return new MySQLConnectOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setUser(config.user())
                .setPassword(config.password().reveal())
                .setDatabase(config.database())
                .setUseAffectedRows(true)
                .setCharset("utf8mb4")
                .setCollation("utf8mb4_general_ci");
    }
}
