package io.txswitch.api;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** {@link Nonces} of one node; thread-safe. Over its bound it forgets the oldest first. */
public final class InMemoryNonces implements Nonces {
    /** About 20 MB at 200 bytes each; at 150 requests a second it still remembers the whole window. */
    static final int MAX_REMEMBERED = 100_000;

    private static final long REMEMBERED_MS = REMEMBERED_S * 1_000L;

    private final InstantSource clock;
    private final int maxRemembered;
    private final ConcurrentMap<String, Long> expiryMs = new ConcurrentHashMap<>();
    private final Queue<Entry> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    private record Entry(String key, long expiryMs) {}

    public InMemoryNonces(InstantSource clock) {
        this(clock, MAX_REMEMBERED);
    }

    InMemoryNonces(InstantSource clock, int maxRemembered) {
        this.clock = clock;
        this.maxRemembered = maxRemembered;
    }

    @Override
    public Future<Claim> claim(String key) {
        return Future.succeededFuture(claimNow(key));
    }

    Claim claimNow(String key) {
        long nowMs = clock.millis();
        long untilMs = nowMs + REMEMBERED_MS;
        Long before = expiryMs.putIfAbsent(key, untilMs);
        boolean fresh = before == null || (before <= nowMs && expiryMs.replace(key, before, untilMs));
        if (fresh) {
            oldestFirst.add(new Entry(key, untilMs));
            size.incrementAndGet();
            forget(nowMs);
        }
        return fresh ? Claim.FRESH : Claim.USED;
    }

    private void forget(long nowMs) {
        Entry oldest = oldestFirst.peek();
        while (oldest != null && (oldest.expiryMs() <= nowMs || size.get() > maxRemembered)) {
            if (oldestFirst.remove(oldest)) {
                size.decrementAndGet();
                expiryMs.remove(oldest.key(), oldest.expiryMs());
            }
            oldest = oldestFirst.peek();
        }
    }

    int remembered() {
        return size.get();
    }
}
