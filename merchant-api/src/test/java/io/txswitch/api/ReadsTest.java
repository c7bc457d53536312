package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.bus.BusException;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentFound;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ReadsTest {
    private static final String PATH = "/v1/payments/" + Views.PAYMENT_ID;

    private static final int AT_ONCE = 50;

    private final InMemoryReadModel readModel = new InMemoryReadModel();
    private final MovableClock clock = new MovableClock();
    private boolean readModelUp = true;
    private ApiNode node;

    private static final class MovableClock implements InstantSource {
        private volatile Instant now = ApiNode.NOW;

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void start(Vertx vertx) {
        ApiStores stores = new ApiStores(
                new InMemoryNonces(clock),
                new InMemoryIdempotencyKeys(),
                readModel,
                () -> readModelUp,
                Future::succeededFuture);
        node = ApiNode.start(vertx, ApiNode.CONFIG, stores, clock);
    }

    @Test
    void anEndIsTakenFromTheReadModel() {
        readModel.put(Views.payment(Phase.APPROVED));
        Reply reply = node.get(PATH).send();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asText()).isEqualTo("succeeded");
        assertThat(node.core.queried).isEmpty();
    }

    @Test
    void whatIsNotAtItsEndIsAskedOfTheJournal() {
        readModel.put(Views.payment(Phase.PENDING));
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
        assertThat(node.get(PATH).send().json().path("status").asText()).isEqualTo("succeeded");
        assertThat(node.core.queried).hasSize(1);
        assertThat(node.core.asked).as("the flow").isEmpty();
    }

    @Test
    void whatIsNotInTheReadModelIsAskedOfTheJournal() {
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.PENDING));
        assertThat(node.get(PATH).send().json().path("status").asText()).isEqualTo("pending");
    }

    @Test
    void anotherMerchantsPaymentIsNotThereWhereverItIsKept() {
        readModel.put(Views.payment(Phase.APPROVED));
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
        Reply cached = node.get(PATH).asMerchantTwo().send();
        Reply byOrder =
                node.get("/v1/payments?order_no=order-1").asMerchantTwo().send();
        Reply none = node.get("/v1/payments/" + Views.REFUND_ID).asMerchantTwo().send();
        assertThat(cached.status()).isEqualTo(404);
        assertThat(byOrder.status()).isEqualTo(404);
        assertThat(cached.json().path("detail")).isEqualTo(none.json().path("detail"));
    }

    @Test
    void aPaymentIsFoundByItsOrder() {
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
        Reply reply = node.get("/v1/payments?order_no=order-1").send();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("id").asText()).isEqualTo(Views.PAYMENT_ID.text());
    }

    @Test
    void aMerchantSeesHisCardPaymentsToo() {
        node.core.journal.put(Views.PAYMENT_ID, Views.card());
        Reply reply = node.get(PATH).send();
        assertThat(reply.json().path("rrn").asText()).isEqualTo(Views.PAYMENT_ID.rrn());
    }

    @Test
    void whoAsksForWhatIsBeingReadWaitsForThatAnswer() {
        Promise<PaymentFound> held = Promise.promise();
        node.core.queries = question -> held.future();
        List<Future<Reply>> replies =
                IntStream.range(0, AT_ONCE).mapToObj(i -> node.get(PATH).sent()).toList();
        await().until(() -> node.core.queried.size() == 1
                && node.meters
                                .counter("txswitch_api_read_model", "hit", "false")
                                .count()
                        == AT_ONCE);
        held.complete(new PaymentFound(Views.payment(Phase.PENDING)));
        for (Future<Reply> each : replies) {
            assertThat(Waiting.on(each).json().path("status").asText()).isEqualTo("pending");
        }
        assertThat(node.core.queried).hasSize(1);
    }

    @Test
    void anAnswerIsGoodForAMomentAndNoLonger() {
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.PENDING));
        node.get(PATH).send();
        node.get(PATH).send();
        assertThat(node.core.queried).hasSize(1);
        clock.now = clock.now.plusMillis(RecentReads.KEPT_MS);
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
        assertThat(status()).isEqualTo("succeeded");
        assertThat(node.core.queried).hasSize(2);
    }

    @Test
    void nothingIsShownThatIsOlderThanAWebhook() {
        node.core.journal.put(Views.PAYMENT_ID, Views.atVersion(Views.payment(Phase.PENDING), 1));
        assertThat(status()).isEqualTo("pending");
        // Told by a webhook: the notifier wrote it before it posted.
        readModel.put(Views.atVersion(Views.payment(Phase.REVERSING), 3));
        assertThat(status()).isEqualTo("reversing");
        assertThat(node.core.queried)
                .as("the kept answer was too old, so the journal was asked")
                .hasSize(2);
    }

    @Test
    void whoeverChangedAPaymentSeesItChanged() {
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.PENDING));
        assertThat(status()).isEqualTo("pending");
        node.core.closes = (command, view) -> {
            node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.CLOSED));
            return new Outcome(Outcome.Result.DECLINED, Views.payment(Phase.CLOSED), Reason.CLOSED, "12", null, false);
        };
        assertThat(node.post(PATH + "/close", "").send().status()).isEqualTo(200);
        assertThat(status()).isEqualTo("closed");
    }

    @Test
    void withoutTheReadModelEachReadIsItsOwn() {
        readModelUp = false;
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.PENDING));
        node.get(PATH).send();
        node.get(PATH).send();
        assertThat(node.core.queried).hasSize(2);
    }

    @Test
    void anotherMerchantDoesNotMeetWhatTheFirstWasShown() {
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.PENDING));
        assertThat(status()).isEqualTo("pending");
        readModel.put(Views.payment(Phase.PENDING));
        assertThat(node.get(PATH).asMerchantTwo().send().status()).isEqualTo(404);
    }

    @Test
    void whenNoReadsAreServedAPaymentIsStillMadeAndRefunded() {
        node.core.queries = question -> Future.failedFuture(new BusException("nobody", true));
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
        assertThat(node.get(PATH).send().status()).isEqualTo(503);
        assertThat(node.post("/v1/payments", Bodies.payment("order-2")).send().status())
                .isEqualTo(201);
        assertThat(node.post("/v1/refunds", Bodies.refund("r1", Views.PAYMENT_ID.text(), 1))
                        .send()
                        .status())
                .isEqualTo(201);
    }

    private String status() {
        return node.get(PATH).send().json().path("status").asText();
    }
}
