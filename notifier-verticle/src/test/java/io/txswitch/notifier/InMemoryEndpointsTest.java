package io.txswitch.notifier;

import java.time.InstantSource;

class InMemoryEndpointsTest extends EndpointsContract {
    private final InMemoryEndpoints endpoints = new InMemoryEndpoints(InstantSource.system());

    @Override
    Endpoints endpoints() {
        return endpoints;
    }
}
