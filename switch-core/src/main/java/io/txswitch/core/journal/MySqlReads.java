package io.txswitch.core.journal;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The questions that {@link Journal} answers, as prepared statements on a pool. */
final class MySqlReads {
    private static final String EVENTS =
            "SELECT e.body,e.phase,t.refunded_minor FROM tx_event e JOIN tx t ON t.id=e.tx_id WHERE e.tx_id=?"
                    + " ORDER BY e.seq";
    private static final String OPEN = "SELECT id FROM tx WHERE owner=? AND open=1 AND id>? ORDER BY id LIMIT ?";

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
                        : Optional.of(new Journal.Stored(id, rows.size(), eventsOf(rows), refunded(rows))));
    }

    Future<Optional<PaymentView>> view(TxId id) {
        return events(id).map(rows -> {
            if (rows.size() == 0) {
                return Optional.empty();
            }
            String phase = "";
            for (Row row : rows) {
                phase = row.getString(1);
            }
            return Optional.of(
                    Views.of(Views.recorded(eventsOf(rows), Phase.valueOf(phase)), rows.size(), refunded(rows)));
        });
    }

    Future<Optional<TxId>> findByDedupeKey(String dedupeKey) {
        return firstId("SELECT id FROM tx WHERE dedupe_key=?", Tuple.of(dedupeKey));
    }

    Future<Optional<TxId>> findByOrderNo(String merchantId, Kind kind, String orderNo) {
        return firstId(
                "SELECT id FROM tx WHERE merchant_id=? AND order_no=? AND kind=? ORDER BY id DESC LIMIT 1",
                Tuple.of(merchantId, orderNo, kind.name()));
    }

    Future<List<TxId>> openOwnedBy(String node, long after, int limit) {
        return pool.preparedQuery(OPEN).execute(Tuple.of(node, after, limit)).map(rows -> {
            List<TxId> ids = new ArrayList<>(rows.size());
            rows.forEach(row -> ids.add(new TxId(row.getLong(0))));
            return ids;
        });
    }

    private Future<Optional<TxId>> firstId(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(new TxId(rows.iterator().next().getLong(0))));
    }

    private Future<RowSet<Row>> events(TxId id) {
        return pool.preparedQuery(EVENTS).execute(Tuple.of(id.value()));
    }

    private List<Event> eventsOf(RowSet<Row> rows) {
        List<Event> events = new ArrayList<>();
        rows.forEach(row -> events.addAll(json.read(row.getString(0))));
        return events;
    }

    private static long refunded(RowSet<Row> rows) {
        return rows.iterator().next().getLong(2);
    }
}
