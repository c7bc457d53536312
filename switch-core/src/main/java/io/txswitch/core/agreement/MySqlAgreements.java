package io.txswitch.core.agreement;

import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@link Agreements} in the table {@code agreement}, whose rows the journal's guards make and remove. */
public final class MySqlAgreements implements Agreements {
    private static final int MICROS_PER_MILLI = 1_000;
    /** Above a lock wait (1 s), which is an answer too. */
    private static final int ANSWER_TIMEOUT_MS = 3_000;

    private static final String LIVING = "SELECT node_id FROM node_lease"
            + " WHERE expires_at>UTC_TIMESTAMP(6) AND adopted_by IS NULL ORDER BY node_id";
    private static final String DUE = "SELECT tx_id,period_no,attempts FROM agreement"
            + " WHERE due_at<=UTC_TIMESTAMP(6) AND MOD(shard,?)=? ORDER BY due_at,tx_id LIMIT ?";
    private static final String AS_SEEN = " WHERE tx_id=? AND period_no=? AND attempts=? AND due_at IS NOT NULL";

    private final Pool pool;

    /** On a pool of {@code MySqlConnections}. */
    public MySqlAgreements(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<List<Due>> due(String node, int limit) {
        return asked(LIVING, Tuple.tuple()).compose(rows -> {
            List<String> living = new ArrayList<>(rows.size());
            rows.forEach(row -> living.add(row.getString(0)));
            int part = living.indexOf(node);
            return part < 0
                    ? Future.succeededFuture(List.<Due>of())
                    : asked(DUE, Tuple.of(living.size(), part, limit)).map(MySqlAgreements::read);
        });
    }

    private static List<Due> read(RowSet<Row> rows) {
        List<Due> due = new ArrayList<>(rows.size());
        rows.forEach(row -> due.add(new Due(new TxId(row.getLong(0)), row.getInteger(1), row.getInteger(2))));
        return due;
    }

    @Override
    public Future<Boolean> advance(Due seen, @Nullable Instant dueAt) {
        LocalDateTime next = dueAt == null ? null : LocalDateTime.ofInstant(dueAt, ZoneOffset.UTC);
        return changed("UPDATE agreement SET period_no=period_no+1,attempts=0,due_at=?", Tuple.of(next), seen);
    }

    @Override
    public Future<Boolean> putOff(Due seen, boolean failed, long delayMs) {
        return changed(
                "UPDATE agreement SET attempts=attempts+?,due_at=UTC_TIMESTAMP(6)+INTERVAL ? MICROSECOND",
                Tuple.of(failed ? 1 : 0, delayMs * MICROS_PER_MILLI),
                seen);
    }

    @Override
    public Future<Boolean> stop(Due seen) {
        return changed("UPDATE agreement SET due_at=NULL", Tuple.tuple(), seen);
    }

    private Future<Boolean> changed(String change, Tuple values, Due seen) {
        values.addLong(seen.agreement().value());
        values.addInteger(seen.period()).addInteger(seen.attempts());
        return asked(change + AS_SEEN, values).map(done -> done.rowCount() == 1);
    }

    private Future<RowSet<Row>> asked(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).timeout(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }
}
