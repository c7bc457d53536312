package io.txswitch.core.relay;

import io.txswitch.core.journal.InMemoryStore;
import io.txswitch.core.journal.MySqlJournal;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The relay's view of an {@link InMemoryStore}; single-threaded. */
public final class InMemoryRelayLog implements RelayLog {
    private final InMemoryStore store;
    private final Map<Integer, Long> cursors = new TreeMap<>();

    public InMemoryRelayLog(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Future<List<Cursor>> cursors(List<Integer> nodeNos) {
        return Future.succeededFuture(store.writers().stream()
                .filter(writer -> nodeNos.contains(writer / MySqlJournal.MAX_WRITERS))
                .map(writer -> new Cursor(writer, cursors.getOrDefault(writer, 0L)))
                .toList());
    }

    @Override
    public Future<List<Row>> read(int writer, long afterN, int maxRows) {
        List<Row> rows = select(
                row -> row.writer() == writer && row.n() > afterN,
                Comparator.comparingLong(InMemoryStore.Row::n).thenComparing(InMemoryStore.Row::id));
        if (rows.size() < maxRows) {
            return Future.succeededFuture(rows);
        }
        long last = rows.get(maxRows - 1).n();
        return Future.succeededFuture(
                rows.stream().limit(maxRows).filter(row -> row.n() < last).toList());
    }

    @Override
    public Future<List<Row>> history(Collection<TxId> ids) {
        return Future.succeededFuture(
                select(row -> ids.contains(row.id()), Comparator.comparing(InMemoryStore.Row::id)));
    }

    @Override
    public Future<Void> advance(Cursor to) {
        cursors.merge(to.writer(), to.n(), Math::max);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> prune(Cursor published) {
        return Future.succeededFuture();
    }

    private List<Row> select(Predicate<InMemoryStore.Row> wanted, Comparator<InMemoryStore.Row> order) {
        return store.log().stream()
                .filter(wanted)
                .sorted(order.thenComparingInt(InMemoryStore.Row::seq))
                .map(this::row)
                .toList();
    }

    private Row row(InMemoryStore.Row row) {
        InMemoryStore.Head head = store.head(row.id());
        return new Row(
                row.id(),
                row.seq(),
                row.n(),
                row.phase(),
                row.reason(),
                row.events(),
                head == null ? 0 : head.refundedMinor(),
                row.n() <= cursors.getOrDefault(row.writer(), 0L));
    }
}
