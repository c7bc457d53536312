package io.txswitch.sandbox.merchant;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** The webhooks received so far and those who wait for one; confined to the merchant's event loop. */
final class EventLog {
    /** Repeats come within a day; the sandbox remembers at least this many ids, the newest. */
    private static final int MAX_EVENTS = 100_000;

    private record Waiter(Predicate<MerchantEvent> wanted, Promise<MerchantEvent> promise) {}

    private final Vertx vertx;
    private final Set<String> ids = new HashSet<>();
    private final Deque<MerchantEvent> events = new ArrayDeque<>();
    private final List<Waiter> waiters = new ArrayList<>();

    EventLog(Vertx vertx) {
        this.vertx = vertx;
    }

    boolean knows(String id) {
        return ids.contains(id);
    }

    void add(MerchantEvent event) {
        if (events.size() >= MAX_EVENTS) {
            ids.remove(events.removeFirst().id());
        }
        ids.add(event.id());
        events.addLast(event);
        Iterator<Waiter> each = waiters.iterator();
        while (each.hasNext()) {
            Waiter waiter = each.next();
            if (waiter.wanted().test(event)) {
                each.remove();
                waiter.promise().complete(event);
            }
        }
    }

    List<MerchantEvent> all() {
        return List.copyOf(events);
    }

    Future<MerchantEvent> await(Predicate<MerchantEvent> wanted, long timeoutMs) {
        Optional<MerchantEvent> there = events.stream().filter(wanted).findFirst();
        if (there.isPresent()) {
            return Future.succeededFuture(there.get());
        }
        Waiter waiter = new Waiter(wanted, Promise.promise());
        waiters.add(waiter);
        vertx.setTimer(timeoutMs, timer -> {
            if (waiters.remove(waiter)) {
                waiter.promise().fail(new TimeoutException("no such event in " + timeoutMs + " ms"));
            }
        });
        return waiter.promise().future();
    }
}
