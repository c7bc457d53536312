package io.txswitch.core.supervision;

import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Leases in the table {@code node_lease}. A batch of the journal holds its row locked until it has committed. */
public final class MySqlLeases implements Leases {
    private static final int MICROS_PER_MILLI = 1_000;
    private static final int MAX_TRIES = 5;
    /** Above a lock wait (1 s), which is an answer too. */
    private static final int ANSWER_TIMEOUT_MS = 3_000;
    /** Duplicate entry, lock wait timeout, deadlock. */
    private static final Set<Integer> RACE_CODES = Set.of(1062, 1205, 1213);

    private static final String LATER = "UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND";

    private final Pool pool;
    private final long ttlMicros;

    /**
     * Leases of a given length.
     *
     * @param pool of {@code MySqlConnections}
     * @param ttlMs how long a lease lasts without being renewed
     */
    public MySqlLeases(Pool pool, long ttlMs) {
        this.pool = pool;
        this.ttlMicros = ttlMs * MICROS_PER_MILLI;
    }

    @Override
    public Future<Lease> acquire(String nodeId) {
        return acquire(nodeId, MAX_TRIES);
    }

    private Future<Lease> acquire(String nodeId, int triesLeft) {
        Future<Lease> taken = pool.withTransaction(connection -> connection
                .preparedQuery("SELECT node_id,node_no,epoch FROM node_lease ORDER BY node_id FOR UPDATE")
                .execute()
                .compose(rows -> take(connection, nodeId, rows)));
        return soon(taken)
                .recover(error -> triesLeft > 1 && error instanceof MySQLException answer && isRace(answer)
                        ? acquire(nodeId, triesLeft - 1)
                        : Future.failedFuture(error));
    }

    /** Two new nodes at once: the number is taken, or the lock was. */
    private static boolean isRace(MySQLException answer) {
        return RACE_CODES.contains(answer.getErrorCode());
    }

    /** A connection that does not answer must not hold a lease's keeper up. */
    private static <T> Future<T> soon(Future<T> asked) {
        return asked.timeout(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }

    private Future<Lease> take(SqlConnection connection, String nodeId, RowSet<Row> rows) {
        BitSet taken = new BitSet(MAX_NODES);
        for (Row row : rows) {
            taken.set(row.getInteger(1));
            if (row.getString(0).equals(nodeId)) {
                Lease lease = new Lease(nodeId, row.getInteger(1), row.getLong(2) + 1);
                return connection
                        .preparedQuery("UPDATE node_lease SET epoch=?,adopted_by=NULL,expires_at=" + LATER
                                + " WHERE node_id=?")
                        .execute(Tuple.of(lease.epoch(), ttlMicros, nodeId))
                        .map(lease);
            }
        }
        int free = taken.nextClearBit(0);
        if (free >= MAX_NODES) {
            return Future.failedFuture("every node number is taken: remove rows of node_lease that are long gone");
        }
        return connection
                .preparedQuery("INSERT INTO node_lease(node_id,node_no,epoch,expires_at)VALUES(?,?,1," + LATER + ")")
                .execute(Tuple.of(nodeId, free, ttlMicros))
                .map(new Lease(nodeId, free, 1));
    }

    @Override
    public Future<Boolean> renew(Lease lease) {
        return soon(pool.preparedQuery("UPDATE node_lease SET expires_at=" + LATER + " WHERE node_id=? AND epoch=?")
                        .execute(Tuple.of(ttlMicros, lease.nodeId(), lease.epoch())))
                .map(done -> done.rowCount() == 1);
    }

    @Override
    public Future<List<Expired>> expired(Lease asker) {
        String sql = "SELECT node_id,epoch FROM node_lease WHERE expires_at<UTC_TIMESTAMP(6) AND node_id<>?"
                + " AND adopted_by IS NULL ORDER BY node_id";
        return soon(pool.preparedQuery(sql).execute(Tuple.of(asker.nodeId()))).map(rows -> {
            List<Expired> expired = new ArrayList<>(rows.size());
            rows.forEach(row -> expired.add(new Expired(row.getString(0), row.getLong(1))));
            return expired;
        });
    }

    @Override
    public Future<Boolean> adopt(Lease adopter, Expired dead) {
        return soon(pool.withTransaction(connection -> connection
                .preparedQuery("SELECT node_id,epoch,expires_at>UTC_TIMESTAMP(6),adopted_by IS NULL FROM node_lease"
                        + " WHERE node_id IN (?,?) ORDER BY node_id FOR UPDATE")
                .execute(Tuple.of(adopter.nodeId(), dead.nodeId()))
                .compose(rows -> mayAdopt(rows, adopter, dead)
                        ? moveWork(connection, adopter, dead)
                        : Future.succeededFuture(false))));
    }

    private static boolean mayAdopt(RowSet<Row> rows, Lease adopter, Expired dead) {
        boolean adopterIsCurrent = false;
        boolean deadIsFree = false;
        for (Row row : rows) {
            boolean current = row.getInteger(2) == 1;
            if (row.getString(0).equals(adopter.nodeId())) {
                adopterIsCurrent = current && row.getLong(1) == adopter.epoch();
            } else {
                deadIsFree = !current && row.getLong(1) == dead.epoch() && row.getInteger(3) == 1;
            }
        }
        return adopterIsCurrent && deadIsFree;
    }

    private static Future<Boolean> moveWork(SqlConnection connection, Lease adopter, Expired dead) {
        return connection
                .preparedQuery("UPDATE node_lease SET epoch=epoch+1,adopted_by=? WHERE node_id=?")
                .execute(Tuple.of(adopter.nodeId(), dead.nodeId()))
                .compose(done -> connection
                        .preparedQuery("UPDATE node_lease SET adopted_by=? WHERE adopted_by=?")
                        .execute(Tuple.of(adopter.nodeId(), dead.nodeId())))
                .compose(done -> connection
                        .preparedQuery("UPDATE tx SET owner=? WHERE owner=? AND open=1")
                        .execute(Tuple.of(adopter.nodeId(), dead.nodeId())))
                .map(true);
    }

    @Override
    public Future<Void> release(Lease lease) {
        return soon(pool.preparedQuery("UPDATE node_lease SET expires_at=UTC_TIMESTAMP(6) - INTERVAL 1 MICROSECOND"
                                + " WHERE node_id=?"
                                + " AND epoch=?")
                        .execute(Tuple.of(lease.nodeId(), lease.epoch())))
                .mapEmpty();
    }

    @Override
    public Future<List<Integer>> relayedBy(String nodeId) {
        return soon(pool.preparedQuery("SELECT node_no FROM node_lease WHERE node_id=? AND adopted_by IS NULL"
                                + " OR adopted_by=? ORDER BY node_no")
                        .execute(Tuple.of(nodeId, nodeId)))
                .map(rows -> {
                    List<Integer> numbers = new ArrayList<>(rows.size());
                    rows.forEach(row -> numbers.add(row.getInteger(0)));
                    return numbers;
                });
    }
}
