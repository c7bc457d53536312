package io.txswitch.iso8583.bank;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** {@link LineLeases} in the table {@code line_lease}. */
public final class MySqlLineLeases implements LineLeases {
    private static final int MICROS_PER_MILLI = 1_000;
    private static final String LATER = "UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND";

    private final Pool pool;
    private final long ttlMs;

    public MySqlLineLeases(Pool pool, long ttlMs) {
        this.pool = pool;
        this.ttlMs = ttlMs;
    }

    @Override
    public long ttlMs() {
        return ttlMs;
    }

    /** The row is made first, and long run out: whoever locks it then takes it like any other. */
    @Override
    public Future<Optional<Held>> take(String bankId, String node) {
        return pool.withTransaction(connection -> connection
                .preparedQuery("INSERT INTO line_lease(bank_id,node,epoch,expires_at) VALUES (?,'',0,'2000-01-01')"
                        + " ON DUPLICATE KEY UPDATE epoch=line_lease.epoch")
                .execute(Tuple.of(bankId))
                .compose(there -> connection
                        .preparedQuery("SELECT node,epoch,expires_at>UTC_TIMESTAMP(6) FROM line_lease WHERE bank_id=?"
                                + " FOR UPDATE")
                        .execute(Tuple.of(bankId)))
                .compose(rows -> take(connection, bankId, node, rows)));
    }

    private Future<Optional<Held>> take(SqlConnection connection, String bankId, String node, RowSet<Row> rows) {
        Row row = rows.iterator().next();
        boolean othersAndCurrent = !row.getString(0).equals(node) && row.getInteger(2) == 1;
        if (othersAndCurrent) {
            return Future.succeededFuture(Optional.empty());
        }
        Held held = new Held(bankId, node, row.getLong(1) + 1);
        return connection
                .preparedQuery("UPDATE line_lease SET node=?,epoch=?,expires_at=" + LATER + " WHERE bank_id=?")
                .execute(Tuple.of(node, held.epoch(), ttlMs * MICROS_PER_MILLI, bankId))
                .map(Optional.of(held));
    }

    @Override
    public Future<Boolean> renew(Held held) {
        return pool.preparedQuery(
                        "UPDATE line_lease SET expires_at=" + LATER + " WHERE bank_id=? AND node=? AND epoch=?")
                .execute(Tuple.of(ttlMs * MICROS_PER_MILLI, held.bankId(), held.node(), held.epoch()))
                .map(done -> done.rowCount() == 1);
    }

    @Override
    public Future<Void> release(Held held) {
        return pool.preparedQuery("UPDATE line_lease SET expires_at=UTC_TIMESTAMP(6) - INTERVAL 1 MICROSECOND"
                        + " WHERE bank_id=? AND node=? AND epoch=?")
                .execute(Tuple.of(held.bankId(), held.node(), held.epoch()))
                .mapEmpty();
    }
}
