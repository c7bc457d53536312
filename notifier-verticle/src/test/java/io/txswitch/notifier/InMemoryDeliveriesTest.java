package io.txswitch.notifier;

import java.time.InstantSource;

class InMemoryDeliveriesTest extends DeliveriesContract {
    private final InMemoryDeliveries deliveries = new InMemoryDeliveries(InstantSource.system());

    @Override
    Deliveries deliveries() {
        return deliveries;
    }

    @Override
    EventLog log() {
        return deliveries;
    }
}
