package io.txswitch.notifier;

import static io.txswitch.notifier.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.MerchantAccess;
import io.txswitch.core.contract.PaymentFound;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole notifier on its in-memory stores, with real HTTP to real endpoints. */
@ExtendWith(VertxExtension.class)
class NotifierVerticleTest {
    private static final int TIMEOUT_MS = 30_000;
    private static final int SHORT_TIMEOUT_MS = 300;
    private static final List<Long> THREE_RETRIES = List.of(20L, 20L, 20L);
    private static final int CONCURRENCY = 2;

    private final InMemoryDeliveries deliveries = new InMemoryDeliveries(InstantSource.system());
    private final InMemoryEndpoints endpoints = new InMemoryEndpoints(InstantSource.system());
    private final InMemoryDeadLetters letters = new InMemoryDeadLetters();
    private final InMemoryReadModel readModel = new InMemoryReadModel();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Vertx vertx;
    private Bus bus;
    private Endpoint shop;
    private Endpoint other;
    private InMemoryPaymentEvents events;

    @BeforeEach
    void notifier(Vertx injected) {
        vertx = injected;
        bus = new VertxBus(vertx, Samples.KEYS);
        shop = new Endpoint(vertx);
        other = new Endpoint(vertx);
        events = new InMemoryPaymentEvents(vertx);
    }

