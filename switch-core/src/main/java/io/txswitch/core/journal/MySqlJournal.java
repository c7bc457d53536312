package io.txswitch.core.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The journal in MySQL or MariaDB.
 *
 * <p>A transaction's appends always go through the same writer, chosen by its dedupe key, so that duplicates meet in
 * one batch and not in two that wait for each other.
 */
public final class MySqlJournal implements Journal {
    /** Writer numbers are {@code nodeNo * MAX_WRITERS + index}: room for any later number of writers per node. */
    public static final int MAX_WRITERS = 16;

    /** What one node may write at once; an append beyond it is refused before it is queued. */
    private static final int MAX_APPEND_LENGTH = 512 * 1_024;

    /**
     * How a node writes.
     *
     * @param nodeId the name under which the lease is held
     * @param nodeNo the number that the lease gave it
     * @param writers connections that commit, each with its own batches; 1 to {@link #MAX_WRITERS}
     */
    public record Settings(StoresConfig.MySql mysql, String nodeId, int nodeNo, int writers) {
        public static final int DEFAULT_WRITERS = 2;

        public Settings {
            if (writers < 1 || writers > MAX_WRITERS) {
                throw new IllegalArgumentException("1 to " + MAX_WRITERS + " writers");
            }
            if (nodeNo < 0 || nodeNo > 255) {
                throw new IllegalArgumentException("node number out of range");
            }
        }
    }

    private final Pool pool;
    private final MySqlReads reads;
    private final EventBody json;
    private final List<MySqlWriter> writers = new ArrayList<>();
    private final List<String> deployments = new ArrayList<>();

    private MySqlJournal(Pool pool, EventBody json) {
        this.pool = pool;
        this.json = json;
        this.reads = new MySqlReads(pool, json);
    }

    /**
     * Connects; the tables must exist, the lease must be held. Fails when the database is not there.
     *
     * @param mapper of {@link io.txswitch.core.bus.WireJson}
     * @param epoch the epoch of the lease now; proven inside every commit
     * @param committed called after each commit on a writer's thread: a hint for the relay
     */
    public static Future<MySqlJournal> start(
            Vertx vertx, Settings settings, ObjectMapper mapper, LongSupplier epoch, Runnable committed) {
        Pool pool = MySqlConnections.pool(vertx, settings.mysql());
        MySqlJournal journal = new MySqlJournal(pool, new EventBody(mapper));
        long token = RandomGenerator.getDefault().nextLong();
        Future<Void> started = Future.succeededFuture();
        for (int i = 0; i < settings.writers(); i++) {
            int number = settings.nodeNo() * MAX_WRITERS + i;
            MySqlWriter.Identity identity = new MySqlWriter.Identity(number, token, settings.nodeId(), epoch);
            Deployable writer = context -> journal.startWriter(vertx, context, settings, identity, committed);
            started = started.compose(v -> vertx.deployVerticle(writer).map(id -> {
                journal.deployments.add(id);
                return null;
            }));
        }
        return started.map(journal).onFailure(error -> journal.close(vertx));
    }

    private Future<Void> startWriter(
            Vertx vertx, Context context, Settings settings, MySqlWriter.Identity identity, Runnable committed) {
        MySqlWriter writer = new MySqlWriter(vertx, context, settings.mysql(), identity, committed);
        writers.add(writer);
        return writer.start();
    }

    /** Refuses what waits and closes every connection; what is under way stays unanswered, as in a crash. */
    public Future<Void> close(Vertx vertx) {
        return Future.join(writers.stream().map(MySqlWriter::close).toList())
                .eventually(() ->
                        Future.join(deployments.stream().map(vertx::undeploy).toList()))
                .eventually(pool::close)
                .mapEmpty();
    }

    @Override
    public Future<AppendResult> append(Append append) {
        MySqlRow row;
        try {
            row = MySqlRow.of(append, json);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(new AppendResult.Unavailable("row_refused"));
        }
        if (row.length() > MAX_APPEND_LENGTH) {
            return Future.succeededFuture(new AppendResult.Unavailable("append_too_large"));
        }
        Promise<AppendResult> promise = Promise.promise();
        String key = append.after().header().dedupeKey();
        writers.get(Math.floorMod(key.hashCode(), writers.size()))
                .offer(new MySqlBatch.Waiting(row, promise, Vertx.currentContext()));
        return promise.future();
    }

    @Override
    public Future<Optional<Stored>> load(TxId id) {
        return reads.load(id);
    }

    @Override
    public Future<Optional<TxId>> findByDedupeKey(String dedupeKey) {
        return reads.findByDedupeKey(dedupeKey);
    }

    @Override
    public Future<Optional<TxId>> findByOrderNo(String merchantId, Kind kind, String orderNo) {
        return reads.findByOrderNo(merchantId, Set.of(kind), orderNo);
    }

    @Override
    public Future<Optional<PaymentView>> view(TxId id) {
        return reads.view(id);
    }

    @Override
    public Future<List<TxId>> openOwnedBy(String node, TxId after, int limit) {
        return reads.openOwnedBy(node, after.value(), limit);
    }
}
