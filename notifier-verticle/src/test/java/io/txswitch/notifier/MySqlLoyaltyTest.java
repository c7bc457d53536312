package io.txswitch.notifier;

import io.txswitch.core.config.StoresConfig;
import io.txswitch.notifier.loyalty.MySqlOpenPayments;
import io.txswitch.notifier.loyalty.MySqlPoints;
import io.txswitch.notifier.loyalty.OpenPayments;
import io.txswitch.notifier.loyalty.Points;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MySqlLoyaltyTest extends LoyaltyContract {
    private static StoresConfig stores;
    private Vertx vertx;
    private Points points;
    private OpenPayments open;

    @BeforeAll
    static void schema() {
        stores = SharedStores.fresh("loyalty");
    }

    @BeforeEach
    void stores(Vertx injected) {
        vertx = injected;
        MySqlStore store = MySqlStore.create(vertx, stores.mysql());
        points = new MySqlPoints(store);
        open = new MySqlOpenPayments(store);
    }

    @Override
    Vertx vertx() {
        return vertx;
    }

    @Override
    Points points() {
        return points;
    }

    @Override
    OpenPayments open() {
        return open;
    }
}
