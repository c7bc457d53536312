package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Phase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ReadsTest {
    private static final String PATH = "/v1/payments/" + Views.PAYMENT_ID;

    private final InMemoryReadModel readModel = new InMemoryReadModel();
    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        ApiStores stores = new ApiStores(
                new InMemoryNonces(InstantSource.fixed(ApiNode.NOW)),
                new InMemoryIdempotencyKeys(),
                readModel,
                () -> true,
                Future::succeededFuture);
        node = ApiNode.start(vertx, ApiNode.CONFIG, stores);
    }

    @Test
    void anEndIsTakenFromTheReadModel() {
        readModel.put(Views.payment(Phase.APPROVED));
        Reply reply = node.get(PATH).send();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asText()).isEqualTo("succeeded");
        assertThat(node.core.asked).isEmpty();
    }

    @Test
    void whatIsNotAtItsEndIsAskedOfTheJournal() {
        readModel.put(Views.payment(Phase.PENDING));
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
        assertThat(node.get(PATH).send().json().path("status").asText()).isEqualTo("succeeded");
        assertThat(node.core.asked).hasSize(1);
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
}
