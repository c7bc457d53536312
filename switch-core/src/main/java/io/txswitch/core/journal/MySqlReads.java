package io.txswitch.core.journal;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The questions that {@link Journal} answers, as prepared statements on a pool. */
final class MySqlReads {
    private static final String EVENTS =
            "SELECT e.body,e.phase,e.reason,t.refunded_minor,t.owner FROM tx_event e JOIN tx t ON t.id=e.tx_id"
                    + " WHERE e.tx_id=? ORDER BY e.seq";
    private static final String OPEN = "SELECT id FROM tx WHERE owner=? AND open=1 AND id>? ORDER BY id LIMIT ?";

    /** A client waits for most of them: a database that takes longer is not there for him. */
    private static final int ANSWER_TIMEOUT_MS = 1_000;

    private final Pool pool;
    private final EventBody json;

    MySqlReads(Pool pool, EventBody json) {
        this.pool = pool;
        this.json = json;
    }

    Future<Optional<Journal.Stored>> load(TxId id) {
        return events(id)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(new Journal.Stored(
                                id, rows.size(), eventsOf(rows), first(rows).getString(4))));
    }

    Future<Optional<PaymentView>> view(TxId id) {
        return events(id).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            Row last = first(rows);
            for (Row row : rows) {
                last = row;
            }
            Transaction tx = Views.recorded(eventsOf(rows), phase(last), reason(last));
            return Optional.of(Views.of(tx, rows.size(), last.getLong(3)));
        });
    }

    Future<Optional<TxId>> findByDedupeKey(String dedupeKey) {
        return firstId("SELECT id FROM tx WHERE dedupe_key=?", Tuple.of(dedupeKey));
    }

    Future<Optional<TxId>> findByOrderNo(String merchantId, Set<Kind> kinds, String orderNo) {
        String anyOf = "?" + ",?".repeat(kinds.size() - 1);
        Tuple parameters = Tuple.of(merchantId, orderNo);
        kinds.forEach(each -> parameters.addString(each.name()));
        return firstId(
                "SELECT id FROM tx WHERE merchant_id=? AND order_no=? AND kind IN(" + anyOf
                        + ") ORDER BY id DESC LIMIT 1",
                parameters);
    }

    Future<List<TxId>> openOwnedBy(String node, long after, int limit) {
        return read(OPEN, Tuple.of(node, after, limit)).map(rows -> {
            List<TxId> ids = new ArrayList<>(rows.size());
            rows.forEach(row -> ids.add(new TxId(row.getLong(0))));
            return ids;
        });
    }

    private Future<Optional<TxId>> firstId(String sql, Tuple parameters) {
        return read(sql, parameters)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(new TxId(rows.iterator().next().getLong(0))));
    }

    private Future<RowSet<Row>> events(TxId id) {
        return read(EVENTS, Tuple.of(id.value()));
    }

    private Future<RowSet<Row>> read(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).timeout(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }

    private List<Event> eventsOf(RowSet<Row> rows) {
        List<Event> events = new ArrayList<>();
        rows.forEach(row -> events.addAll(json.read(row.getString(0))));
        return events;
    }

    private static Row first(RowSet<Row> rows) {
        return rows.iterator().next();
    }

    static Phase phase(Row row) {
        return Phase.valueOf(row.getString("phase"));
    }

    static @Nullable Reason reason(Row row) {
        String reason = row.getString("reason");
        return reason == null ? null : Reason.valueOf(reason);
    }
}
