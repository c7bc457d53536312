package io.txswitch.iso8583.bank;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.txswitch.core.contract.HostAnswer.Result;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a bank line counts; labels are the bank's id and enum names. */
final class BankMetrics {
    private final MeterRegistry registry;
    private final String bankId;
    private final Map<String, Timer> answers = new ConcurrentHashMap<>();
    private final Counter late;
    private final Counter unmatched;
    private final Counter duplicates;
    private final Counter undecodable;
    private final Counter unauthenticated;
    private final Counter keysChanged;
    private final Counter keysRefused;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger up = new AtomicInteger();

    BankMetrics(MeterRegistry registry, String bankId) {
        this.registry = registry;
        this.bankId = bankId;
        this.late = counter("late_answers", "answers that came when nobody waited any more");
        this.unmatched = counter("unmatched_answers", "answers that name no transaction of this switch");
        this.duplicates = counter("duplicate_answers", "answers that had been given before");
        this.undecodable = counter("undecodable_messages", "messages that could not be read");
        this.unauthenticated = counter("unauthenticated_messages", "answers whose MAC was missing or wrong");
        this.keysChanged = counter("keys_changed", "exchanges that brought new working keys");
        this.keysRefused = counter("keys_refused", "exchanges that brought no good keys");
        gauge("in_flight", "requests that wait for the bank", inFlight);
        gauge("up", "1 when a request would be sent now", up);
    }

    /** A monotonic reading, nanoseconds. */
    long start() {
        return registry.config().clock().monotonicTime();
    }

    void answered(String operation, Result result, long start) {
        answers.computeIfAbsent(
                        operation + result,
                        key -> Timer.builder("txswitch_bank_answer")
                                .description("from the request to its answer, or to giving up")
                                .tag("bank", bankId)
                                .tag("operation", operation)
                                .tag("result", result.name())
                                .publishPercentileHistogram()
                                .register(registry))
                .record(start() - start, TimeUnit.NANOSECONDS);
    }

    void inFlight(int now) {
        inFlight.set(now);
    }

    void up(boolean now) {
        up.set(now ? 1 : 0);
    }

    void late() {
        late.increment();
    }

    void unmatched() {
        unmatched.increment();
    }

    void duplicate() {
        duplicates.increment();
    }

    void undecodable() {
        undecodable.increment();
    }

    void unauthenticated() {
        unauthenticated.increment();
    }

    void keysChanged() {
        keysChanged.increment();
    }

    void keysRefused() {
        keysRefused.increment();
    }

    String bankId() {
        return bankId;
    }

    /** Milliseconds since a reading of {@link #start}. */
    long elapsedMs(long start) {
        return TimeUnit.NANOSECONDS.toMillis(start() - start);
    }

    private Counter counter(String name, String description) {
        return Counter.builder("txswitch_bank_" + name)
                .description(description)
                .tag("bank", bankId)
                .register(registry);
    }

    private void gauge(String name, String description, AtomicInteger value) {
        Gauge.builder("txswitch_bank_" + name, value, AtomicInteger::get)
                .description(description)
                .tag("bank", bankId)
                .register(registry);
    }
}
