package io.txswitch.risk;

import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.model.Secret;
import io.txswitch.sandbox.stores.StoreAddresses;
import io.txswitch.sandbox.stores.TestStores;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RedisVelocityTest extends VelocityContract {
    /** What is counted does not depend on how busy the machine is; the bound has a test of its own. */
    private static final long PATIENT_MS = 30_000;

    private static final RiskConfig.CardVelocity A_MOMENT =
            new RiskConfig.CardVelocity(3, 200, RiskConfig.OnStoreLost.PASS);

    private final String prefix = TestStores.get().keyPrefix("velocity");
    private Redis redis;
    private RedisVelocity velocity;

    @BeforeEach
    void connect(Vertx vertx) {
        StoreAddresses stores = TestStores.get().addresses();
        StoresConfig.Redis config = new StoresConfig.Redis(
                stores.redisHost(), stores.redisPort(), new Secret(stores.redisPassword()), prefix);
        velocity = RedisVelocity.create(vertx, config, time, PATIENT_MS);
        redis = Redis.createClient(vertx, TestStores.get().redisUri());
    }

    @Override
    Velocity velocity() {
        return velocity;
    }

    @Test
    void aCardThatIsNoLongerUsedLeavesNothingBehind() {
        velocity.admit("card", "k1", A_MOMENT).await();
        String key = prefix + "vel:card";

        Awaitility.await()
                .until(() ->
                        redis.send(Request.cmd(Command.EXISTS).arg(key)).await().toInteger() == 0);
    }
}
