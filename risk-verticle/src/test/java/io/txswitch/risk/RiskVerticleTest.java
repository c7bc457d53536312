package io.txswitch.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.contract.Verdict;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RiskVerticleTest {
    private static final long WAIT_MS = 5_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void anAssessmentTravelsTheBusAndIsCounted(Vertx vertx) {
        Bus bus = deploy(vertx, new InMemoryVelocity(InstantSource.system()));

        Verdict verdict = bus.request(
                        Addresses.RISK_ASSESS, RiskActorTest.card(RiskActorTest.CARD, "k", 6_000_000), WAIT_MS)
                .await();

        assertThat(verdict).isEqualTo(Verdict.refuse(Reason.AMOUNT_LIMIT, "amount-limit"));
        assertThat(meters.counter("txswitch_risk_verdicts_total", "verdict", "refused", "rule", "amount-limit")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aHungRedisHoldsNoPayment(Vertx vertx) {
        NetServer deaf = vertx.createNetServer()
                .connectHandler(socket -> {})
                .listen(0, "127.0.0.1")
                .await();
        RedisVelocity velocity = RedisVelocity.create(vertx, redis(deaf.actualPort()), InstantSource.system());
        Bus bus = deploy(vertx, velocity);

        for (int i = 0; i < 20; i++) {
            assertThat(bus.request(Addresses.RISK_ASSESS, RiskActorTest.card(RiskActorTest.CARD, "k" + i, 1), WAIT_MS)
                            .await())
                    .isEqualTo(Verdict.pass("card-velocity-not-counted"));
        }
    }

    @Test
    void anAbsentRedisHoldsNoPayment(Vertx vertx) {
        NetServer gone = vertx.createNetServer()
                .connectHandler(socket -> {})
                .listen(0, "127.0.0.1")
                .await();
        int port = gone.actualPort();
        gone.close().await();
        Bus bus = deploy(vertx, RedisVelocity.create(vertx, redis(port), InstantSource.system()));

        assertThat(bus.request(Addresses.RISK_ASSESS, RiskActorTest.card(RiskActorTest.CARD, "k", 1), WAIT_MS)
                        .await())
                .isEqualTo(Verdict.pass("card-velocity-not-counted"));
    }

    private Bus deploy(Vertx vertx, Velocity velocity) {
        Bus bus = new VertxBus(vertx, KeyRing.of(new Secret(Base64.getEncoder().encodeToString(new byte[32]))));
        vertx.deployVerticle(new RiskVerticle(RiskActorTest.config("node: {}"), bus, velocity, meters))
                .await();
        return bus;
    }

    private static StoresConfig.Redis redis(int port) {
        return new StoresConfig.Redis("127.0.0.1", port, null, "t:");
    }
}
