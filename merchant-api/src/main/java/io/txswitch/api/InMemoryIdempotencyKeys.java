package io.txswitch.api;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** {@link IdempotencyKeys} of one node; thread-safe. Over its bound it forgets the oldest first. */
public final class InMemoryIdempotencyKeys implements IdempotencyKeys {
    /** About 20 MB at 200 bytes each. */
    static final int MAX_REMEMBERED = 100_000;

    private final Map<String, String> bound = new ConcurrentHashMap<>();
    private final Queue<String> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    @Override
    public Future<Bound> bind(String key, String request) {
        String before = bound.putIfAbsent(key, request);
        if (before == null) {
            oldestFirst.add(key);
            forget(size.incrementAndGet());
        }
        return Future.succeededFuture(before == null || before.equals(request) ? Bound.HERE : Bound.ELSEWHERE);
    }

    private void forget(int held) {
        String oldest = held > MAX_REMEMBERED ? oldestFirst.poll() : null;
        if (oldest != null) {
            bound.remove(oldest);
            size.decrementAndGet();
        }
    }
}
