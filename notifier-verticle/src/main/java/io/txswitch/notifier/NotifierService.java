package io.txswitch.notifier;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.vertx.core.Future;

/** Serves what the merchant edge and the control port ask of the notifier. */
final class NotifierService {
    private final EndpointDesk endpoints;
    private final EventDesk events;

    NotifierService(EndpointDesk endpoints, EventDesk events) {
        this.endpoints = endpoints;
        this.events = events;
    }

    Future<Void> serve(Bus bus) {
        return Future.all(
                        bus.serve(Addresses.ENDPOINTS_LIST, endpoints::list),
                        bus.serve(Addresses.ENDPOINT_PUT, endpoints::put),
                        bus.serve(Addresses.ENDPOINT_CHANGE, endpoints::change),
                        Future.all(
                                bus.serve(Addresses.EVENTS_LIST, events::list),
                                bus.serve(Addresses.EVENT_REDELIVER, events::redeliver),
                                bus.serve(Addresses.EVENTS_REDELIVER, events::redeliverGivenUp)))
                .mapEmpty();
    }
}
