package io.txswitch.core.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Transactions by phase and reason, and latency per hop; labels are enum names only. Thread-safe. */
public final class FlowMetrics {
    /** Where the time of a transaction goes. */
    public enum Hop {
        RISK,
        ROUTE,
        JOURNAL,
        HOST,
        TOTAL
    }

    private final MeterRegistry registry;
    private final LongSupplier nanos;
    private final Map<String, Counter> reached = new ConcurrentHashMap<>();
    private final Map<Hop, Timer> hops = new ConcurrentHashMap<>();

    public FlowMetrics(MeterRegistry registry, LongSupplier nanos) {
        this.registry = registry;
        this.nanos = nanos;
    }

    /** A monotonic reading, nanoseconds. */
    public long start() {
        return nanos.getAsLong();
    }

    public void took(Hop hop, long startNanos) {
        hops.computeIfAbsent(
                        hop,
                        h -> Timer.builder("txswitch_hop")
                                .description("time spent per hop")
                                .tag("hop", h.name())
                                .publishPercentileHistogram()
                                .register(registry))
                .record(nanos.getAsLong() - startNanos, TimeUnit.NANOSECONDS);
    }

    /** Counts a transaction that has durably reached a phase. */
    public void reached(Transaction tx) {
        Phase phase = tx.phase();
        Reason why = tx.reason();
        String reason = why == null ? "NONE" : why.name();
        reached.computeIfAbsent(
                        tx.kind() + "/" + phase + "/" + reason,
                        key -> Counter.builder("txswitch_transactions")
                                .description("transactions that reached a phase")
                                .tag("kind", tx.kind().name())
                                .tag("phase", phase.name())
                                .tag("reason", reason)
                                .register(registry))
                .increment();
    }

    public void count(String name) {
        reached.computeIfAbsent(name, n -> Counter.builder("txswitch_" + n).register(registry))
                .increment();
    }
}
