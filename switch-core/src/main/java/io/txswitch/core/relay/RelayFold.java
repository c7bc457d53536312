package io.txswitch.core.relay;

import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.journal.Views;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxId;
import io.txswitch.core.relay.RelayLog.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into events: each carries the transaction as it was after that append.
 *
 * <p>The states of transactions that were published lately are kept, because the second append of a payment follows the
 * first within moments; anything else is folded from its history.
 */
final class RelayFold {
    /** Transactions remembered: some seconds of them at full speed, a few kilobytes each. */
    private static final int MAX_REMEMBERED = 8_192;

    /** An event to publish, with the row it comes from and the state it leads to. */
    record Ready(Row row, Transaction after, PaymentEvent event) {}

    /** What can be published now; {@code held} is the first row whose predecessor is not out yet, or null. */
    record Prepared(List<Ready> ready, @Nullable Row held) {}

    private final Map<TxId, Transaction> latest = new LinkedHashMap<>(1_024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TxId, Transaction> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /** Transactions of these rows whose earlier appends have to be read first. */
    Set<TxId> unknown(List<Row> rows) {
        Map<TxId, Integer> next = new HashMap<>();
        Set<TxId> unknown = new TreeSet<>();
        for (Row row : rows) {
            Transaction known = latest.get(row.id());
            int expected = next.getOrDefault(row.id(), known == null ? 0 : known.seq());
            if (row.seq() != 0 && row.seq() != expected) {
                unknown.add(row.id());
            }
            next.put(row.id(), row.seq() + 1);
        }
        return unknown;
    }

    /**
     * Folds rows in their order, whole commits only, up to the first that has to wait.
     *
     * @param history of the {@link #unknown} ones
     * @param patient false when what has waited too long goes out in spite of its predecessor
     */
    Prepared prepare(List<Row> rows, List<Row> history, boolean patient) {
        Map<TxId, List<Row>> earlier = new HashMap<>();
        history.forEach(row ->
                earlier.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row));
        Map<TxId, Transaction> states = new HashMap<>();
        List<Ready> ready = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Transaction before = row.seq() == 0 ? null : before(row, states, earlier, patient);
            if (row.seq() > 0 && before == null) {
                return new Prepared(
                        ready.stream().filter(each -> each.row().n() < row.n()).toList(), row);
            }
            Transaction after = apply(before, row);
            states.put(row.id(), after);
            ready.add(new Ready(row, after, event(row, after)));
        }
        return new Prepared(ready, null);
    }

    private @Nullable Transaction before(
            Row row, Map<TxId, Transaction> states, Map<TxId, List<Row>> earlier, boolean patient) {
        Transaction here = states.getOrDefault(row.id(), latest.get(row.id()));
        if (here != null && here.seq() == row.seq()) {
            return here;
        }
        List<Row> rows = earlier.getOrDefault(row.id(), List.of());
        if (rows.size() < row.seq() || (patient && !rows.get(row.seq() - 1).published())) {
            return null;
        }
        Transaction tx = null;
        for (Row each : rows.subList(0, row.seq())) {
            tx = apply(tx, each);
        }
        return tx;
    }

    private static Transaction apply(@Nullable Transaction before, Row row) {
        Transaction after = before == null
                ? Views.recorded(row.events(), row.phase(), row.reason())
                : Views.recorded(before, row.events(), row.phase(), row.reason());
        return after.withSeq(row.seq() + 1);
    }

    private static PaymentEvent event(Row row, Transaction after) {
        List<String> names = row.events().stream()
                .map(each -> each.getClass().getSimpleName())
                .toList();
        return new PaymentEvent(
                PaymentEvent.VERSION,
                row.seq(),
                row.events().getLast().at(),
                names,
                Views.of(after, row.seq() + 1, row.refundedMinor()));
    }

    /** Remembers what has been published. */
    void published(Ready each) {
        latest.put(each.row().id(), each.after());
    }
}
