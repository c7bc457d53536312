package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.contract.Outcome;
import io.txswitch.core.model.Phase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When something is missing the answer comes at once, and says so. */
@ExtendWith(VertxExtension.class)
class AvailabilityTest {
    @Test
    void withoutACoreNothingIsMade(Vertx vertx) {
        ApiNode lonely = ApiNode.withoutCore(vertx);
        for (Reply reply : List.of(
                lonely.post("/v1/payments", Bodies.payment("order-1")).send(),
                lonely.post("/v1/refunds", Bodies.refund("r1", Views.PAYMENT_ID.text(), 1))
                        .send(),
                lonely.get("/v1/payments/" + Views.PAYMENT_ID).send())) {
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers().get("Retry-After")).isEqualTo("1");
            assertThat(reply.code()).isEqualTo("unavailable");
            assertThat(reply.json().path("retryable").asBoolean()).isTrue();
        }
    }

    @Test
    void overTheCapARequestIsTurnedAwayAtOnce(Vertx vertx) {
        ApiConfig one = ApiNode.config("{\"api\":{\"max-amount-minor\":1000000,\"max-in-flight\":1}}");
        ApiNode small = ApiNode.start(vertx, one, ApiStores.inMemory(InstantSource.fixed(ApiNode.NOW)));
        Promise<Outcome> held = Promise.promise();
        small.core.script = command -> held.future();
        Future<Reply> first =
                small.post("/v1/payments", Bodies.payment("order-1")).sent();
        await().until(() -> small.core.submitted.size() == 1);

        Reply second = small.post("/v1/payments", Bodies.payment("order-2")).send();
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.code()).isEqualTo("overloaded");
        assertThat(second.headers().get("Retry-After")).isEqualTo("1");
        assertThat(small.core.submitted).hasSize(1);

        held.complete(new Outcome(Outcome.Result.PENDING, Views.payment(Phase.PENDING), null, "00", null, false));
        assertThat(Waiting.on(first).status()).isEqualTo(201);
        assertThat(small.get("/v1/payments/" + Views.PAYMENT_ID).send().status())
                .isEqualTo(404);
    }

    @Test
    void pagesHaveACapOfTheirOwnAndTakeNothingFromMerchants(Vertx vertx) {
        ApiConfig one = ApiNode.config("{\"api\":{\"max-in-flight\":1}}");
        ApiNode small = ApiNode.start(vertx, one, ApiStores.inMemory(InstantSource.fixed(ApiNode.NOW)));
        String order = "{\"order_no\":\"o1\",\"amount\":1234,\"currency\":\"CNY\",\"subject\":\"tea\"}";
        String path =
                small.post("/v1/checkouts", order).send().json().path("path").asText();
        String cookie = new Call(small, "GET", path).unsigned().send().headers().get("Set-Cookie");
        Promise<Outcome> held = Promise.promise();
        small.core.script = command -> held.future();
        Future<Reply> first = page(small, "POST", "/cashier/pay", cookie)
                .body("{\"product\":\"alipay_qr\"}")
                .sent();
        await().until(() -> small.core.submitted.size() == 1);

        Reply second = page(small, "GET", "/cashier/status", cookie).send();
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.code()).isEqualTo("overloaded");
        assertThat(small.get("/v1/products").send().status()).isEqualTo(200);

        held.complete(new Outcome(Outcome.Result.PENDING, Views.payment(Phase.PENDING), null, "00", null, false));
        assertThat(Waiting.on(first).status()).isEqualTo(201);
        await().until(() -> page(small, "GET", "/cashier/status", cookie).send().status() != 429);
    }

    private static Call page(ApiNode node, String method, String path, String cookie) {
        return new Call(node, method, path)
                .unsigned()
                .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                .header("X-Checkout", "1");
    }

    @Test
    void aLostNonceStoreStopsNoPaymentAndTheJournalStillKnowsAReplay(Vertx vertx) {
        ApiStores lost = new ApiStores(
                key -> Future.succeededFuture(Nonces.Claim.UNCHECKED),
                new InMemoryIdempotencyKeys(),
                new InMemoryReadModel(),
                () -> false,
                Future::succeededFuture);
        ApiNode node = ApiNode.start(vertx, ApiNode.CONFIG, lost);
        Call call = node.post("/v1/payments", Bodies.payment("order-1")).nonce("the-very-same-nonce");
        Reply first = call.send();
        Reply replayed = call.send();
        assertThat(first.status()).isEqualTo(201);
        assertThat(replayed.status()).isEqualTo(401);
        assertThat(node.core.journal).hasSize(1);
        assertThat(node.count("txswitch_api_nonce_unchecked")).isEqualTo(2);
    }
}
