package io.txswitch.notifier;

import io.txswitch.notifier.loyalty.InMemoryOpenPayments;
import io.txswitch.notifier.loyalty.InMemoryPoints;
import io.txswitch.notifier.loyalty.OpenPayments;
import io.txswitch.notifier.loyalty.Points;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class InMemoryLoyaltyTest extends LoyaltyContract {
    private Vertx vertx;
    private Points points;
    private OpenPayments open;

    @BeforeEach
    void stores(Vertx injected) {
        vertx = injected;
        points = new InMemoryPoints();
        open = new InMemoryOpenPayments(InstantSource.system());
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
