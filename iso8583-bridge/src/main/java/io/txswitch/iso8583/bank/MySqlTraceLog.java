package io.txswitch.iso8583.bank;

import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@link TraceLog} in the tables {@code stan_range} and {@code stan_use}; times are the database's. */
public final class MySqlTraceLog implements TraceLog {
    /** Deleted in one statement: a few milliseconds of locks. */
    private static final int FORGOTTEN_AT_ONCE = 10_000;

    private static final String OLD = "UTC_TIMESTAMP(3) - INTERVAL " + KEPT_MS / 1_000 + " SECOND";

    private final Pool pool;

    public MySqlTraceLog(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<Range> lease(String bankId, int size) {
        return pool.withTransaction(connection -> connection
                .preparedQuery("INSERT INTO stan_range(bank_id,next_stan,leased_at) VALUES (?,1,UTC_TIMESTAMP(3))"
                        + " ON DUPLICATE KEY UPDATE leased_at=UTC_TIMESTAMP(3)")
                .execute(Tuple.of(bankId))
                .compose(locked -> connection
                        .preparedQuery("SELECT next_stan FROM stan_range WHERE bank_id=? FOR UPDATE")
                        .execute(Tuple.of(bankId)))
                .compose(rows -> take(connection, bankId, rows.iterator().next().getInteger(0), size)));
    }

    private static Future<Range> take(SqlConnection connection, String bankId, int next, int size) {
        int first = next > LAST ? 1 : next;
        int last = Math.min(LAST, first + size - 1);
        return connection
                .preparedQuery("UPDATE stan_range SET next_stan=? WHERE bank_id=?")
                .execute(Tuple.of(last + 1, bankId))
                .map(new Range(first, last));
    }

    /** One statement, which is its own transaction; rows are sorted, so that two nodes cannot lock each other out. */
    @Override
    public Future<Void> record(String bankId, List<Use> uses) {
        if (uses.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Use> sorted = new ArrayList<>(uses);
        sorted.sort(Comparator.comparing(Use::id));
        List<Object> values = new ArrayList<>(sorted.size() * 3);
        for (Use use : sorted) {
            Collections.addAll(values, bankId, use.id().value(), use.stan());
        }
        String rows = String.join(",", Collections.nCopies(sorted.size(), "(?,?,?,UTC_TIMESTAMP(3))"));
        return pool.preparedQuery("INSERT INTO stan_use(bank_id,tx_id,stan,used_at) VALUES " + rows
                        + " ON DUPLICATE KEY UPDATE stan=stan_use.stan")
                .execute(Tuple.wrap(values))
                .mapEmpty();
    }

    @Override
    public Future<Optional<Integer>> find(String bankId, TxId id) {
        return pool.preparedQuery("SELECT stan FROM stan_use WHERE bank_id=? AND tx_id=?")
                .execute(Tuple.of(bankId, id.value()))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(row.getInteger(0));
                    }
                    return Optional.empty();
                });
    }

    @Override
    public Future<Integer> forgetOld(String bankId) {
        return pool.preparedQuery(
                        "DELETE FROM stan_use WHERE bank_id=? AND used_at<" + OLD + " LIMIT " + FORGOTTEN_AT_ONCE)
                .execute(Tuple.of(bankId))
                .map(done -> done.rowCount());
    }
}
