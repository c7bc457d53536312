package io.txswitch.iso8583.terminal;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the terminal server counts; labels are enum names. Thread-safe. */
final class TerminalMetrics {
    /** Why bytes were not served. */
    enum Refusal {
        BAD_FRAME,
        BAD_MESSAGE,
        ANSWERED_30,
        TOO_MANY_CONNECTIONS,
        SLOW_FRAME,
        SLOW_READER,
        ANSWER_DROPPED,
        /** A MAC that is wrong or missing: somebody meddles, or keys have drifted apart. */
        BAD_MAC,
        UNKNOWN_TERMINAL,
        BLOCKED_TERMINAL,
        /** A store or the security module did not answer. */
        UNAVAILABLE,
        /** From an address that may not call. */
        STRANGER,
        /** An older connection of a terminal gave way to its newest. */
        GAVE_WAY
    }

    /** What was asked. */
    enum Work {
        SALE,
        REVERSAL,
        OTHER
    }

    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);
    private final Map<Work, Timer> answers = new EnumMap<>(Work.class);
    private final AtomicInteger connections = new AtomicInteger();

    private final Clock clock;

    TerminalMetrics(MeterRegistry registry) {
        clock = registry.config().clock();
        for (Refusal each : Refusal.values()) {
            refusals.put(
                    each,
                    Counter.builder("txswitch_terminal_refusals")
                            .description("frames, messages and connections that were not served")
                            .tag("why", each.name())
                            .register(registry));
        }
        for (Work each : Work.values()) {
            answers.put(
                    each,
                    Timer.builder("txswitch_terminal_answer")
                            .description("from the last byte of a request to its answer")
                            .tag("asked", each.name())
                            .publishPercentileHistogram()
                            .register(registry));
        }
        Gauge.builder("txswitch_terminal_connections", connections, AtomicInteger::get)
                .description("open terminal connections")
                .register(registry);
    }

    void refused(Refusal why) {
        count(refusals.get(why));
    }

    /** A monotonic reading, nanoseconds. */
    long start() {
        return clock.monotonicTime();
    }

    void answered(Work asked, long start) {
        Timer timer = answers.get(asked);
        if (timer != null) {
            timer.record(start() - start, TimeUnit.NANOSECONDS);
        }
    }

    void connections(int change) {
        connections.addAndGet(change);
    }

    private static void count(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }
}
