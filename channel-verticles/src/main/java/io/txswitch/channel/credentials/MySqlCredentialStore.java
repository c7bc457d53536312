package io.txswitch.channel.credentials;

import io.txswitch.core.config.StoresConfig;
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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** {@link CredentialStore} in the table {@code channel_credential}; syntax that MySQL 8 and MariaDB share. */
public final class MySqlCredentialStore implements CredentialStore {
    /** Nobody waits for it but a person, and a node that starts. */
    private static final int QUERY_TIMEOUT_S = 5;
    /** A query per channel and minute. */
    private static final int CONNECTIONS = 2;

    /** A name that stands already changes nothing, and is no error that would hide another. */
    private static final String INSERT = "INSERT INTO channel_credential"
            + " (channel, id, sealed, signs_from_ms, created_at_ms) VALUES (?, ?, ?, ?, ?)"
            + " ON DUPLICATE KEY UPDATE channel = channel";

    private static final String SELECT = "SELECT channel, id, sealed, signs_from_ms, created_at_ms, retired_at_ms"
            + " FROM channel_credential WHERE channel = ?"
            + " ORDER BY signs_from_ms DESC, created_at_ms DESC, id DESC LIMIT " + MAX_PER_CHANNEL;
    private static final String RETIRE = "UPDATE channel_credential SET retired_at_ms = ?, sealed = ''"
            + " WHERE channel = ? AND id = ? AND retired_at_ms IS NULL";

    private final Pool pool;

    private MySqlCredentialStore(Pool pool) {
        this.pool = pool;
    }

    /** Makes the pool; nothing connects before the first query. */
    public static MySqlCredentialStore create(Vertx vertx, StoresConfig.MySql config) {
        MySQLConnectOptions server = new MySQLConnectOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setUser(config.user())
                .setPassword(config.password().reveal())
                .setDatabase(config.database())
                .setUseAffectedRows(true)
                .setCachePreparedStatements(true);
        PoolOptions options = new PoolOptions()
                .setMaxSize(CONNECTIONS)
                .setConnectionTimeout(QUERY_TIMEOUT_S)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setName("credentials");
        return new MySqlCredentialStore(MySQLBuilder.pool()
                .using(vertx)
                .connectingTo(server)
                .with(options)
                .build());
    }

    @Override
    public Future<Boolean> add(SealedCredential credential) {
        return query(
                        INSERT,
                        Tuple.of(
                                credential.channelId(),
                                credential.id(),
                                credential.sealed(),
                                credential.signsFromMs(),
                                credential.createdAtMs()))
                .map(inserted -> inserted.rowCount() == 1);
    }

    @Override
    public Future<List<SealedCredential>> of(String channelId) {
        return query(SELECT, Tuple.of(channelId)).map(rows -> {
            List<SealedCredential> all = new ArrayList<>();
            rows.forEach(row -> all.add(read(row)));
            return all;
        });
    }

    private static SealedCredential read(Row row) {
        return new SealedCredential(
                Objects.requireNonNull(row.getString("channel")),
                Objects.requireNonNull(row.getString("id")),
                Objects.requireNonNull(row.getString("sealed")),
                row.getLong("signs_from_ms"),
                row.getLong("created_at_ms"),
                row.getLong("retired_at_ms"));
    }

    @Override
    public Future<Boolean> retire(String channelId, String id, long atMs) {
        return query(RETIRE, Tuple.of(atMs, channelId, id)).map(updated -> updated.rowCount() == 1);
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }

    private Future<RowSet<Row>> query(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).timeout(QUERY_TIMEOUT_S, TimeUnit.SECONDS);
    }
}
