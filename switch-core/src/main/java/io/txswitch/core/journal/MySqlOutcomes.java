package io.txswitch.core.journal;

import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of appends whose commit is known to have happened, when its counts do not tell or were lost.
 *
 * <p>Only asked once the transaction is over for certain, so plain reads are enough: event rows never change, and a
 * dedupe key never becomes free again.
 */
final class MySqlOutcomes {
    private MySqlOutcomes() {}

    /** Completes every one of {@code waiting}; fails, and completes none, when the connection breaks. */
    static Future<Void> resolve(SqlConnection connection, List<MySqlBatch.Waiting> waiting, MySqlBatch.Stamp stamp) {
        return connection
                .query(eventsOf(waiting, stamp))
                .execute()
                .compose(events -> connection
                        .query(headsOf(waiting))
                        .execute()
                        .compose(heads -> noncesOf(connection, waiting).map(nonces -> {
                            complete(waiting, events, heads, nonces);
                            return null;
                        })));
    }

    /** Which of the nonces of first appends are taken, by whatever transaction. */
    private static Future<Set<String>> noncesOf(SqlConnection connection, List<MySqlBatch.Waiting> waiting) {
        List<TxHeader> signed = waiting.stream()
                .filter(each -> each.append().first())
                .map(each -> each.append().after().header())
                .filter(header -> header.nonce() != null)
                .toList();
        if (signed.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        SqlText sql = new SqlText(64 + signed.size() * 200).sql("SELECT CONCAT(merchant_id,':',nonce) FROM tx WHERE ");
        for (int i = 0; i < signed.size(); i++) {
            sql.sql(i == 0 ? "(merchant_id=" : " OR (merchant_id=")
                    .ascii(signed.get(i).merchantId())
                    .sql(" AND nonce=")
                    .ascii(signed.get(i).nonce())
                    .sql(")");
        }
        return connection.query(sql.built()).execute().map(rows -> {
            Set<String> taken = new HashSet<>();
            rows.forEach(row -> taken.add(row.getString(0)));
            return taken;
        });
    }

    private static String eventsOf(List<MySqlBatch.Waiting> waiting, MySqlBatch.Stamp stamp) {
        SqlText sql = new SqlText(64 + waiting.size() * 32).sql("SELECT tx_id,seq,writer=");
        sql.number(stamp.writer())
                .sql(" AND n=")
                .number(stamp.n())
                .sql(" AND token=")
                .number(stamp.token());
        sql.sql(" FROM tx_event WHERE ");
        for (int i = 0; i < waiting.size(); i++) {
            Append append = waiting.get(i).append();
            sql.sql(i == 0 ? "tx_id=" : " OR tx_id=").number(append.id().value());
            sql.sql(" AND seq=").number(append.seq());
        }
        return sql.built();
    }

    private static String headsOf(List<MySqlBatch.Waiting> waiting) {
        SqlText sql = new SqlText(64 + waiting.size() * 48).sql("SELECT dedupe_key,id FROM tx WHERE dedupe_key IN(");
        for (int i = 0; i < waiting.size(); i++) {
            sql.sql(i == 0 ? "" : ",");
            sql.text(waiting.get(i).append().after().header().dedupeKey());
        }
        return sql.sql(")").built();
    }

    private static void complete(
            List<MySqlBatch.Waiting> waiting, RowSet<Row> events, RowSet<Row> heads, Set<String> nonces) {
        Map<String, Boolean> mineBySeq = new HashMap<>();
        events.forEach(row -> mineBySeq.put(row.getLong(0) + "/" + row.getInteger(1), row.getInteger(2) == 1));
        Map<String, Long> idByKey = new HashMap<>();
        heads.forEach(row -> idByKey.put(row.getString(0), row.getLong(1)));
        for (MySqlBatch.Waiting each : waiting) {
            Append append = each.append();
            Boolean mine = mineBySeq.get(append.id().value() + "/" + append.seq());
            if (Boolean.TRUE.equals(mine)) {
                each.complete(AppendResult.COMMITTED);
            } else {
                Long existing = idByKey.get(append.after().header().dedupeKey());
                each.complete(append.first() ? lostFirst(append, existing, nonces) : lostNext(append, mine != null));
            }
        }
    }

    private static AppendResult lostFirst(Append append, @Nullable Long existing, Set<String> nonces) {
        if (existing != null) {
            return new AppendResult.Duplicate(new TxId(existing));
        }
        TxHeader header = append.after().header();
        if (nonces.contains(header.merchantId() + ':' + header.nonce())) {
            return AppendResult.NONCE_USED;
        }
        Guard suspect = MySqlGuards.suspect(append);
        return suspect != null ? new AppendResult.GuardFailed(suspect) : new AppendResult.Unavailable("id_taken");
    }

    private static AppendResult lostNext(Append append, boolean taken) {
        Guard suspect = MySqlGuards.suspect(append);
        return taken || suspect == null ? AppendResult.SEQ_TAKEN : new AppendResult.GuardFailed(suspect);
    }
}
