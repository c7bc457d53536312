package io.txswitch.notifier;

import static io.txswitch.notifier.MySqlStore.NOW_MS;
import static io.txswitch.notifier.MySqlStore.text;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link DeadLetterFile} in the table {@code notify_dead_letter}; what could not be read stays in Kafka. */
public final class MySqlDeadLetterFile implements DeadLetterFile {
    private static final int MAX_ID = 200;
    private static final int MAX_NAME = 64;
    private static final int MAX_REASON = 200;

    private static final String INSERT = "INSERT INTO notify_dead_letter (id, kind, merchant_id, event_id, endpoint_id,"
            + " reason, attempts, at_ms, filed_at_ms) VALUES ";
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, " + NOW_MS + ")";
    private static final String ONCE = " ON DUPLICATE KEY UPDATE id = VALUES(id)";
    private static final String NEWEST = "SELECT id, kind, merchant_id, event_id, endpoint_id, reason, attempts, at_ms"
            + " FROM notify_dead_letter ORDER BY at_ms DESC, id LIMIT ?";

    private final MySqlStore store;

    public MySqlDeadLetterFile(MySqlStore store) {
        this.store = store;
    }

    @Override
    public Future<Void> file(Collection<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Object> values = new ArrayList<>();
        letters.stream().sorted(Comparator.comparing(DeadLetter::id)).forEach(each -> {
            Collections.addAll(values, cut(each.id(), MAX_ID), each.kind().name(), cut(each.merchantId(), MAX_NAME));
            Collections.addAll(values, cut(each.eventId(), MAX_NAME), cut(each.endpointId(), MAX_NAME));
            Collections.addAll(
                    values,
                    cut(each.reason(), MAX_REASON),
                    each.attempts(),
                    each.at().toEpochMilli());
        });
        String rows = String.join(", ", Collections.nCopies(letters.size(), ROW));
        return store.query(INSERT + rows + ONCE, Tuple.tuple(values)).mapEmpty();
    }

    private static @Nullable String cut(@Nullable String text, int max) {
        return text == null ? null : text.substring(0, Math.min(text.length(), max));
    }

    @Override
    public Future<List<DeadLetter>> newest(int limit) {
        return store.query(NEWEST, Tuple.of(limit)).map(rows -> {
            List<DeadLetter> found = new ArrayList<>();
            rows.forEach(row -> found.add(letter(row)));
            return found;
        });
    }

    private static DeadLetter letter(Row row) {
        return new DeadLetter(
                DeadLetter.VERSION,
                text(row, "id"),
                DeadLetter.Kind.valueOf(text(row, "kind")),
                row.getString("merchant_id"),
                row.getString("event_id"),
                row.getString("endpoint_id"),
                text(row, "reason"),
                row.getInteger("attempts"),
                Instant.ofEpochMilli(row.getLong("at_ms")),
                null);
    }

    @Override
    public Future<Void> close() {
        return store.close();
    }
}
