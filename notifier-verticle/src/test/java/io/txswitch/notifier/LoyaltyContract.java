package io.txswitch.notifier;

import static io.txswitch.notifier.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.InMemoryBus;
import io.txswitch.core.contract.PaymentFound;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxId;
import io.txswitch.notifier.loyalty.LoyaltyConfig;
import io.txswitch.notifier.loyalty.OpenPayments;
import io.txswitch.notifier.loyalty.Points;
import io.txswitch.notifier.loyalty.PointsVerticle;
import io.txswitch.notifier.loyalty.RepairVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** The example of business on the event stream, on stores of either kind. */
abstract class LoyaltyContract {
    /** Twelve points for a payment of {@link Samples}. */
    private static final LoyaltyConfig CONFIG = new LoyaltyConfig(true, 100, 100, 20);

    private final String merchant = "M" + Samples.anyId().text();

    abstract Vertx vertx();

    abstract Points points();

    abstract OpenPayments open();

    @Test
    void anEventThatComesTwiceGivesItsPointsOnce() {
        InMemoryPaymentEvents events = points(points());
        PaymentView paid = Samples.payment(Samples.anyId(), merchant, Phase.APPROVED);
        events.publish(Samples.approved(paid));
        events.publish(Samples.approved(paid));
        events.publish(Samples.event(2, paid, "CaseOpened"));
        events.publish(Samples.approved(Samples.payment(Samples.anyId(), merchant, Phase.APPROVED)));

        await().until(() -> balance() == 24);
    }

    @Test
    void aRefundTakesItsPointsAndAReversalWhatIsLeft() {
        InMemoryPaymentEvents events = points(points());
        PaymentView refunded = Samples.payment(Samples.anyId(), merchant, Phase.APPROVED);
        events.publish(Samples.approved(refunded));
        events.publish(Samples.approved(Samples.refund(Samples.anyId(), merchant, refunded.id())));
        TxId reversed = Samples.anyId();
        events.publish(Samples.approved(Samples.payment(reversed, merchant, Phase.APPROVED)));
        PaymentView back = Samples.payment(reversed, merchant, Phase.REVERSED);
        events.publish(Samples.event(3, back, "ReversalAcknowledged"));
        events.publish(Samples.event(3, back, "ReversalAcknowledged"));
        PaymentView never = Samples.payment(Samples.anyId(), merchant, Phase.REVERSED);
        events.publish(Samples.event(3, never, "ReversalAcknowledged"));
        events.publish(Samples.approved(Samples.payment(Samples.anyId(), merchant, Phase.APPROVED)));

        await().until(() -> balance() == 12);
    }

    @Test
    void aPaymentThatStaysOpenIsLookedAfterUntilItIsOver() {
        TxId stuck = Samples.anyId();
        TxId done = Samples.anyId();
        Queue<TxId> asked = new ConcurrentLinkedQueue<>();
        InMemoryBus bus = new InMemoryBus();
        bus.serve(Addresses.PAYMENT_RECOVER, command -> {
            asked.add(command.id());
            Phase phase = asked.size() < 2 ? Phase.PENDING : Phase.APPROVED;
            return Future.succeededFuture(new PaymentFound(Samples.payment(command.id(), merchant, phase)));
        });
        InMemoryPaymentEvents events = new InMemoryPaymentEvents(vertx());
        OpenPayments open = open();
        vertx().deployVerticle(new RepairVerticle(CONFIG, bus, own -> new RepairVerticle.Ports(events, open)))
                .await();

        events.publish(Samples.event(0, Samples.payment(done, merchant, Phase.SENT), "Received", "Dispatched"));
        events.publish(Samples.approved(Samples.payment(done, merchant, Phase.APPROVED)));
        events.publish(Samples.event(0, Samples.payment(stuck, merchant, Phase.PENDING), "HostPending"));

        await().until(() -> asked.size() == 2);
        await().until(() -> open.due(1_000).await().isEmpty());
        assertThat(asked).containsExactly(stuck, stuck);
    }

    private InMemoryPaymentEvents points(Points points) {
        InMemoryPaymentEvents events = new InMemoryPaymentEvents(vertx());
        vertx().deployVerticle(new PointsVerticle(CONFIG, own -> new PointsVerticle.Ports(events, points)))
                .await();
        return events;
    }

    private long balance() {
        return points().balance(merchant).await();
    }
}
