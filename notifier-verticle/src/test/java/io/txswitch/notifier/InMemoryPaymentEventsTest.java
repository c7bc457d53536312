package io.txswitch.notifier;

import io.txswitch.core.contract.PaymentEvent;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class InMemoryPaymentEventsTest extends PaymentEventsContract {
    private Vertx vertx;
    private InMemoryPaymentEvents events;

    @BeforeEach
    void events(Vertx injected) {
        vertx = injected;
        events = new InMemoryPaymentEvents(vertx);
    }

    @Override
    void publish(PaymentEvent event) {
        events.publish(event);
    }

    @Override
    PaymentEvents events() {
        return events;
    }

    @Override
    Vertx vertx() {
        return vertx;
    }
}
