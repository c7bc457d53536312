package io.txswitch.core.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** {@link Timers} and the clock of a test or a simulation: time passes only when told to, and in order. */
public final class InMemoryTimers implements Timers, InstantSource {
    private record Armed(long id, Instant due, Runnable action) {}

    private final PriorityQueue<Armed> agenda =
            new PriorityQueue<>(Comparator.comparing(Armed::due).thenComparingLong(Armed::id));
    private Instant now;
    private long lastId;

    public InMemoryTimers(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long arm(long delayMs, Runnable action) {
        agenda.add(new Armed(++lastId, now.plusMillis(Math.max(0, delayMs)), action));
        return lastId;
    }

    @Override
    public void cancel(long timer) {
        agenda.removeIf(armed -> armed.id() == timer);
    }

    /** Lets time pass, running what falls due in order. */
    public void advance(long ms) {
        Instant until = now.plusMillis(ms);
        while (!agenda.isEmpty() && !agenda.peek().due().isAfter(until)) {
            Armed next = agenda.poll();
            now = next.due().isAfter(now) ? next.due() : now;
            next.action().run();
        }
        now = until;
    }

    public int armed() {
        return agenda.size();
    }
}
