package io.txswitch.notifier;

import static io.txswitch.notifier.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Phase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link PaymentEvents} promises; each adapter and its twin run the same tests. */
abstract class PaymentEventsContract {
    final Queue<PaymentEvent> handled = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failing = new AtomicInteger();

    abstract void publish(PaymentEvent event);

    abstract PaymentEvents events();

    abstract Vertx vertx();

    @Test
    void everyEventComesInOrder() {
        List<PaymentEvent> sent = sent(20);
        sent.forEach(this::publish);
        start(events());

        await().until(() -> handled.size() == 20);
        assertThat(handled).containsExactlyElementsOf(sent);
    }

    @Test
    void whatCouldNotBeHandledComesAgainBeforeAnythingLater() {
        failing.set(2);
        List<PaymentEvent> sent = sent(5);
        start(events());
        sent.forEach(this::publish);

        await().until(() -> handled.size() == 5);
        assertThat(handled).containsExactlyElementsOf(sent);
    }

    @Test
    void afterAStopNothingComes() {
        PaymentEvents events = events();
        start(events);
        List<PaymentEvent> sent = sent(2);
        publish(sent.getFirst());
        await().until(() -> handled.size() == 1);

        onLoop(go -> events.stop()).await();
        publish(sent.getLast());

        assertThat(handled).containsExactly(sent.getFirst());
    }

    static List<PaymentEvent> sent(int count) {
        PaymentView view = Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED);
        return IntStream.range(0, count)
                .mapToObj(i -> Samples.event(i, view, "HostApproved"))
                .toList();
    }

    final void start(PaymentEvents events) {
        onLoop(go -> events.start(this::take)).await();
    }

    private Future<Void> take(List<PaymentEvent> batch) {
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Future.failedFuture("no database");
        }
        handled.addAll(batch);
        return Future.succeededFuture();
    }

    final <T> Future<T> onLoop(Function<Void, Future<T>> work) {
        return Future.future(
                promise -> vertx().runOnContext(go -> work.apply(go).onComplete(promise)));
    }
}
