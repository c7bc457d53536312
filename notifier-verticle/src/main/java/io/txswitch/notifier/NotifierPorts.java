package io.txswitch.notifier;

import io.vertx.core.Future;

/** The world outside as the notifier sees it. */
public record NotifierPorts(
        PaymentEvents events,
        Deliveries deliveries,
        EventLog log,
        Endpoints endpoints,
        ReadModel readModel,
        Webhooks webhooks,
        DeadLetters deadLetters) {
    /** Closes everything but the events, which are stopped first. */
    Future<Void> close() {
        return Future.join(deliveries.close(), readModel.close(), webhooks.close(), deadLetters.close())
                .mapEmpty();
    }
}
