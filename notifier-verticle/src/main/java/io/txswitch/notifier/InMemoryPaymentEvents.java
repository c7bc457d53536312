package io.txswitch.notifier;

import io.txswitch.core.contract.PaymentEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link PaymentEvents} of one process, for tests and simulation: a batch is one event. */
public final class InMemoryPaymentEvents implements PaymentEvents {
    private static final long PAUSE_MS = 10;

    private final Vertx vertx;
    private final Queue<PaymentEvent> waiting = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Context context;
    private volatile @Nullable Function<List<PaymentEvent>, Future<Void>> handler;
    private boolean busy;
    private boolean stopped;

    public InMemoryPaymentEvents(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Adds one at the end; from any thread, also before the start. */
    public void publish(PaymentEvent event) {
        waiting.add(event);
        wake();
    }

    @Override
    public Future<Void> start(Function<List<PaymentEvent>, Future<Void>> newHandler) {
        handler = newHandler;
        context = vertx.getOrCreateContext();
        wake();
        return Future.succeededFuture();
    }

    private void wake() {
        Context here = context;
        if (here != null) {
            here.runOnContext(go -> next());
        }
    }

    private void next() {
        PaymentEvent event = waiting.peek();
        if (stopped || busy || event == null) {
            return;
        }
        busy = true;
        Objects.requireNonNull(handler).apply(List.of(event)).onComplete(done -> {
            busy = false;
            if (done.succeeded()) {
                waiting.remove();
                next();
            } else {
                vertx.setTimer(PAUSE_MS, again -> next());
            }
        });
    }

    @Override
    public Future<Void> stop() {
        stopped = true;
        return Future.succeededFuture();
    }
}
