package io.txswitch.core.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.journal.EventBody;
import io.txswitch.core.journal.MySqlJournal;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The relay's view of the tables {@code tx_event}, {@code tx_commit} and {@code relay_cursor}. */
public final class MySqlRelayLog implements RelayLog {
    private static final int ANSWER_TIMEOUT_MS = 10_000;
    /** Commit rows deleted at once: a delete must not hold locks for long. */
    private static final int MAX_PRUNED = 5_000;
    /**
     * Commit rows kept behind the cursor. A query that a dead connection left in the server, and that runs only now,
     * finds its number taken and fails.
     */
    private static final int COMMITS_KEPT = 10_000;

    private static final String COLUMNS = "SELECT e.tx_id,e.seq,e.n,e.phase,e.reason,e.body,h.refunded_minor,"
            + "COALESCE(e.n<=c.n,0) FROM tx_event e JOIN tx h ON h.id=e.tx_id"
            + " LEFT JOIN relay_cursor c ON c.writer=e.writer WHERE ";

    private final Pool pool;
    private final EventBody json;

    /**
     * On a pool of {@code MySqlConnections}.
     *
     * @param mapper of {@link io.txswitch.core.bus.WireJson}
     */
    public MySqlRelayLog(Pool pool, ObjectMapper mapper) {
        this.pool = pool;
        this.json = new EventBody(mapper);
    }

    @Override
    public Future<List<Cursor>> cursors(List<Integer> nodeNos) {
        Map<Integer, Long> byWriter = new TreeMap<>();
        Future<Void> asked = Future.succeededFuture();
        for (int nodeNo : nodeNos) {
            int from = nodeNo * MySqlJournal.MAX_WRITERS;
            int to = from + MySqlJournal.MAX_WRITERS - 1;
            asked = asked.compose(v -> query(
                            "SELECT writer,0 FROM tx_commit WHERE writer BETWEEN ? AND ? GROUP BY writer"
                                    + " UNION ALL SELECT writer,n FROM relay_cursor WHERE writer BETWEEN ? AND ?",
                            Tuple.of(from, to, from, to))
                    .map(rows -> {
                        rows.forEach(row -> byWriter.merge(row.getInteger(0), row.getLong(1), Math::max));
                        return null;
                    }));
        }
        return asked.map(v -> byWriter.entrySet().stream()
                .map(each -> new Cursor(each.getKey(), each.getValue()))
                .toList());
    }

    @Override
    public Future<List<Row>> read(int writer, long afterN, int maxRows) {
        return query(
                        COLUMNS + "e.writer=? AND e.n>? ORDER BY e.n,e.tx_id,e.seq LIMIT ?",
                        Tuple.of(writer, afterN, maxRows))
                .map(rows -> wholeCommits(rows(rows), maxRows));
    }

    /** A full page may end in the middle of a commit, which the next page begins with. */
    private static List<Row> wholeCommits(List<Row> rows, int maxRows) {
        if (rows.size() < maxRows) {
            return rows;
        }
        long last = rows.getLast().n();
        return rows.stream().filter(row -> row.n() < last).toList();
    }

    @Override
    public Future<List<Row>> history(Collection<TxId> ids) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        StringBuilder marks = new StringBuilder();
        Tuple parameters = Tuple.tuple();
        for (TxId id : ids) {
            marks.append(marks.isEmpty() ? "?" : ",?");
            parameters.addValue(id.value());
        }
        return query(COLUMNS + "e.tx_id IN(" + marks + ")ORDER BY e.tx_id,e.seq", parameters)
                .map(this::rows);
    }

    @Override
    public Future<Void> advance(Cursor to) {
        return query(
                        "INSERT INTO relay_cursor(writer,n)VALUES(?,?)"
                                + " ON DUPLICATE KEY UPDATE n=GREATEST(n,VALUES(n))",
                        Tuple.of(to.writer(), to.n()))
                .mapEmpty();
    }

    @Override
    public Future<Void> prune(Cursor published) {
        return query(
                        "DELETE FROM tx_commit WHERE writer=? AND n<? ORDER BY n LIMIT " + MAX_PRUNED,
                        Tuple.of(published.writer(), published.n() - COMMITS_KEPT))
                .mapEmpty();
    }

    private Future<RowSet<io.vertx.sqlclient.Row>> query(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).timeout(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }

    private List<Row> rows(RowSet<io.vertx.sqlclient.Row> found) {
        List<Row> rows = new ArrayList<>(found.size());
        for (io.vertx.sqlclient.Row row : found) {
            String reason = row.getString(4);
            rows.add(new Row(
                    new TxId(row.getLong(0)),
                    row.getInteger(1),
                    row.getLong(2),
                    Phase.valueOf(row.getString(3)),
                    reason == null ? null : Reason.valueOf(reason),
                    json.read(row.getString(5)),
                    row.getLong(6),
                    row.getInteger(7) == 1));
        }
        return rows;
    }
}
