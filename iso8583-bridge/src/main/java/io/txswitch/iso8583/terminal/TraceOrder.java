package io.txswitch.iso8583.terminal;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what one connection says about one trace in order while keys and batches are being asked for.
 *
 * <p>A sale and its reversal may wait for different stores; the reversal must not reach the core first. Only the way to
 * the core is kept in order: the reversal does not wait for the sale's answer. Belongs to one event loop; holds nothing
 * when nothing waits.
 */
final class TraceOrder {
    private @Nullable Map<String, Future<?>> last;

    /** What {@code next} gives, but not before everything that was put in order earlier under the same trace. */
    <T> Future<T> after(String trace, Future<T> next) {
        Future<?> before = last == null ? null : last.get(trace);
        if (before == null && next.isComplete()) {
            return next;
        }
        Future<T> ordered = before == null ? next : before.transform(done -> next);
        if (last == null) {
            last = new HashMap<>();
        }
        last.put(trace, ordered);
        return ordered;
    }

    /** To be called when what came of {@code ordered} has been handed on. */
    void done(String trace, Future<?> ordered) {
        if (last != null && last.remove(trace, ordered) && last.isEmpty()) {
            last = null;
        }
    }
}
