package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.bus.WireJson;
import io.txswitch.sandbox.stores.RedisServer;
import io.txswitch.sandbox.stores.TestStores;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Redis is killed, hangs and comes back under a node that takes payments all the while. */
@ExtendWith(VertxExtension.class)
class RedisLostTest {
    private static final String NONCE = "the-very-same-nonce";

    private RedisServer redis;
    private ApiStores stores;
    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        redis = TestStores.get().ownRedis("lost");
        stores = stores(vertx);
        node = ApiNode.start(vertx, ApiNode.CONFIG, stores);
        await().until(stores.up()::getAsBoolean);
    }

    @AfterEach
    void stop() {
        Waiting.on(stores.close());
        redis.close();
    }

    private ApiStores stores(Vertx vertx) {
        return ApiStores.redis(
                vertx,
                RedisPlaces.of(redis),
                WireJson.mapper(ApiNode.KEYS),
                InstantSource.fixed(ApiNode.NOW),
                RedisPlaces.PATIENT_MS);
    }

    private Reply pay(String orderNo) {
        return node.post("/v1/payments", Bodies.payment(orderNo)).send();
    }

    @Test
    void noPaymentFailsWhileRedisIsGone() {
        Call first = node.post("/v1/payments", Bodies.payment("order-1")).nonce(NONCE);
        assertThat(first.send().status()).isEqualTo(201);
        redis.process().kill9();
        await().until(() -> !stores.up().getAsBoolean());

        Reply made = pay("order-2");
        assertThat(made.status()).isEqualTo(201);
        assertThat(node.get(made.headers().get("Location")).send().status()).isEqualTo(200);
        assertThat(first.send().status()).as("this node's own memory").isEqualTo(401);
        assertThat(node.count("txswitch_api_nonce_unchecked")).isEqualTo(2);

        redis.process().restart();
        await().until(stores.up()::getAsBoolean);
        assertThat(pay("order-3").status()).isEqualTo(201);
        assertThat(node.count("txswitch_api_nonce_unchecked")).isEqualTo(2);
    }

    @Test
    void aHangingRedisIsNotWaitedFor() {
        redis.process().pause();
        assertThat(pay("order-1").status()).isEqualTo(201);
        assertThat(stores.up().getAsBoolean()).isFalse();
        assertThat(node.count("txswitch_api_nonce_unchecked")).isEqualTo(1);
        assertThat(pay("order-2").status()).isEqualTo(201);

        redis.process().resume();
        await().until(stores.up()::getAsBoolean);
        assertThat(pay("order-3").status()).isEqualTo(201);
        assertThat(node.count("txswitch_api_nonce_unchecked")).isEqualTo(2);
    }

    @Test
    void aReplayToTheOtherNodeIsRefused(Vertx vertx) {
        ApiStores others = stores(vertx);
        ApiNode other = ApiNode.start(vertx, ApiNode.CONFIG, others);
        await().until(others.up()::getAsBoolean);
        Call sent = node.post("/v1/payments", Bodies.payment("order-1")).nonce(NONCE);
        Call captured = other.post("/v1/payments", Bodies.payment("order-1")).nonce(NONCE);
        assertThat(sent.send().status()).isEqualTo(201);
        assertThat(captured.send().status()).isEqualTo(401);
        Waiting.on(others.close());
    }
}
