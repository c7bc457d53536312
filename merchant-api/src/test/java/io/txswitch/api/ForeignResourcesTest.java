package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.contract.WebhookEndpoint;
import io.txswitch.core.model.Phase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** What is one merchant's is not there for another, at every operation that names something, and each try is logged. */
@ExtendWith(VertxExtension.class)
class ForeignResourcesTest {
    private static final String ENDPOINT_ID = "we_000000000000000000000001";

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(Gate.class);
    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(vertx);
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
        node.core.journal.put(Views.REFUND_ID, Views.refund(Phase.APPROVED));
        node.core.journal.put(Views.AGREEMENT_ID, Views.agreement(Phase.APPROVED));
        node.core.journal.put(Views.TRANSFER_ID, Views.transfer(Phase.APPROVED));
        node.notifier.endpoints.put(
                ENDPOINT_ID,
                new WebhookEndpoint(
                        ENDPOINT_ID, "M1", "http://127.0.0.1:9999/a", List.of(), true, ApiNode.NOW, ApiNode.NOW));
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void nothingOfTheOwnersChanged() {
        log.detachAppender(lines);
        assertThat(node.core.submitted).isEmpty();
        assertThat(node.notifier.redelivered).isEmpty();
        assertThat(node.notifier.endpoints.get(ENDPOINT_ID).url()).isEqualTo("http://127.0.0.1:9999/a");
    }

    private static String idAt(Contract.Entry entry) {
        if (entry.path().startsWith("/v1/refunds")) {
            return Views.REFUND_ID.text();
        }
        if (entry.path().startsWith("/v1/agreements")) {
            return Views.AGREEMENT_ID.text();
        }
        if (entry.path().startsWith("/v1/transfers")) {
            return Views.TRANSFER_ID.text();
        }
        if (entry.path().startsWith("/v1/webhook-endpoints")) {
            return ENDPOINT_ID;
        }
        return entry.path().startsWith("/v1/events") ? FakeNotifier.EVENT_ID : Views.PAYMENT_ID.text();
    }

    private Reply ask(Contract.Entry entry, String id, String body) {
        Call call = new Call(node, entry.method().name(), entry.path().replace("{id}", id)).asMerchantTwo();
        return entry.hasBody() ? call.body(body).send() : call.send();
    }

    private static String body(Contract.Entry entry) {
        JsonNode examples = ApiNode.CONTRACT
                .document()
                .path("paths")
                .path(entry.path())
                .path(entry.method().name().toLowerCase(Locale.ROOT))
                .at("/requestBody/content/application~1json/examples");
        return examples.isEmpty()
                ? ""
                : examples.elements().next().path("value").toString();
    }

    @Test
    void everyOperationThatNamesSomethingSaysNotFoundAndWritesItDown() {
        List<Contract.Entry> naming = ApiNode.CONTRACT.entries().stream()
                .filter(Contract.Entry::hasId)
                .toList();
        assertThat(naming).hasSizeGreaterThan(10);
        for (Contract.Entry entry : naming) {
            lines.list.clear();
            Reply his = ask(entry, idAt(entry), body(entry));
            assertThat(his.status()).as(entry.id() + " " + his.body()).isEqualTo(404);
            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(line -> line.contains("merchant=M2 audit=not-his-or-not-there operation=" + entry.id()
                            + " named=" + idAt(entry)));
            Reply none = ask(entry, idAt(entry).substring(0, idAt(entry).length() - 1) + "2", body(entry));
            assertThat(withoutRequestId(none)).isEqualTo(withoutRequestId(his));
        }
        assertThat(node.count("txswitch_api_not_his")).isGreaterThan(10);
    }

    private static JsonNode withoutRequestId(Reply reply) {
        return ((ObjectNode) reply.json()).without("request_id");
    }

    @Test
    void aRefundOfAnothersPaymentIsNotFoundByIdAndByOrder() {
        String byId = Bodies.refund("r1", Views.PAYMENT_ID.text(), 1);
        String byOrder = "{\"refund_no\":\"r1\",\"order_no\":\"order-1\",\"amount\":1}";
        for (String body : List.of(byId, byOrder)) {
            Reply reply = node.post("/v1/refunds", body).asMerchantTwo().send();
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.code()).isEqualTo("payment_not_found");
        }
        assertThat(lines.list).hasSize(2);
    }

    @Test
    void noListShowsWhatIsAnothers() {
        for (String path : List.of(
                "/v1/payments", "/v1/refunds", "/v1/refunds?payment_id=" + Views.PAYMENT_ID, "/v1/webhook-endpoints")) {
            Reply reply = node.get(path).asMerchantTwo().send();
            assertThat(reply.json().path("data")).as(path).isEmpty();
        }
        for (String path : List.of("/v1/payments?order_no=order-1", "/v1/refunds?refund_no=refund-1")) {
            assertThat(node.get(path).asMerchantTwo().send().status()).as(path).isEqualTo(404);
        }
        node.get("/v1/events").asMerchantTwo().send();
        assertThat(node.notifier.listed).extracting(each -> each.merchantId()).containsExactly("M2");
        node.get("/v1/totals?day=2026-01-01").asMerchantTwo().send();
        assertThat(node.core.totals).extracting(each -> each.merchantId()).containsExactly("M2");
    }

    @Test
    void aNameThatWouldSpoilTheLineIsNotInIt() {
        node.get("/v1/payments/x%0aaudit=forged").asMerchantTwo().send();
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("forged"));
    }
}