    @Test
    void anApprovalIsToldOnceSignedAndShown() {
        deploy(readModel);
        PaymentView paid = Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED);
        events.publish(Samples.event(0, Samples.payment(paid.id(), "SHOP", Phase.SENT), "Received", "Dispatched"));
        events.publish(Samples.approved(paid));
        events.publish(Samples.approved(paid));
        events.publish(Samples.event(2, paid, "CaseOpened"));
        PaymentView last = Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED);
        events.publish(Samples.approved(last));

        await().until(() -> shop.accepted().size() == 2);

        // Two payments keep no order between them.
        JsonObject told = shop.accepted().stream()
                .filter(each -> each.getString("id").equals("evt_" + paid.id().text() + "_1"))
                .findFirst()
                .orElseThrow();
        assertThat(told.getString("type")).isEqualTo("payment.succeeded");
        assertThat(told.getBoolean("signed")).isTrue();
        assertThat(told.getJsonObject("data").getString("order_no")).isEqualTo(paid.orderNo());
        assertThat(readModel.find(paid.id())).contains(paid);
        assertThat(readModel.idOf("SHOP", String.valueOf(paid.orderNo()))).contains(paid.id());
    }

    @Test
    void aFailedDeliveryComesAgainWithTheSameIdAndBody() {
        deploy(readModel);
        shop.failNext(2);
        events.publish(Samples.approved(Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED)));

        await().until(() -> shop.accepted().size() == 1);

        assertThat(shop.asked()).isEqualTo(3);
        assertThat(count("failed")).isEqualTo(2);
        assertThat(count("delivered")).isEqualTo(1);
    }

    @Test
    void whatFailsOnceMoreThanThereAreWaitsIsGivenUp() {
        deploy(readModel);
        shop.failNext(100);
        events.publish(Samples.approved(Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED)));

        await().until(() -> count("given_up") == 1);

        assertThat(shop.asked()).isEqualTo(4);
        await().until(() -> letters.newest(1).await().size() == 1);
        DeadLetter letter = letters.newest(1).await().getFirst();
        assertThat(letter.reason()).isEqualTo("status 503");
        assertThat(letter.attempts()).isEqualTo(4);
        assertThat(deliveries.due().await()).isEmpty();
    }

    @Test
    void aHangingEndpointDelaysNobodyElse() {
        deploy(readModel, Collections.nCopies(100, 20L), SHORT_TIMEOUT_MS);
        shop.hang(true);
        IntStream.range(0, 50)
                .forEach(i ->
                        events.publish(Samples.approved(Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED))));
        await().until(() -> shop.asked() >= CONCURRENCY);

        for (int i = 0; i < 10; i++) {
            events.publish(Samples.approved(Samples.payment(Samples.anyId(), "OTHER", Phase.APPROVED)));
        }
        await().until(() -> other.accepted().size() == 10);

        assertThat(shop.accepted()).isEmpty();
        shop.hang(false);
        await().until(() -> shop.accepted().size() == 50);
    }

    @Test
    void aDeadEndpointHoldsNoMorePostsThanItsShareWhateverWaits() {
        deploy(readModel, THREE_RETRIES, TIMEOUT_MS);
        shop.hang(true);
        for (int i = 0; i < 300; i++) {
            events.publish(Samples.approved(Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED)));
            events.publish(Samples.approved(Samples.payment(Samples.anyId(), "OTHER", Phase.APPROVED)));
        }

        await().until(() -> other.accepted().size() == 300);

        assertThat(shop.asked()).isEqualTo(CONCURRENCY);
    }

    @Test
    void whileTheSecretOfTheSettingsIsReplacedBothSign() {
        Secret next = new Secret("whsec_bmV4dC1uZXh0LW5leHQtbmV4dA==");
        Merchant changing = new Merchant(
                "SHOP",
                "Shop",
                null,
                null,
                shop.url(),
                Samples.SECRET,
                new MerchantAccess(null, List.of(), List.of(), List.of(), 0, false, next));
        deploy(readModel, THREE_RETRIES, TIMEOUT_MS, Map.of("SHOP", changing));
        events.publish(Samples.approved(Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED)));

        await().until(() -> shop.accepted().size() == 1);

        assertThat(shop.signatures()).hasSize(2);
        assertThat(shop.signedWith(next)).isTrue();
        assertThat(shop.signedWith(Samples.SECRET)).isTrue();
    }

    @Test
    void everyDeliveryOfAPaymentComesInOrder() {
        deploy(readModel);
        shop.failNext(2);
        PaymentView paid = Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED);
        events.publish(Samples.approved(paid));
        events.publish(Samples.event(2, Samples.payment(paid.id(), "SHOP", Phase.REVERSED), "ReversalAcknowledged"));

        await().until(() -> shop.accepted().size() == 2);

        assertThat(shop.types()).containsExactly("payment.succeeded", "payment.reversed");
    }

    @Test
    void aRefundNamesTheOrderAndRefreshesItsPayment() {
        PaymentView paid = Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED);
        PaymentView after = Samples.refunded(paid, 2, 1_000);
        bus.serve(
                        Addresses.PAYMENT_READ,
                        asked -> Future.succeededFuture(
                                new PaymentFound(paid.id().equals(asked.id()) ? after : null)))
                .await();
        deploy(readModel);
        events.publish(Samples.approved(paid));
        events.publish(Samples.approved(Samples.refund(Samples.anyId(), "SHOP", paid.id())));

        await().until(() -> shop.accepted().size() == 2);

        JsonObject refund = shop.accepted().get(1).getJsonObject("data");
        assertThat(refund.getString("payment_id")).isEqualTo(paid.id().text());
        assertThat(refund.getString("order_no")).isEqualTo(paid.orderNo());
        assertThat(readModel.find(paid.id())).contains(after);
    }

    @Test
    void aRefundIsToldEvenWhenNoCoreAnswers() {
        deploy(readModel);
        PaymentView refund = Samples.refund(Samples.anyId(), "SHOP", Samples.anyId());
        events.publish(Samples.approved(refund));

        await().until(() -> shop.types().equals(List.of("refund.succeeded")));
    }

    @Test
    void thePaymentsOwnAddressWinsOverTheMerchants() {
        deploy(readModel);
        events.publish(Samples.approved(Samples.payment(Samples.anyId(), "SHOP", other.url())));

        await().until(() -> other.accepted().size() == 1);

        assertThat(shop.asked()).isZero();
    }

    @Test
    void aMerchantWithoutAddressOrUnknownIsNotTold() {
        deploy(readModel);
        events.publish(Samples.approved(Samples.payment(Samples.anyId(), "QUIET", Phase.APPROVED)));
        events.publish(Samples.approved(Samples.payment(Samples.anyId(), "NOBODY", other.url())));
        events.publish(Samples.approved(Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED)));

        await().until(() -> shop.accepted().size() == 1);

        assertThat(other.asked()).isZero();
    }

    @Test
    void theViewStandsBeforeThePostLeavesAndALostReadModelBlocksNothing() {
        AtomicBoolean written = new AtomicBoolean();
        deploy(new ReadModel() {
            @Override
            public Future<Void> write(List<PaymentView> views) {
                // Later calls try again what this one could not write.
                if (written.compareAndSet(false, true)) {
                    assertThat(shop.asked()).isZero();
                }
                return Future.failedFuture("lost");
            }

            @Override
            public Future<Void> close() {
                return Future.succeededFuture();
            }
        });
        events.publish(Samples.approved(Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED)));

        await().until(() -> shop.accepted().size() == 1);

        assertThat(written).isTrue();
    }

    @Test
    void whatANodeLeftClaimedIsDeliveredByTheNext() {
        PaymentView paid = Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED);
        MerchantEvent told = Samples.told(paid.id(), paid.id(), 1, "SHOP", WebhookType.PAYMENT_SUCCEEDED);
        Delivery left = new Delivery(told, Delivery.SETTINGS, shop.url());
        deliveries.add(List.of(told), List.of(left)).await();
        deliveries.claim(left.lane(), 1, 100).await();
        deploy(readModel);

        await().until(() -> shop.accepted().size() == 1);
    }

    @Test
    void aNotifierThatStopsFinishesWhatIsUnderWay() {
        String id = deploy(readModel);
        events.publish(Samples.approved(Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED)));
        await().until(() -> shop.asked() == 1);

        vertx.undeploy(id).await();

        assertThat(count("delivered")).isEqualTo(1);
    }

    private double count(String result) {
        return meters.find("txswitch_webhooks_total").tag("result", result).counters().stream()
                .mapToDouble(each -> each.count())
                .sum();
    }

    private String deploy(ReadModel shown) {
        return deploy(shown, THREE_RETRIES, TIMEOUT_MS);
    }

    private String deploy(ReadModel shown, List<Long> retryMs, int timeoutMs) {
        Map<String, Merchant> merchants = Map.of(
                "SHOP", Samples.merchant("SHOP", shop.url()),
                "OTHER", Samples.merchant("OTHER", other.url()),
                "QUIET", Samples.merchant("QUIET", null));
        return deploy(shown, retryMs, timeoutMs, merchants);
    }

    private String deploy(ReadModel shown, List<Long> retryMs, int timeoutMs, Map<String, Merchant> merchants) {
        NotifierConfig config =
                new NotifierConfig("g", retryMs, timeoutMs, true, CONCURRENCY, 20, 30, 60_000, 500, 60_000);
        return vertx.deployVerticle(new NotifierVerticle(
                        config,
                        merchants,
                        own -> new NotifierPorts(
                                events,
                                deliveries,
                                deliveries,
                                endpoints,
                                shown,
                                HttpWebhooks.create(own, config),
                                letters),
                        new NotifierContext(bus, Samples.KEYS, meters, InstantSource.system(), new Random(1))))
                .await();
    }
}
