package io.txswitch.core.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.flow.Timers;
import io.txswitch.core.model.TxId;
import io.txswitch.core.relay.RelayFold.Prepared;
import io.txswitch.core.relay.RelayFold.Ready;
import io.txswitch.core.relay.RelayLog.Cursor;
import io.txswitch.core.relay.RelayLog.Row;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what a node has committed, and what the nodes it adopted had.
 *
 * <p>A round takes a page of each writer in turn: read, hold back, publish, move the cursor. It is followed by the next
 * one as long as there is something, then by a hint or a slow poll. A failure (no Kafka, no database) delays the relay
 * and nothing else. Two relays of one writer, for a moment after an adoption, publish some events twice.
 *
 * <p>The order of one transaction is kept across writers by holding {@code seq} back until {@code seq - 1} is out.
 * Waiting cannot go round in a circle, as commits are ordered in time; should the writer of a predecessor have nobody
 * that relays it, the hold ends after {@link #MAX_HOLD_MS}: a view tells by its version which one is newer.
 */
public final class Relay {
    /** Rows of one read; more than a commit can have (512). */
    static final int PAGE_ROWS = 1_024;
    /** Without a hint: for what other nodes' commits make ready, and for adoptions. */
    static final int POLL_MS = 500;
    /** Longer than an adoption takes. */
    static final int MAX_HOLD_MS = 60_000;

    private static final int MIN_BACKOFF_MS = 100;
    private static final int MAX_BACKOFF_MS = 5_000;
    /** How long {@link #stop} publishes on. */
    private static final int STOP_MS = 2_000;
    /** Rounds between deletions of commit rows. */
    private static final int PRUNE_EVERY_ROUNDS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final RelayLog log;
    private final EventPublisher publisher;
    private final ObjectMapper mapper;
    private final Timers timers;
    private final Supplier<Future<List<Integer>>> nodeNos;

    private final RelayFold fold = new RelayFold();
    private final Map<Integer, Long> cursors = new TreeMap<>();
    private final Map<Integer, Long> holdTimers = new TreeMap<>();
    private final Set<Integer> impatient = new HashSet<>();
    private final AtomicBoolean hinted = new AtomicBoolean();
    private final Promise<Void> stopped = Promise.promise();
    private @Nullable Context context;
    private boolean running;
    private boolean stopping;
    private boolean stale = true;
    private volatile boolean healthy = true;
    private long timer;
    private long backoffMs = MIN_BACKOFF_MS;
    private int rounds;

    /**
     * A relay that has not begun.
     *
     * @param mapper of {@link io.txswitch.core.bus.WireJson}
     * @param nodeNos the nodes whose writers are relayed now: {@code Leases.relayedBy}
     */
    public Relay(
            RelayLog log,
            EventPublisher publisher,
            ObjectMapper mapper,
            Timers timers,
            Supplier<Future<List<Integer>>> nodeNos) {
        this.log = log;
        this.publisher = publisher;
        this.mapper = mapper;
        this.timers = timers;
        this.nodeNos = nodeNos;
    }

    /** Begins, and stays on the caller's event loop. */
    public void start() {
        context = Vertx.currentContext();
        begin();
    }

    /** Something has been committed; from any thread, and cheap when said often. */
    public void wake() {
        if (hinted.compareAndSet(false, true)) {
            Context home = context;
            if (home == null || home == Vertx.currentContext()) {
                begin();
            } else {
                home.runOnContext(v -> begin());
            }
        }
    }

    /** The nodes to relay may have changed: a node was adopted. */
    public void refresh() {
        stale = true;
        wake();
    }

    /** False since the last round failed. */
    public boolean healthy() {
        return healthy;
    }

    /** Publishes what is left, within two seconds, and ends. */
    public Future<Void> stop() {
        stopping = true;
        timers.arm(STOP_MS, () -> stopped.tryComplete());
        begin();
        return stopped.future();
    }

    private void begin() {
        if (running || stopped.future().isComplete()) {
            return;
        }
        running = true;
        timers.cancel(timer);
        hinted.set(false);
        round().onComplete(done -> {
            running = false;
            healthy = done.succeeded();
            if (done.failed()) {
                stale = true;
                LOG.warn(
                        "event=relay_round_failed retry_ms={} error={}",
                        backoffMs,
                        done.cause().toString());
                later(backoffMs);
                backoffMs = Math.min(MAX_BACKOFF_MS, backoffMs * 2);
            } else {
                backoffMs = MIN_BACKOFF_MS;
                next(done.result());
            }
        });
    }

    private void next(int published) {
        if (published > 0 || hinted.get()) {
            later(0);
        } else if (stopping) {
            stopped.tryComplete();
        } else {
            stale = true;
            later(POLL_MS);
        }
    }

    private void later(long delayMs) {
        if (!stopped.future().isComplete()) {
            timer = timers.arm(delayMs, this::begin);
        }
    }

    /** One page of every writer; gives the number of events published. */
    private Future<Integer> round() {
        return refreshCursors().compose(v -> {
            rounds++;
            Future<Integer> all = Future.succeededFuture(0);
            for (int writer : List.copyOf(cursors.keySet())) {
                all = all.compose(before -> page(writer).map(count -> before + count));
            }
            return all;
        });
    }

    private Future<Void> refreshCursors() {
        if (!stale) {
            return Future.succeededFuture();
        }
        return nodeNos.get().compose(log::cursors).map(found -> {
            cursors.clear();
            found.forEach(each -> cursors.put(each.writer(), each.n()));
            stale = false;
            return null;
        });
    }

    private Future<Integer> page(int writer) {
        long from = cursors.getOrDefault(writer, 0L);
        return log.read(writer, from, PAGE_ROWS).compose(rows -> {
            if (rows.isEmpty()) {
                return Future.succeededFuture(0);
            }
            return log.history(fold.unknown(rows)).compose(history -> {
                return publish(writer, fold.prepare(rows, history, !impatient.contains(writer)));
            });
        });
    }

    private Future<Integer> publish(int writer, Prepared prepared) {
        List<Ready> ready = prepared.ready();
        hold(writer, ready.isEmpty() ? prepared.held() : null);
        if (ready.isEmpty()) {
            return Future.succeededFuture(0);
        }
        Future<Void> sent = Future.succeededFuture();
        for (List<Ready> wave : waves(ready)) {
            sent = sent.compose(v -> send(wave));
        }
        Cursor reached = new Cursor(writer, ready.getLast().row().n());
        return sent.compose(v -> log.advance(reached))
                .compose(v -> rounds % PRUNE_EVERY_ROUNDS == 0 ? log.prune(reached) : Future.succeededFuture())
                .map(v -> {
                    ready.forEach(fold::published);
                    cursors.put(writer, reached.n());
                    return ready.size();
                });
    }

    /** Patience with one writer begins with the first page that gave nothing, and begins anew with each that did. */
    private void hold(int writer, @Nullable Row held) {
        if (held == null) {
            timers.cancel(holdTimers.getOrDefault(writer, 0L));
            holdTimers.remove(writer);
            impatient.remove(writer);
        } else if (!holdTimers.containsKey(writer)) {
            holdTimers.put(writer, timers.arm(MAX_HOLD_MS, () -> {
                LOG.warn("event=relay_hold_ended writer={} tx={} seq={}", writer, held.id(), held.seq());
                impatient.add(writer);
                begin();
            }));
        }
    }

    /** Two events of one transaction are never under way together: a failure of the first would turn them round. */
    private static List<List<Ready>> waves(List<Ready> ready) {
        List<List<Ready>> waves = new ArrayList<>();
        Set<TxId> inWave = new HashSet<>();
        List<Ready> wave = new ArrayList<>();
        for (Ready each : ready) {
            if (!inWave.add(each.row().id())) {
                waves.add(wave);
                wave = new ArrayList<>();
                inWave.clear();
                inWave.add(each.row().id());
            }
            wave.add(each);
        }
        waves.add(wave);
        return waves;
    }

    private Future<Void> send(List<Ready> wave) {
        List<Future<Void>> sends = new ArrayList<>(wave.size());
        for (Ready each : wave) {
            try {
                byte[] json = mapper.writeValueAsBytes(each.event());
                sends.add(publisher.publish(each.row().id().text(), json));
            } catch (JsonProcessingException e) {
                return Future.failedFuture(e);
            }
        }
        return Future.join(sends).mapEmpty();
    }
}
