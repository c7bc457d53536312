package io.txswitch.core.journal;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends that share one commit: their one text, and what the counts in its answer say.
 *
 * <p>Rows are in the order of their dedupe keys, guarded ones last in the order of their targets, so that two writers
 * take locks in the same order.
 */
final class MySqlBatch {
    /** One append on its way, and where its caller waits. */
    record Waiting(
            MySqlRow row,
            Promise<AppendResult> promise,
            @Nullable Context caller) {
        Append append() {
            return row.append();
        }

        /** Completes on the caller's event loop; only the first result counts. */
        void complete(AppendResult result) {
            if (caller == null || caller == Vertx.currentContext()) {
                promise.tryComplete(result);
            } else {
                caller.runOnContext(v -> promise.tryComplete(result));
            }
        }
    }

    /** What is written beside every row: whose commit it is. */
    record Stamp(int writer, long n, long token, String nodeId, long epoch) {}

    private static final int TEXT_OVERHEAD = 1_024;

    final List<Waiting> all;
    private final List<Waiting> firsts = new ArrayList<>();
    private final List<Waiting> nexts = new ArrayList<>();
    private final List<Waiting> guarded = new ArrayList<>();

    /** How often the database has asked to try this batch again. */
    int tries;
    /** Set when it was sent and the answer was lost: the stamp it was sent with; it must be sent with that again. */
    @Nullable
    Stamp sentAs;

    MySqlBatch(List<Waiting> waiting) {
        all = List.copyOf(waiting);
        for (Waiting each : all) {
            Append append = each.append();
            (append.guards().isEmpty() ? append.first() ? firsts : nexts : guarded).add(each);
        }
        firsts.sort(Comparator.comparing(each -> each.append().after().header().dedupeKey()));
        nexts.sort(Comparator.comparing(each -> each.append().after().header().dedupeKey()));
        guarded.sort(
                Comparator.comparing(each -> each.append().guards().getFirst().target()));
    }

    int size() {
        return all.size();
    }

    List<MySqlBatch> halves() {
        int middle = all.size() / 2;
        return List.of(new MySqlBatch(all.subList(0, middle)), new MySqlBatch(all.subList(middle, all.size())));
    }

    List<MySqlBatch> singles() {
        return all.stream().map(each -> new MySqlBatch(List.of(each))).toList();
    }

    void completeAll(AppendResult result) {
        all.forEach(each -> each.complete(result));
    }

    /** The whole transaction in one query: the server stops at the first statement that fails, before COMMIT. */
    String text(Stamp stamp) {
        int length = TEXT_OVERHEAD;
        for (Waiting each : all) {
            length += each.row().length() + 128 + each.append().guards().size() * 512;
        }
        SqlText sql = new SqlText(length).sql("START TRANSACTION;");
        proveLease(sql, stamp);
        if (!firsts.isEmpty()) {
            sql.sql("INSERT INTO tx(").sql(MySqlRow.HEAD_COLUMNS).sql(")VALUES");
            for (int i = 0; i < firsts.size(); i++) {
                sql.sql(i == 0 ? "" : ",").piece(firsts.get(i).row().head().getFirst());
            }
            sql.sql("ON DUPLICATE KEY UPDATE id=id;");
        }
        sql.sql("SET @h:=").sql(firsts.isEmpty() ? "0;" : "ROW_COUNT();");
        for (List<MySqlRow> some : nextsInParts()) {
            MySqlHeadUpdate.write(sql, some);
            sql.sql(";SET @h:=@h+ROW_COUNT();");
        }
        if (!firsts.isEmpty() || !nexts.isEmpty()) {
            events(sql, stamp);
        }
        String writer = writerColumns(stamp);
        for (Waiting each : guarded) {
            MySqlGuards.write(sql, each.row(), writer);
        }
        return sql.sql("COMMIT").built();
    }

    private List<List<MySqlRow>> nextsInParts() {
        List<MySqlRow> rows = nexts.stream().map(Waiting::row).toList();
        List<List<MySqlRow>> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += MySqlHeadUpdate.MAX_ROWS) {
            parts.add(rows.subList(from, Math.min(rows.size(), from + MySqlHeadUpdate.MAX_ROWS)));
        }
        return parts;
    }

    /** Fails with "epoch cannot be null" when the lease has gone, and as a duplicate when this commit is known. */
    private static void proveLease(SqlText sql, Stamp stamp) {
        sql.sql("INSERT INTO tx_commit(writer,n,token,epoch)VALUES(").number(stamp.writer());
        sql.comma().number(stamp.n()).comma().number(stamp.token());
        sql.sql(",(SELECT epoch FROM node_lease WHERE node_id=").text(stamp.nodeId());
        sql.sql(" AND epoch=").number(stamp.epoch()).sql(" LOCK IN SHARE MODE));");
    }

    /** All event rows, and then, if not all heads were ours to write, away with those whose head was not. */
    private void events(SqlText sql, Stamp stamp) {
        String writer = writerColumns(stamp);
        sql.sql("INSERT INTO tx_event(").sql(MySqlRow.EVENT_COLUMNS).sql(")VALUES");
        boolean more = false;
        for (List<Waiting> some : List.of(firsts, nexts)) {
            for (Waiting each : some) {
                sql.sql(more ? ",(" : "(").piece(each.row().eventStart()).piece(writer);
                sql.piece(each.row().eventEnd()).sql(")");
                more = true;
            }
        }
        sql.sql("ON DUPLICATE KEY UPDATE seq=tx_event.seq;");
        sql.sql("DELETE e FROM tx_event e LEFT JOIN tx h ON h.id=e.tx_id AND h.last_seq>=e.seq WHERE e.writer=");
        sql.number(stamp.writer())
                .sql(" AND e.n=")
                .number(stamp.n())
                .sql(" AND h.id IS NULL AND @h<")
                .number(firsts.size() + nexts.size())
                .sql(";");
    }

    private static String writerColumns(Stamp stamp) {
        SqlText sql = new SqlText(64).number(stamp.writer()).comma().number(stamp.n());
        return sql.comma().number(stamp.token()).comma().built();
    }

    /**
     * Reads the counts of an answer and completes what they tell.
     *
     * @return the appends of which the counts do not tell: all plain ones when any of them was not written, and guarded
     *     first ones that found their key taken
     */
    List<Waiting> settle(RowSet<Row> answer) {
        RowSet<Row> at = answer.next().next();
        boolean whole = true;
        if (!firsts.isEmpty()) {
            whole = at.rowCount() == firsts.size();
            at = at.next();
        }
        at = at.next();
        for (List<MySqlRow> some : nextsInParts()) {
            whole &= at.rowCount() == some.size();
            at = at.next().next();
        }
        if (!firsts.isEmpty() || !nexts.isEmpty()) {
            whole &= at.rowCount() == firsts.size() + nexts.size();
            at = at.next();
            whole &= at.rowCount() == 0;
            at = at.next();
        }
        List<Waiting> untold = new ArrayList<>();
        for (List<Waiting> some : List.of(firsts, nexts)) {
            if (whole) {
                some.forEach(each -> each.complete(AppendResult.COMMITTED));
            } else {
                untold.addAll(some);
            }
        }
        for (Waiting each : guarded) {
            at = MySqlGuards.skipToVerdict(at, each.append());
            AppendResult result = MySqlGuards.verdict(at, each.append());
            if (result == null) {
                untold.add(each);
            } else {
                each.complete(result);
            }
            at = at.next();
        }
        return untold;
    }
}
