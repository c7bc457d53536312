package io.txswitch.core.journal;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The journal of one node in memory, for tests and the simulator: deterministic, single-threaded, and with the manners
 * of the real one, which are chosen per commit by a {@link Fate}.
 *
 * <pre>
 *   append ─▶ queue ─(executor)─▶ commit under its fate ─▶ store ─(executor, when the answer was lost)─▶ results
 * </pre>
 */
public final class InMemoryJournal implements Journal {
    /** As many as the real writers hold, so that a simulation meets the same refusal. */
    public static final int MAX_WAITING = 4_096;

    /** What happens to one commit. */
    public enum Fate {
        /** Durable, and answered in the same step. */
        COMMITTED,
        /** Durable at once, known to the writer only one step later. */
        ANSWER_LOST,
        /** Durable, and visible to anyone, only one step later. */
        LATE,
        /** Rolled back by the database (a deadlock); the same appends go again one step later. */
        ROLLED_BACK,
        /** Certainly not written. */
        UNAVAILABLE
    }

    private record Waiting(Append append, Promise<AppendResult> promise) {}

    private final InMemoryStore store;
    private final int writer;
    private final Executor executor;
    private final Supplier<Fate> fates;
    private final BooleanSupplier leaseHeld;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private boolean underWay;
    private boolean down;
    private boolean manual;

    /** Commits at once, on a store of its own. */
    public InMemoryJournal() {
        this(new InMemoryStore(), 0, Runnable::run, () -> Fate.COMMITTED, () -> true);
    }

    /**
     * A node's journal on a store that others share.
     *
     * @param writer the number of this writer, unique among the store's journals
     * @param executor when a step is carried out: {@code Runnable::run} is at once; a simulator puts it in its agenda
     * @param fates asked once per commit
     * @param leaseHeld asked at the moment a commit becomes durable, as the SQL statement is
     */
    public InMemoryJournal(
            InMemoryStore store, int writer, Executor executor, Supplier<Fate> fates, BooleanSupplier leaseHeld) {
        this.store = store;
        this.writer = writer;
        this.executor = executor;
        this.fates = fates;
        this.leaseHeld = leaseHeld;
    }

    public InMemoryStore store() {
        return store;
    }

    /** From now on appends wait for {@link #commitNow}. */
    public InMemoryJournal manual() {
        manual = true;
        return this;
    }

    /** While down, every append is unavailable at once, and so is what waits. */
    public void setDown(boolean down) {
        this.down = down;
        if (down) {
            refuseAll(take(), "database_down");
        }
    }

    @Override
    public Future<AppendResult> append(Append append) {
        if (down) {
            return Future.succeededFuture(new AppendResult.Unavailable("database_down"));
        }
        if (queue.size() >= MAX_WAITING) {
            return Future.succeededFuture(new AppendResult.Unavailable("journal_queue_full"));
        }
        Promise<AppendResult> promise = Promise.promise();
        queue.add(new Waiting(append, promise));
        if (!underWay && !manual) {
            underWay = true;
            executor.execute(this::step);
        }
        return promise.future();
    }

    /** Makes everything that waits durable as one batch; for journals in {@link #manual} mode. */
    public void commitNow() {
        if (!underWay) {
            underWay = true;
            step();
        }
    }

    private void step() {
        List<Waiting> batch = take();
        if (batch.isEmpty()) {
            underWay = false;
            return;
        }
        switch (fates.get()) {
            case COMMITTED -> finish(batch, commit(batch));
            case ANSWER_LOST -> {
                List<AppendResult> results = commit(batch);
                executor.execute(() -> finish(batch, results));
            }
            case LATE -> executor.execute(() -> finish(batch, commit(batch)));
            case ROLLED_BACK -> {
                batch.reversed().forEach(queue::addFirst);
                executor.execute(this::step);
            }
            case UNAVAILABLE -> {
                refuseAll(batch, "database_refused");
                next();
            }
        }
    }

    private List<AppendResult> commit(List<Waiting> batch) {
        if (!leaseHeld.getAsBoolean()) {
            return batch.stream().map(each -> AppendResult.FENCED).toList();
        }
        return store.commit(writer, batch.stream().map(Waiting::append).toList());
    }

    private void finish(List<Waiting> batch, List<AppendResult> results) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).promise().complete(results.get(i));
        }
        next();
    }

    private void next() {
        underWay = !queue.isEmpty() && !manual;
        if (underWay) {
            executor.execute(this::step);
        }
    }

    private List<Waiting> take() {
        List<Waiting> batch = new ArrayList<>(queue);
        queue.clear();
        return batch;
    }

    private static void refuseAll(List<Waiting> batch, String detail) {
        batch.forEach(each -> each.promise().complete(new AppendResult.Unavailable(detail)));
    }

    @Override
    public Future<Optional<Stored>> load(TxId id) {
        return reading(() -> Optional.ofNullable(store.head(id)).map(head -> {
            List<Event> events = store.rows(id).stream()
                    .flatMap(row -> row.events().stream())
                    .toList();
            return new Stored(id, head.tx().seq(), events, head.owner());
        }));
    }

    @Override
    public Future<Optional<TxId>> findByDedupeKey(String dedupeKey) {
        return reading(() -> Optional.ofNullable(store.byDedupeKey(dedupeKey)));
    }

    @Override
    public Future<Optional<TxId>> findByOrderNo(String merchantId, Kind kind, String orderNo) {
        return reading(() -> store
                .find(head -> head.tx().kind() == kind
                        && head.tx().header().merchantId().equals(merchantId)
                        && orderNo.equals(head.tx().header().orderNo()))
                .stream()
                .map(head -> head.tx().id())
                .max(Comparator.naturalOrder()));
    }

    @Override
    public Future<Optional<PaymentView>> view(TxId id) {
        return reading(() -> Optional.ofNullable(store.head(id))
                .map(head -> Views.of(head.tx(), head.tx().seq(), head.refundedMinor())));
    }

    @Override
    public Future<List<TxId>> openOwnedBy(String node, TxId after, int limit) {
        return reading(() ->
                store
                        .find(head -> head.owner().equals(node)
                                && head.tx().isOpen()
                                && head.tx().id().compareTo(after) > 0)
                        .stream()
                        .limit(limit)
                        .map(head -> head.tx().id())
                        .toList());
    }

    private <T> Future<T> reading(Supplier<T> read) {
        return down ? Future.failedFuture("database_down") : Future.succeededFuture(read.get());
    }
}
