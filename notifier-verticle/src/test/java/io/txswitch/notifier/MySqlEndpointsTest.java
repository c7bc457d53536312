package io.txswitch.notifier;

import io.txswitch.core.config.StoresConfig;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MySqlEndpointsTest extends EndpointsContract {
    private static StoresConfig stores;
    private MySqlEndpoints endpoints;

    @BeforeAll
    static void schema() {
        stores = SharedStores.fresh("endpoints");
    }

    @BeforeEach
    void connect(Vertx vertx) {
        endpoints = new MySqlEndpoints(MySqlStore.create(vertx, stores.mysql()), Samples.KEYS);
    }

    @Override
    Endpoints endpoints() {
        return endpoints;
    }
}
