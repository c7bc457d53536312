package io.txswitch.iso8583.keys;

import io.txswitch.core.config.StoresConfig;
import io.txswitch.iso8583.crypto.KeyAlgorithm;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.WrappedKey;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@link KeyStore} in the table {@code bridge_key}.
 *
 * <p>Two writers of one key race for the next version; the primary key lets one win, and the other takes the version
 * after it.
 */
public final class MySqlKeyStore implements KeyStore {
    /** A key is asked for while a terminal waits. */
    private static final int QUERY_TIMEOUT_S = 5;
    /** Writers of one key at the same time; in truth a terminal signs in once at a time. */
    private static final int MAX_RACES = 20;

    private static final int DUPLICATE_KEY = 1062;

    private static final String NOW_MS = "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) DIV 1000)";
    private static final String COLUMNS = "SELECT purpose, version, algorithm, wrapped, kcv, retired, created_at_ms"
            + " FROM bridge_key WHERE owner_kind = ? AND owner_id = ?";
    private static final String CURRENT = COLUMNS + " AND purpose = ? AND NOT retired ORDER BY version DESC LIMIT 1";
    private static final String VERSION = COLUMNS + " AND purpose = ? AND version = ? AND NOT retired";
    private static final String LIST = COLUMNS + " ORDER BY purpose, version";
    private static final String NEWEST = "SELECT COALESCE(MAX(version), 0) FROM bridge_key"
            + " WHERE owner_kind = ? AND owner_id = ? AND purpose = ?";
    private static final String INSERT = "INSERT INTO bridge_key"
            + " (owner_kind, owner_id, purpose, version, algorithm, wrapped, kcv, created_at_ms)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, " + NOW_MS + ")";
    private static final String FORGET =
            "DELETE FROM bridge_key WHERE owner_kind = ? AND owner_id = ? AND purpose = ? AND version <= ?";
    private static final String RETIRE = "UPDATE bridge_key SET retired = TRUE"
            + " WHERE owner_kind = ? AND owner_id = ? AND purpose = ? AND version = ? AND NOT retired";

    private final Pool pool;

    private MySqlKeyStore(Pool pool) {
        this.pool = pool;
    }

    /** Makes the pool; nothing connects before the first query. */
    public static MySqlKeyStore create(Vertx vertx, StoresConfig.MySql config) {
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
                .setName("keys");
        return new MySqlKeyStore(MySQLBuilder.pool()
                .using(vertx)
                .connectingTo(server)
                .with(options)
                .build());
    }

    @Override
    public Future<Optional<StoredKey>> current(KeyOwner owner, KeyType purpose) {
        return query(CURRENT, of(owner, purpose)).map(rows -> first(owner, rows));
    }

    @Override
    public Future<Optional<StoredKey>> version(KeyOwner owner, KeyType purpose, int version) {
        return query(VERSION, of(owner, purpose).addInteger(version)).map(rows -> first(owner, rows));
    }

    private static Tuple of(KeyOwner owner, KeyType purpose) {
        return Tuple.of(owner.kind().name(), owner.id(), purpose.name());
    }

    private static Optional<StoredKey> first(KeyOwner owner, RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(stored(owner, rows.iterator().next()));
    }

    @Override
    public Future<StoredKey> put(KeyOwner owner, WrappedKey key) {
        return put(owner, key, MAX_RACES);
    }

    private Future<StoredKey> put(KeyOwner owner, WrappedKey key, int racesLeft) {
        return query(NEWEST, of(owner, key.type()))
                .map(rows -> rows.iterator().next().getInteger(0) + 1)
                .compose(version -> insert(owner, key, version).compose(inserted -> written(owner, key, version)))
                .recover(failure -> raced(failure) && racesLeft > 0
                        ? put(owner, key, racesLeft - 1)
                        : Future.failedFuture(failure));
    }

    private static boolean raced(Throwable failure) {
        return failure instanceof MySQLException e && e.getErrorCode() == DUPLICATE_KEY;
    }

    private Future<RowSet<Row>> insert(KeyOwner owner, WrappedKey key, int version) {
        return query(
                INSERT,
                of(owner, key.type())
                        .addInteger(version)
                        .addString(key.algorithm().name())
                        .addString(key.wrapped())
                        .addString(key.kcv()));
    }

    /** Reads back what the database has, and forgets what is too old to be asked for. */
    private Future<StoredKey> written(KeyOwner owner, WrappedKey key, int version) {
        return query(FORGET, of(owner, key.type()).addInteger(version - KEPT_VERSIONS))
                .compose(forgotten -> version(owner, key.type(), version))
                .map(Optional::orElseThrow);
    }

    @Override
    public Future<List<StoredKey>> list(KeyOwner owner) {
        return query(LIST, Tuple.of(owner.kind().name(), owner.id())).map(rows -> {
            List<StoredKey> all = new ArrayList<>();
            rows.forEach(row -> all.add(stored(owner, row)));
            return all;
        });
    }

    @Override
    public Future<Boolean> retire(KeyOwner owner, KeyType purpose, int version) {
        return query(RETIRE, of(owner, purpose).addInteger(version)).map(updated -> updated.rowCount() == 1);
    }

    private static StoredKey stored(KeyOwner owner, Row row) {
        KeyType purpose = KeyType.valueOf(text(row, "purpose"));
        return new StoredKey(
                new KeyReference.Stored(owner, purpose, row.getInteger("version")),
                new WrappedKey(
                        purpose, KeyAlgorithm.valueOf(text(row, "algorithm")), text(row, "wrapped"), text(row, "kcv")),
                row.getBoolean("retired"),
                row.getLong("created_at_ms"));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }

    private Future<RowSet<Row>> query(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).timeout(QUERY_TIMEOUT_S, TimeUnit.SECONDS);
    }
}
