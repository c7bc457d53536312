package io.txswitch.notifier.loyalty;

import io.txswitch.notifier.MySqlStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** {@link Points} in the table {@code loyalty_points}. */
public final class MySqlPoints implements Points {
    private static final String INSERT =
            "INSERT INTO loyalty_points (event_id, merchant_id, payment_id, points, at_ms) VALUES ";
    private static final String ONCE = " ON DUPLICATE KEY UPDATE event_id = event_id";
    private static final String TAKE_BACK = "INSERT INTO loyalty_points (event_id, merchant_id, payment_id, points,"
            + " at_ms) SELECT ?, ?, p.payment_id, -SUM(p.points), ? FROM loyalty_points p WHERE p.payment_id = ?"
            + " GROUP BY p.payment_id HAVING SUM(p.points) > 0 ON DUPLICATE KEY UPDATE event_id = VALUES(event_id)";
    private static final String BALANCE =
            "SELECT CAST(COALESCE(SUM(points), 0) AS SIGNED) FROM loyalty_points WHERE merchant_id = ?";

    private final MySqlStore store;

    public MySqlPoints(MySqlStore store) {
        this.store = store;
    }

    @Override
    public Future<Void> add(List<Entry> entries) {
        if (entries.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Object> values = new ArrayList<>();
        entries.stream().sorted(Comparator.comparing(Entry::eventId)).forEach(each -> {
            Collections.addAll(
                    values, each.eventId(), each.merchantId(), each.paymentId().text());
            Collections.addAll(values, each.points(), each.at().toEpochMilli());
        });
        String rows = String.join(", ", Collections.nCopies(entries.size(), "(?, ?, ?, ?, ?)"));
        return store.query(INSERT + rows + ONCE, Tuple.tuple(values)).mapEmpty();
    }

    @Override
    public Future<Void> takeBack(Entry reversal) {
        return store.query(
                        TAKE_BACK,
                        Tuple.of(
                                reversal.eventId(),
                                reversal.merchantId(),
                                reversal.at().toEpochMilli(),
                                reversal.paymentId().text()))
                .mapEmpty();
    }

    @Override
    public Future<Long> balance(String merchantId) {
        return store.query(BALANCE, Tuple.of(merchantId))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Future<Void> close() {
        return store.close();
    }
}
