package io.txswitch.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.contract.HostHealth;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.model.Secret;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RouterVerticleTest {
    private static final String ROUTES = "routes: [{product: card, hosts: [bank-a, bank-b]}]";
    private static final long WAIT_MS = 5_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aBankThatSaysItIsDownIsPassedOverOnTheBus(Vertx vertx) {
        Bus bus = new VertxBus(vertx, KeyRing.of(new Secret(Base64.getEncoder().encodeToString(new byte[32]))));
        vertx.deployVerticle(new RouterVerticle(RouterActorTest.config(ROUTES), bus, InstantSource.system(), meters))
                .await();
        assertThat(find(bus).hostId()).isEqualTo("bank-a");

        bus.publish(Addresses.HOST_HEALTH, new HostHealth("bank-a", "n1", false, "no line"));

        await().until(() -> "bank-b".equals(find(bus).hostId()));
        assertThat(meters.counter("txswitch_routes_total", "product", "card", "host", "bank-b")
                        .count())
                .isPositive();
    }

    private static RouteChoice find(Bus bus) {
        return bus.request(Addresses.ROUTE_FIND, RouterActorTest.ask("card", "M0", "411111"), WAIT_MS)
                .await();
    }
}
