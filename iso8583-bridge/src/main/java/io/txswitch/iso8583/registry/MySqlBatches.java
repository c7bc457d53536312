package io.txswitch.iso8583.registry;

import io.txswitch.iso8583.registry.UploadedRecord.Verdict;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@link Batches} in the tables {@code pos_batch} and {@code pos_upload}.
 *
 * <p>A terminal's newest row is its open batch. Closing locks that one row, writes how it ended and adds the next row
 * in the same transaction, so that two nodes that are asked the same settlement close it once.
 */
public final class MySqlBatches implements Batches {
    private static final String SELECT = "SELECT terminal_id, serial, number, opened_at_ms, closed_at_ms, balanced,"
            + " terminal_debit_count, terminal_debit_minor, terminal_credit_count, terminal_credit_minor,"
            + " journal_debit_count, journal_debit_minor, journal_credit_count, journal_credit_minor, report"
            + " FROM pos_batch WHERE terminal_id = ?";
    private static final String NEWEST = SELECT + " ORDER BY serial DESC LIMIT 1";
    private static final String BY_NUMBER = SELECT + " AND number = ? ORDER BY serial DESC LIMIT 1";
    private static final String LOCKED = SELECT + " AND serial = ? FOR UPDATE";

    private static final String OPEN = "INSERT INTO pos_batch (terminal_id, serial, number, opened_at_ms)"
            + " VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE serial = serial";
    private static final String RENUMBER =
            "UPDATE pos_batch SET number = ? WHERE terminal_id = ? AND serial = ? AND closed_at_ms IS NULL";
    private static final String CLOSE = "UPDATE pos_batch SET closed_at_ms = ?, balanced = ?,"
            + " terminal_debit_count = ?, terminal_debit_minor = ?,"
            + " terminal_credit_count = ?, terminal_credit_minor = ?,"
            + " journal_debit_count = ?, journal_debit_minor = ?,"
            + " journal_credit_count = ?, journal_credit_minor = ?, report = ?"
            + " WHERE terminal_id = ? AND serial = ?";

    private static final String COUNT =
            "SELECT verdict, COUNT(*) FROM pos_upload" + " WHERE terminal_id = ? AND serial = ? GROUP BY verdict";
    private static final String STORE = "INSERT INTO pos_upload (terminal_id, serial, trace, said, verdict)"
            + " VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE trace = trace";
    private static final String STORED = "SELECT 1 FROM pos_upload WHERE terminal_id = ? AND serial = ? AND trace = ?";
    private static final String RECORDS = "SELECT trace, said, verdict FROM pos_upload"
            + " WHERE terminal_id = ? AND serial = ? ORDER BY trace LIMIT " + MAX_LISTED;

    private final Pool pool;
    private final InstantSource clock;

    /** @param pool counts changed rows, not found ones ({@code useAffectedRows}); the caller closes it */
    public MySqlBatches(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Future<Batch> current(String terminalId) {
        Terminal.requireId(terminalId);
        return newest(terminalId)
                .compose(newest -> newest.isPresent()
                        ? Future.succeededFuture(newest.get())
                        // Another node may be faster: then its row is the one.
                        : open(pool, Batch.first(terminalId, clock.instant()))
                                .compose(done -> newest(terminalId))
                                .map(Optional::orElseThrow));
    }

    @Override
    public Future<Optional<Batch>> newest(String terminalId) {
        return first(pool, NEWEST, Tuple.of(terminalId));
    }

    private static Future<Void> open(SqlClient client, Batch batch) {
        return client.preparedQuery(OPEN)
                .execute(Tuple.of(
                        batch.terminalId(),
                        batch.serial(),
                        batch.number(),
                        batch.openedAt().toEpochMilli()))
                .mapEmpty();
    }

    @Override
    public Future<Optional<Batch>> find(String terminalId, String number) {
        return first(pool, BY_NUMBER, Tuple.of(terminalId, number));
    }

    @Override
    public Future<Batch> adopt(String terminalId, String number) {
        Batch.requireNumber(number);
        return current(terminalId)
                .compose(open -> open.number().equals(number)
                        ? Future.succeededFuture(open)
                        : pool.preparedQuery(RENUMBER)
                                .execute(Tuple.of(number, terminalId, open.serial()))
                                .map(open.renumbered(number)));
    }

    @Override
    public Future<Optional<Closed>> close(String terminalId, String number, Batch.Closing closing) {
        return find(terminalId, number)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : pool.withTransaction(connection -> close(connection, found.get(), closing))
                                .map(Optional::of));
    }

