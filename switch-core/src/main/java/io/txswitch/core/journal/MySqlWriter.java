package io.txswitch.core.journal;

import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.journal.MySqlBatch.Stamp;
import io.txswitch.core.journal.MySqlBatch.Waiting;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer of the journal: one connection, one batch under way, and a queue of what shares the next one.
 *
 * <pre>
 *   connecting ─▶ ready ◀──────────▶ batch under way ─(answer lost)─▶ connecting, then the same batch again
 *       │ ▲                                │
 *       ▼ │ (backoff)                      └─(error answered)─▶ rolled back: again, in halves, or refused
 *      down: whatever is certainly not written is refused at once
 * </pre>
 *
 * <p>Everything but {@link #offer} runs on the writer's own context.
 */
final class MySqlWriter {
    /** What may wait: two full batches and what arrives meanwhile; more would only wait past its deadline. */
    static final int MAX_WAITING = 4_096;

    /** An answer takes milliseconds; lock waits end at 1 s. After this the connection is given up as lost. */
    private static final int BATCH_TIMEOUT_MS = 5_000;
    /** Tries after a deadlock before a batch is taken apart. */
    private static final int MAX_TRIES = 3;
    /** Waits of one second that a single append gets for a row that somebody else holds. */
    private static final int MAX_LOCK_WAITS = 2;

    private static final int RETRY_DELAY_MS = 20;
    private static final int MIN_BACKOFF_MS = 50;
    private static final int MAX_BACKOFF_MS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(MySqlWriter.class);

    /** Who writes: {@code token} is random per process, so that a commit can be recognised as this process's own. */
    record Identity(int writer, long token, String nodeId, LongSupplier epoch) {}

    private final Vertx vertx;
    private final Context context;
    private final StoresConfig.MySql config;
    private final Identity identity;
    private final Runnable committed;

    private final AtomicInteger waiting = new AtomicInteger();
    private final MySqlQueue queue = new MySqlQueue();
    private final ArrayDeque<MySqlBatch> unfinished = new ArrayDeque<>();
    private @Nullable MySQLConnection connection;
    /** Done when the latest attempt has ended, either way. */
    private Future<Void> connecting = Future.succeededFuture();

    private boolean underWay;
    private volatile boolean down;
    private boolean closed;
    private long backoffMs = MIN_BACKOFF_MS;
    private long n = -1;
    private long epochOfN = -1;

    /** @param committed called after each commit: a hint that there is something to relay */
    MySqlWriter(Vertx vertx, Context context, StoresConfig.MySql config, Identity identity, Runnable committed) {
        this.vertx = vertx;
        this.context = context;
        this.config = config;
        this.identity = identity;
        this.committed = committed;
    }

    /** Takes an append from any thread; refused at once while the database is down or too much waits. */
    void offer(Waiting append) {
        if (down) {
            append.complete(new AppendResult.Unavailable("database_down"));
        } else if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            append.complete(new AppendResult.Unavailable("journal_queue_full"));
        } else {
            context.runOnContext(v -> {
                if (down || closed) {
                    waiting.decrementAndGet();
                    append.complete(new AppendResult.Unavailable("database_down"));
                } else {
                    queue.add(append);
                    pump();
                }
            });
        }
    }

    /** Connects; fails when the database is not there now. */
    Future<Void> start() {
        return connect().compose(c -> recover(identity.epoch().getAsLong()));
    }

    /** From any thread. Not even a connection that is being made outlives it. */
    Future<Void> close() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(v -> {
            closed = true;
            refuseUnsent("journal_closed");
            connecting.compose(tried -> disconnect()).onComplete(done);
        });
        return done.future();
    }

    private Future<Void> disconnect() {
        MySQLConnection open = connection;
        connection = null;
        return open == null ? Future.succeededFuture() : open.close();
    }

    private Future<MySQLConnection> connect() {
        Future<MySQLConnection> opening = MySqlConnections.connect(vertx, config)
                .onSuccess(open -> {
                    connection = open;
                    down = false;
                    backoffMs = MIN_BACKOFF_MS;
                    open.closeHandler(v -> lost(open));
                });
        connecting = opening.<Void>mapEmpty().otherwiseEmpty();
        return opening;
    }

    private void lost(MySQLConnection which) {
        if (connection == which) {
            connection = null;
            reconnect();
        }
    }

    private void reconnect() {
        if (closed) {
            return;
        }
        connect().onSuccess(open -> pump()).onFailure(error -> {
            if (!down && !closed) {
                LOG.warn("event=journal_down writer={} error={}", identity.writer(), error.toString());
            }
            down = true;
            refuseUnsent("database_down");
            vertx.setTimer(backoffMs, timer -> reconnect());
            backoffMs = Math.min(MAX_BACKOFF_MS, backoffMs * 2);
        });
    }

    /** The number goes on where this writer, in whatever process, left off: nobody else can commit under our epoch. */
    private Future<Void> recover(long epoch) {
        MySQLConnection open = connection;
        if (open == null) {
            return Future.failedFuture("connection lost");
        }
        String sql = new SqlText(256)
                .sql("SELECT GREATEST(COALESCE((SELECT MAX(n) FROM tx_commit WHERE writer=")
                .number(identity.writer())
                .sql("),0),COALESCE((SELECT n FROM relay_cursor WHERE writer=")
                .number(identity.writer())
                .sql("),0))")
                .built();
        return open.query(sql).execute().map(rows -> {
            n = rows.iterator().next().getLong(0);
            epochOfN = epoch;
            return null;
        });
    }

    private void pump() {
        MySQLConnection open = connection;
        if (underWay || open == null) {
            return;
        }
        MySqlBatch batch = unfinished.isEmpty() ? queue.next() : unfinished.poll();
        if (batch == null) {
            return;
        }
        underWay = true;
        send(open, batch);
    }

    private void send(MySQLConnection open, MySqlBatch batch) {
        Stamp sentBefore = batch.sentAs;
        long epoch = sentBefore != null ? sentBefore.epoch() : identity.epoch().getAsLong();
        if (sentBefore == null && epoch != epochOfN) {
            recover(epoch).onSuccess(v -> send(open, batch)).onFailure(error -> {
                unfinished.addFirst(batch);
                giveUp(open);
            });
            return;
        }
        Stamp stamp = sentBefore != null
                ? sentBefore
                : new Stamp(identity.writer(), n + 1, identity.token(), identity.nodeId(), epoch);
        open.query(batch.text(stamp))
                .execute()
                .timeout(BATCH_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .onSuccess(answer -> written(open, batch, stamp, answer))
                .onFailure(error -> failed(open, batch, stamp, error));
    }

    private void written(MySQLConnection open, MySqlBatch batch, Stamp stamp, RowSet<Row> answer) {
        n = stamp.n();
        batch.sentAs = stamp;
        List<Waiting> untold = batch.settle(answer);
        committed.run();
        if (untold.isEmpty()) {
            finished(batch.size());
        } else {
            waiting.addAndGet(untold.size() - batch.size());
            findOut(open, untold, stamp);
        }
    }

    /** The commit has happened; what became of each append is asked until there is an answer. */
    private void findOut(MySQLConnection open, List<Waiting> untold, Stamp stamp) {
        MySqlOutcomes.resolve(open, untold, stamp)
                .timeout(BATCH_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .onSuccess(v -> finished(untold.size()))
                .onFailure(error -> {
                    MySqlBatch again = new MySqlBatch(untold);
                    again.sentAs = stamp;
                    unfinished.addFirst(again);
                    giveUp(open);
                });
    }

    private void finished(int appends) {
        waiting.addAndGet(-appends);
        underWay = false;
        pump();
    }

    private void failed(MySQLConnection open, MySqlBatch batch, Stamp stamp, Throwable error) {
        MySqlFailure failure = MySqlFailure.of(error);
        if (batch.tries == 0) {
            LOG.warn(
                    "event=journal_batch_failed writer={} n={} appends={} failure={} error={}",
                    identity.writer(),
                    stamp.n(),
                    batch.size(),
                    failure,
                    MySqlFailure.describe(error));
        }
        if (failure == MySqlFailure.UNCERTAIN) {
            batch.sentAs = stamp;
            unfinished.addFirst(batch);
            giveUp(open);
            return;
        }
        open.query("ROLLBACK")
                .execute()
                .timeout(BATCH_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .onSuccess(done -> rolledBack(open, batch, stamp, failure))
                .onFailure(gone -> {
                    unfinished.addFirst(batch);
                    giveUp(open);
                });
    }

    /** Decides about a batch whose transaction has ended without a commit, this time. */
    private void rolledBack(MySQLConnection open, MySqlBatch batch, Stamp stamp, MySqlFailure failure) {
        switch (failure) {
            case STALE_EPOCH, COMMIT_KNOWN -> askWhetherCommitted(open, batch, stamp);
            case BUSY -> busy(batch);
            case LOCKED -> locked(batch);
            case READ_ONLY -> {
                if (batch.sentAs != null) {
                    later(batch);
                } else {
                    batch.completeAll(new AppendResult.Unavailable("database_read_only"));
                    finished(batch.size());
                }
            }
            case BAD_ROW -> {
                // It got past the commit's own row, so an earlier sending of it was not committed.
                batch.sentAs = null;
                takeApart(batch, batch.size() > 1 ? batch.halves() : List.of(), "row_refused");
            }
            case UNCERTAIN -> throw new IllegalStateException("an uncertain batch is not rolled back");
        }
    }

    /**
     * The lease row or the commit's own row has been seen, under locks, by a statement of the batch: whoever held them
     * is done, and a read tells for certain.
     */
    private void askWhetherCommitted(MySQLConnection open, MySqlBatch batch, Stamp stamp) {
        String sql = new SqlText(96)
                .sql("SELECT token FROM tx_commit WHERE writer=")
                .number(stamp.writer())
                .sql(" AND n=")
                .number(stamp.n())
                .built();
        open.query(sql)
                .execute()
                .timeout(BATCH_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .onSuccess(rows -> {
                    boolean ours = batch.sentAs != null
                            && rows.size() == 1
                            && rows.iterator().next().getLong(0) == stamp.token();
                    if (ours) {
                        n = stamp.n();
                        committed.run();
                        findOut(open, batch.all, stamp);
                    } else {
                        fence(batch);
                    }
                })
                .onFailure(error -> {
                    unfinished.addFirst(batch);
                    giveUp(open);
                });
    }

    private void fence(MySqlBatch batch) {
        LOG.error("event=journal_fenced writer={} node={}", identity.writer(), identity.nodeId());
        int count = batch.size();
        batch.completeAll(AppendResult.FENCED);
        epochOfN = -1;
        for (MySqlBatch each = nextUnsent(); each != null; each = nextUnsent()) {
            count += each.size();
            each.completeAll(AppendResult.FENCED);
        }
        finished(count);
    }

    private void busy(MySqlBatch batch) {
        batch.tries++;
        if (batch.sentAs != null || batch.tries < MAX_TRIES) {
            later(batch);
        } else {
            takeApart(batch, batch.size() > 1 ? batch.singles() : List.of(), "database_busy");
        }
    }

    /** One locked row must not hold its neighbours up: they go first, one by one, and it gets one more wait alone. */
    private void locked(MySqlBatch batch) {
        batch.tries++;
        if (batch.sentAs != null) {
            later(batch);
        } else if (batch.size() == 1 && batch.tries < MAX_LOCK_WAITS) {
            unfinished.addLast(batch);
            underWay = false;
            pump();
        } else {
            takeApart(batch, batch.size() > 1 ? batch.singles() : List.of(), "row_locked");
        }
    }

    private void later(MySqlBatch batch) {
        unfinished.addFirst(batch);
        vertx.setTimer(RETRY_DELAY_MS, timer -> {
            underWay = false;
            pump();
        });
    }

    private void takeApart(MySqlBatch batch, List<MySqlBatch> parts, String detail) {
        if (parts.isEmpty()) {
            batch.completeAll(new AppendResult.Unavailable(detail));
            finished(batch.size());
        } else {
            parts.reversed().forEach(unfinished::addFirst);
            underWay = false;
            pump();
        }
    }

    /** Leaves a connection of which nothing more is expected; the close handler goes on from there. */
    private void giveUp(MySQLConnection open) {
        underWay = false;
        boolean known = connection == open;
        connection = null;
        open.close();
        if (known) {
            reconnect();
        } else {
            pump();
        }
    }

    private void refuseUnsent(String detail) {
        for (MySqlBatch each = nextUnsent(); each != null; each = nextUnsent()) {
            each.completeAll(new AppendResult.Unavailable(detail));
            waiting.addAndGet(-each.size());
        }
    }

    private @Nullable MySqlBatch nextUnsent() {
        for (MySqlBatch each : unfinished) {
            if (each.sentAs == null) {
                unfinished.remove(each);
                return each;
            }
        }
        return queue.next();
    }
}
