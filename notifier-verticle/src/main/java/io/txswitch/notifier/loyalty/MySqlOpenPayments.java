package io.txswitch.notifier.loyalty;

import static io.txswitch.notifier.MySqlStore.NOW_MS;

import io.txswitch.core.model.TxId;
import io.txswitch.notifier.MySqlStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** {@link OpenPayments} in the table {@code loyalty_open_payment}. */
public final class MySqlOpenPayments implements OpenPayments {
    /** Looked after per scan: the next one finds the rest. */
    private static final int MAX_DUE = 100;

    private static final String INSERT = "INSERT INTO loyalty_open_payment (payment_id, due_at_ms) VALUES ";
    private static final String ROW = "(?, " + NOW_MS + " + ?)";
    private static final String ONCE = " ON DUPLICATE KEY UPDATE payment_id = payment_id";
    private static final String DELETE = "DELETE FROM loyalty_open_payment WHERE payment_id IN ";
    private static final String DUE = "SELECT payment_id FROM loyalty_open_payment WHERE due_at_ms <= " + NOW_MS
            + " ORDER BY due_at_ms LIMIT " + MAX_DUE;
    private static final String CLAIM = "UPDATE loyalty_open_payment SET due_at_ms = " + NOW_MS
            + " + ? WHERE payment_id = ? AND due_at_ms <= " + NOW_MS;

    private final MySqlStore store;

    public MySqlOpenPayments(MySqlStore store) {
        this.store = store;
    }

    @Override
    public Future<Void> heard(Collection<TxId> open, Collection<TxId> over, long dueAfterMs) {
        Future<Void> done = Future.succeededFuture();
        if (!open.isEmpty()) {
            List<Object> values = new ArrayList<>();
            open.stream().map(TxId::text).sorted().forEach(id -> Collections.addAll(values, id, dueAfterMs));
            String rows = String.join(", ", Collections.nCopies(open.size(), ROW));
            done = store.query(INSERT + rows + ONCE, Tuple.tuple(values)).mapEmpty();
        }
        if (over.isEmpty()) {
            return done;
        }
        List<Object> ids =
                new ArrayList<>(over.stream().map(TxId::text).sorted().toList());
        return done.compose(added ->
                store.query(DELETE + MySqlStore.marks(ids), Tuple.tuple(ids)).mapEmpty());
    }

    @Override
    public Future<List<TxId>> due(long againMs) {
        return store.query(DUE, Tuple.tuple()).compose(rows -> {
            List<TxId> won = new ArrayList<>();
            List<Future<Void>> claims = new ArrayList<>();
            rows.forEach(row -> {
                TxId id = TxId.parse(row.getString(0));
                claims.add(store.query(CLAIM, Tuple.of(againMs, id.text()))
                        .onSuccess(updated -> {
                            if (updated.rowCount() == 1) {
                                won.add(id);
                            }
                        })
                        .mapEmpty());
            });
            return Future.join(claims).transform(done -> Future.succeededFuture(won));
        });
    }

    @Override
    public Future<Void> close() {
        return store.close();
    }
}
