package io.txswitch.cluster.control;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** {@link Audit} in the table {@code control_audit}; nodes take turns through the lock on the chain's end. */
public final class MySqlAudit implements Audit {
    /** Rows checked per query. */
    private static final int PAGE = 1_000;

    private final Pool pool;

    public MySqlAudit(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<Void> write(Entry entry) {
        return pool.withTransaction(connection -> connection
                        .query("SELECT number, hash FROM control_audit_end WHERE id = 1 FOR UPDATE")
                        .execute()
                        .compose(end -> append(connection, end.iterator().next(), entry)))
                .mapEmpty();
    }

    private static Future<RowSet<Row>> append(SqlConnection connection, Row end, Entry entry) {
        long number = end.getLong("number") + 1;
        String hash = AuditChain.hash(end.getString("hash"), number, entry);
        return connection
                .preparedQuery("INSERT INTO control_audit"
                        + " (number, at_ms, person, node, action, target, reason, state_before, state_after, hash)"
                        + " VALUES (?,?,?,?,?,?,?,?,?,?)")
                .execute(Tuple.from(new Object[] {
                    number,
                    entry.at().toEpochMilli(),
                    entry.person(),
                    entry.node(),
                    entry.action(),
                    entry.target(),
                    entry.reason(),
                    entry.before(),
                    entry.after(),
                    hash
                }))
                .compose(done -> connection
                        .preparedQuery("UPDATE control_audit_end SET number = ?, hash = ? WHERE id = 1")
                        .execute(Tuple.of(number, hash)));
    }

    @Override
    public Future<Long> firstBrokenRow() {
        return checkAfter(0, AuditChain.START);
    }

    private Future<Long> checkAfter(long after, String previous) {
        return pool.preparedQuery("SELECT * FROM control_audit WHERE number > ? ORDER BY number LIMIT " + PAGE)
                .execute(Tuple.of(after))
                .compose(rows -> {
                    String last = previous;
                    long number = after;
                    for (Row row : rows) {
                        number++;
                        last = AuditChain.hash(last, number, entry(row));
                        if (row.getLong("number") != number || !last.equals(row.getString("hash"))) {
                            return Future.succeededFuture(number);
                        }
                    }
                    return rows.size() < PAGE ? Future.succeededFuture(0L) : checkAfter(number, last);
                });
    }

    private static Entry entry(Row row) {
        return new Entry(
                Instant.ofEpochMilli(row.getLong("at_ms")),
                row.getString("person"),
                row.getString("node"),
                row.getString("action"),
                row.getString("target"),
                row.getString("reason"),
                row.getString("state_before"),
                row.getString("state_after"));
    }
}
