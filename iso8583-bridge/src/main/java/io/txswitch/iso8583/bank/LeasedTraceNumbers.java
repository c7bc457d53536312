package io.txswitch.iso8583.bank;

import io.txswitch.core.model.TxId;
import io.txswitch.iso8583.bank.TraceLog.Range;
import io.txswitch.iso8583.bank.TraceLog.Use;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from ranges that are lent to this line alone; a use is durable before the number is given away. Belongs to
 * one event loop.
 *
 * <p>Whatever asks while the store writes shares the next write, so the price is one commit, not one per transaction.
 */
final class LeasedTraceNumbers implements TraceNumbers {
    /** Uses written in one statement. */
    private static final int MAX_BATCH = 256;
    /** Those who wait for a number: more would wait longer than a client does. */
    private static final int MAX_WAITING = 10_000;
    /** Uses remembered, so that a reversal soon after its charge needs no question: some seconds of full load. */
    private static final int MAX_REMEMBERED = 16_384;

    private final String bankId;
    private final TraceLog log;
    private final int rangeSize;
    private final Deque<Asking> waiting = new ArrayDeque<>();
    private final Map<TxId, Integer> recent = new LinkedHashMap<>();
    private int next = 1;
    private int last;
    private boolean busy;

    private record Asking(TxId id, Promise<String> answer) {}

    LeasedTraceNumbers(String bankId, TraceLog log, int rangeSize) {
        this.bankId = bankId;
        this.log = log;
        this.rangeSize = rangeSize;
    }

    @Override
    public Future<String> numberOf(TxId id, boolean repeat) {
        Integer known = recent.get(id);
        if (known != null) {
            return Future.succeededFuture(Stan.text(known));
        }
        return repeat
                ? log.find(bankId, id)
                        .compose(
                                found -> found.isPresent() ? Future.succeededFuture(Stan.text(found.get())) : fresh(id))
                : fresh(id);
    }

    /** What has no use of ours went out under the number that follows from its id, or not at all. */
    @Override
    public Future<String> recall(TxId id) {
        Integer known = recent.get(id);
        return known != null
                ? Future.succeededFuture(Stan.text(known))
                : log.find(bankId, id).map(found -> found.map(Stan::text).orElse(Stan.of(id)));
    }

    private Future<String> fresh(TxId id) {
        if (waiting.size() >= MAX_WAITING) {
            return Future.failedFuture("too many wait for a trace number");
        }
        Promise<String> answer = Promise.promise();
        waiting.add(new Asking(id, answer));
        work();
        return answer.future();
    }

    private void work() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        Future<Void> step = next > last ? log.lease(bankId, rangeSize).map(this::take) : write();
        step.onComplete(done -> {
            busy = false;
            if (done.failed()) {
                refuseAll(done.cause());
            }
            work();
        });
    }

    private @Nullable Void take(Range range) {
        next = range.first();
        last = range.last();
        return null;
    }

    private Future<Void> write() {
        List<Asking> batch = new ArrayList<>();
        List<Use> uses = new ArrayList<>();
        while (!waiting.isEmpty() && batch.size() < MAX_BATCH && next <= last) {
            Asking one = waiting.remove();
            batch.add(one);
            uses.add(new Use(one.id(), next++));
        }
        return log.record(bankId, uses).onComplete(done -> {
            for (int i = 0; i < batch.size(); i++) {
                if (done.succeeded()) {
                    remember(uses.get(i));
                    batch.get(i).answer().complete(Stan.text(uses.get(i).stan()));
                } else {
                    batch.get(i).answer().fail(done.cause());
                }
            }
        });
    }

    private void refuseAll(Throwable cause) {
        List<Asking> all = new ArrayList<>(waiting);
        waiting.clear();
        all.forEach(each -> each.answer().fail(cause));
    }

    private void remember(Use use) {
        recent.put(use.id(), use.stan());
        if (recent.size() > MAX_REMEMBERED) {
            recent.remove(recent.keySet().iterator().next());
        }
    }
}
