package io.txswitch.iso8583.registry;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link TerminalRegistry} in the table {@code pos_terminal}. */
public final class MySqlTerminalRegistry implements TerminalRegistry {
    private static final String COLUMNS = "id, merchant_id, family, status, note, since_ms";
    private static final String FIND = "SELECT " + COLUMNS + " FROM pos_terminal WHERE id = ?";
    private static final String ADD =
            "INSERT INTO pos_terminal (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)" + " ON DUPLICATE KEY UPDATE id = id";
    private static final String SET_STATUS = "UPDATE pos_terminal SET status = ?, note = ?, since_ms = ? WHERE id = ?";
    private static final String LIST = "SELECT " + COLUMNS + " FROM pos_terminal WHERE id > ? ORDER BY id LIMIT ?";

    private final Pool pool;
    private final InstantSource clock;

    /** @param pool counts changed rows, not found ones ({@code useAffectedRows}); the caller closes it */
    public MySqlTerminalRegistry(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Future<Optional<Terminal>> find(String id) {
        if (!Terminal.isId(id)) {
            // The database would pad with spaces when it compares.
            return Future.succeededFuture(Optional.empty());
        }
        return pool.preparedQuery(FIND).execute(Tuple.of(id)).map(rows -> {
            RowIterator<Row> found = rows.iterator();
            return found.hasNext() ? Optional.of(terminal(found.next())) : Optional.empty();
        });
    }

    @Override
    public Future<Boolean> add(Terminal terminal) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(
                        terminal.id(),
                        terminal.merchantId(),
                        terminal.family(),
                        terminal.status().name(),
                        terminal.note(),
                        terminal.since().toEpochMilli()))
                .map(added -> added.rowCount() == 1);
    }

    @Override
    public Future<Optional<Terminal>> setStatus(String id, Terminal.Status status, String note) {
        return pool.preparedQuery(SET_STATUS)
                .execute(Tuple.of(status.name(), note, clock.millis(), id))
                .compose(done -> find(id));
    }

    @Override
    public Future<List<Terminal>> list(String after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(after, Math.clamp(limit, 1, MAX_PAGE)))
                .map(rows -> {
                    List<Terminal> found = new ArrayList<>();
                    rows.forEach(row -> found.add(terminal(row)));
                    return found;
                });
    }

    private static Terminal terminal(Row row) {
        return new Terminal(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                Terminal.Status.valueOf(row.getString(3)),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)));
    }
}