    private static Future<Closed> close(SqlConnection connection, Batch named, Batch.Closing closing) {
        return first(connection, LOCKED, Tuple.of(named.terminalId(), named.serial()))
                .map(Optional::orElseThrow)
                .compose(batch -> {
                    if (!batch.isOpen()) {
                        return first(connection, NEWEST, Tuple.of(batch.terminalId()))
                                .map(newest ->
                                        new Closed(batch, newest.orElse(batch).number(), true));
                    }
                    Batch next = batch.next(closing.at());
                    return connection
                            .preparedQuery(CLOSE)
                            .execute(closing(batch, closing))
                            .compose(done -> open(connection, next))
                            .map(done -> new Closed(batch.closed(closing), next.number(), false));
                });
    }

    private static Tuple closing(Batch batch, Batch.Closing closing) {
        Tuple values = Tuple.tuple().addLong(closing.at().toEpochMilli()).addBoolean(closing.balanced());
        add(values, closing.terminal());
        add(values, closing.journal());
        return values.addString(closing.report()).addString(batch.terminalId()).addLong(batch.serial());
    }

    private static void add(Tuple values, BatchTotals totals) {
        values.addInteger(totals.debitCount())
                .addLong(totals.debitMinor())
                .addInteger(totals.creditCount())
                .addLong(totals.creditMinor());
    }

    @Override
    public Future<Stored> store(UploadedRecord record) {
        return summary(record.terminalId(), record.batch())
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Stored.NO_BATCH)
                        : store(found.get().batch(), record, found.get().uploaded() >= MAX_RECORDS));
    }

    private Future<Stored> store(Batch batch, UploadedRecord record, boolean full) {
        if (full) {
            return pool.preparedQuery(STORED)
                    .execute(Tuple.of(batch.terminalId(), batch.serial(), record.trace()))
                    .map(rows -> rows.size() > 0 ? Stored.REPEATED : Stored.FULL);
        }
        return pool.preparedQuery(STORE)
                .execute(Tuple.of(
                        batch.terminalId(),
                        batch.serial(),
                        record.trace(),
                        record.said(),
                        record.verdict().name()))
                .map(added -> added.rowCount() == 1 ? Stored.ADDED : Stored.REPEATED);
    }

    @Override
    public Future<Optional<Summary>> summary(String terminalId, String number) {
        return find(terminalId, number).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            Batch batch = found.get();
            return pool.preparedQuery(COUNT)
                    .execute(Tuple.of(terminalId, batch.serial()))
                    .map(rows -> Optional.of(summary(batch, rows)));
        });
    }

    private static Summary summary(Batch batch, RowSet<Row> rows) {
        int matching = 0;
        int differing = 0;
        int unknown = 0;
        for (Row row : rows) {
            int count = row.getInteger(1);
            switch (Verdict.valueOf(row.getString(0))) {
                case MATCHES -> matching = count;
                case DIFFERS -> differing = count;
                case UNKNOWN -> unknown = count;
            }
        }
        return new Summary(batch, matching + differing + unknown, matching, differing, unknown);
    }

    @Override
    public Future<List<UploadedRecord>> records(String terminalId, String number) {
        return find(terminalId, number)
                .compose(found -> found.isEmpty() ? Future.succeededFuture(List.of()) : records(found.get()));
    }

    private Future<List<UploadedRecord>> records(Batch batch) {
        return pool.preparedQuery(RECORDS)
                .execute(Tuple.of(batch.terminalId(), batch.serial()))
                .map(rows -> {
                    List<UploadedRecord> found = new ArrayList<>();
                    rows.forEach(row -> found.add(new UploadedRecord(
                            batch.terminalId(),
                            batch.number(),
                            row.getString(0),
                            row.getString(1),
                            Verdict.valueOf(row.getString(2)))));
                    return found;
                });
    }

    private static Future<Optional<Batch>> first(SqlClient client, String query, Tuple values) {
        return client.preparedQuery(query)
                .execute(values)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(batch(rows.iterator().next())));
    }

    private static Batch batch(Row row) {
        return new Batch(
                row.getString("terminal_id"),
                row.getLong("serial"),
                row.getString("number"),
                Instant.ofEpochMilli(row.getLong("opened_at_ms")),
                closing(row));
    }

    private static Batch.@Nullable Closing closing(Row row) {
        Long closedAtMs = row.getLong("closed_at_ms");
        return closedAtMs == null
                ? null
                : new Batch.Closing(
                        Instant.ofEpochMilli(closedAtMs),
                        row.getBoolean("balanced"),
                        totals(row, "terminal"),
                        totals(row, "journal"),
                        Objects.requireNonNullElse(row.getString("report"), ""));
    }

    private static BatchTotals totals(Row row, String side) {
        return new BatchTotals(
                row.getInteger(side + "_debit_count"),
                row.getLong(side + "_debit_minor"),
                row.getInteger(side + "_credit_count"),
                row.getLong(side + "_credit_minor"));
    }
}
