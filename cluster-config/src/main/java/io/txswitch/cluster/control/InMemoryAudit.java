package io.txswitch.cluster.control;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** {@link Audit} for tests. */
public final class InMemoryAudit implements Audit {
    private record Row(Entry entry, String hash) {}

    private final List<Row> rows = new ArrayList<>();

    @Override
    public Future<Void> write(Entry entry) {
        String previous = rows.isEmpty() ? AuditChain.START : rows.getLast().hash();
        rows.add(new Row(entry, AuditChain.hash(previous, rows.size() + 1L, entry)));
        return Future.succeededFuture();
    }

    @Override
    public Future<Long> firstBrokenRow() {
        String previous = AuditChain.START;
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i)
                    .hash()
                    .equals(AuditChain.hash(previous, i + 1L, rows.get(i).entry()))) {
                return Future.succeededFuture(i + 1L);
            }
            previous = rows.get(i).hash();
        }
        return Future.succeededFuture(0L);
    }

    public List<Entry> entries() {
        return rows.stream().map(Row::entry).toList();
    }
}
