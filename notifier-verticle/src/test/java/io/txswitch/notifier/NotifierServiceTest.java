package io.txswitch.notifier;

import static io.txswitch.notifier.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.Address;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.contract.ChangeWebhookEndpoint;
import io.txswitch.core.contract.ChangeWebhookEndpoint.Change;
import io.txswitch.core.contract.EndpointAnswer;
import io.txswitch.core.contract.ListWebhookEndpoints;
import io.txswitch.core.contract.ListWebhookEvents;
import io.txswitch.core.contract.PutWebhookEndpoint;
import io.txswitch.core.contract.RedeliverEvent;
import io.txswitch.core.contract.RedeliverGivenUp;
import io.txswitch.core.contract.RedeliveryAnswer;
import io.txswitch.core.contract.WebhookDelivery.State;
import io.txswitch.core.contract.WebhookEvent;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Secret;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the merchant edge and the control port ask of the notifier, over the bus, with real HTTP to endpoints. */
@ExtendWith(VertxExtension.class)
class NotifierServiceTest {
    private static final String FIRST = "we_000000000000000000000001";
    private static final String SECOND = "we_000000000000000000000002";
    private static final long WITHIN_MS = 10_000;

    private final InMemoryDeliveries deliveries = new InMemoryDeliveries(InstantSource.system());
    private final InMemoryEndpoints endpoints = new InMemoryEndpoints(InstantSource.system());
    private Vertx vertx;
    private Bus bus;
    private Endpoint shop;
    private Endpoint second;
    private InMemoryPaymentEvents events;

    @BeforeEach
    void start(Vertx injected) {
        vertx = injected;
        bus = new VertxBus(vertx, Samples.KEYS);
        shop = new Endpoint(vertx);
        second = new Endpoint(vertx);
        events = new InMemoryPaymentEvents(vertx);
    }

    @Test
    void eachEndpointGetsWhatItWantsSignedWithItsOwnSecret() {
        deploy(true);
        Secret secret = make(FIRST, shop, List.of());
        make(SECOND, second, List.of("payment.reversed"));
        var paid = Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED);
        events.publish(Samples.approved(paid));
        events.publish(Samples.event(2, Samples.payment(paid.id(), "SHOP", Phase.REVERSED), "ReversalAcknowledged"));

        await().until(() -> shop.accepted().size() == 2 && second.accepted().size() == 1);

        assertThat(shop.types()).containsExactly("payment.succeeded", "payment.reversed");
        assertThat(second.types()).containsExactly("payment.reversed");
        assertThat(shop.signedWith(secret)).isTrue();
    }

    @Test
    void whileASecretIsReplacedBothSign() {
        deploy(true);
        Secret old = make(FIRST, shop, List.of());
        EndpointAnswer rotated =
                ask(Addresses.ENDPOINT_CHANGE, new ChangeWebhookEndpoint("SHOP", FIRST, Change.ROTATE_SECRET));
        Secret fresh = new Secret(Objects.requireNonNull(rotated.secret()).reveal());
        publish();

        await().until(() -> shop.accepted().size() == 1);

        assertThat(fresh).isNotEqualTo(old);
        assertThat(shop.signatures()).hasSize(2);
        assertThat(shop.signedWith(old)).isTrue();
        assertThat(shop.signedWith(fresh)).isTrue();
    }

    @Test
    void aDeadEndpointDelaysNotEvenTheSameMerchantsOther() {
        deploy(true);
        make(FIRST, shop, List.of());
        make(SECOND, second, List.of());
        shop.hang(true);
        for (int i = 0; i < 20; i++) {
            publish();
        }

        await().until(() -> second.accepted().size() == 20);

        assertThat(shop.accepted()).isEmpty();
    }

    @Test
    void anEventIsListedAndRedeliveredWithTheSameIdAndBody() {
        deploy(true);
        make(FIRST, shop, List.of());
        publish();
        await().until(() -> state() == State.DELIVERED);

        RedeliveryAnswer again = ask(Addresses.EVENT_REDELIVER, new RedeliverEvent("SHOP", event().id(), null));

        assertThat(again.result()).isEqualTo(RedeliveryAnswer.Result.DONE);
        await().until(() -> shop.accepted().size() == 2);
        assertThat(shop.accepted().get(0).getString("id"))
                .isEqualTo(shop.accepted().get(1).getString("id"));
        assertThat(redeliver("evt_none", null)).isEqualTo(RedeliveryAnswer.Result.NOT_FOUND);
        assertThat(redeliver(event().id(), SECOND)).isEqualTo(RedeliveryAnswer.Result.NO_ENDPOINT);
    }

    @Test
    void anEventFromBeforeTheEndpointGoesToItWhenAskedFor() {
        deploy(true);
        publish();
        await().until(() -> !list().isEmpty());
        assertThat(redeliver(event().id(), null)).isEqualTo(RedeliveryAnswer.Result.NO_ENDPOINT);
        make(FIRST, shop, List.of());

        assertThat(redeliver(event().id(), null)).isEqualTo(RedeliveryAnswer.Result.DONE);

        await().until(() -> shop.accepted().size() == 1);
    }

    @Test
    void whatWasGivenUpComesWhenAskedForAllOfIt() {
        deploy(true);
        make(FIRST, shop, List.of());
        shop.failNext(2);
        publish();
        await().until(() -> state() == State.GIVEN_UP);

        assertThat(ask(Addresses.EVENTS_REDELIVER, new RedeliverGivenUp("SHOP", FIRST))
                        .deliveries())
                .isEqualTo(1);

        await().until(() -> state() == State.DELIVERED);
    }

    @Test
    void whatWaitsForARemovedEndpointIsGivenUpAtOnce() {
        deploy(true);
        make(FIRST, shop, List.of());
        MerchantEvent told = Samples.told(Samples.anyId(), Samples.anyId(), 1, "SHOP", WebhookType.PAYMENT_SUCCEEDED);
        ask(Addresses.ENDPOINT_CHANGE, new ChangeWebhookEndpoint("SHOP", FIRST, Change.REMOVE));
        deliveries
                .add(List.of(told), List.of(new Delivery(told, FIRST, shop.url())))
                .await();

        await().until(() -> state() == State.GIVEN_UP);

        assertThat(shop.asked()).isZero();
        assertThat(ask(Addresses.ENDPOINTS_LIST, new ListWebhookEndpoints("SHOP"))
                        .endpoints())
                .isEmpty();
    }

    @Test
    void anAddressThatMayNotBeCalledIsRefused() {
        deploy(false);
        for (String url : List.of(
                "http://127.0.0.1:8080/x",
                "http://169.254.169.254/latest",
                "http://[::1]/",
                "http://2130706433/",
                "file:///etc/passwd",
                "http://user@shop.example/")) {
            EndpointAnswer answer = put(FIRST, url, List.of());
            assertThat(answer.result()).as(url).isEqualTo(EndpointAnswer.Result.REFUSED_URL);
            assertThat(answer.detail()).doesNotContain(url);
        }
        assertThat(ask(Addresses.ENDPOINTS_LIST, new ListWebhookEndpoints("SHOP"))
                        .endpoints())
                .isEmpty();
    }

    @Test
    void aRepeatMeetsWhatTheFirstHasMadeAndASecretIsShownOnce() {
        deploy(true);
        make(FIRST, shop, List.of());

        EndpointAnswer again = put(FIRST, second.url(), List.of());

        assertThat(again.result()).isEqualTo(EndpointAnswer.Result.DONE);
        assertThat(again.secret()).isNull();
        assertThat(Objects.requireNonNull(again.endpoint()).url()).isEqualTo(shop.url());
    }

    private void publish() {
        events.publish(Samples.approved(Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED)));
    }

    private Secret make(String id, Endpoint to, List<String> types) {
        EndpointAnswer made = put(id, to.url(), types);
        assertThat(made.result()).isEqualTo(EndpointAnswer.Result.DONE);
        return new Secret(Objects.requireNonNull(made.secret()).reveal());
    }

    private EndpointAnswer put(String id, String url, List<String> types) {
        return ask(Addresses.ENDPOINT_PUT, new PutWebhookEndpoint("SHOP", id, true, url, types, true));
    }

    private RedeliveryAnswer.Result redeliver(String eventId, String endpointId) {
        return ask(Addresses.EVENT_REDELIVER, new RedeliverEvent("SHOP", eventId, endpointId))
                .result();
    }

    private List<WebhookEvent> list() {
        return ask(Addresses.EVENTS_LIST, new ListWebhookEvents("SHOP", null, 10, null, null))
                .events();
    }

    private WebhookEvent event() {
        return list().getFirst();
    }

    private State state() {
        List<WebhookEvent> all = list();
        return all.isEmpty() || all.getFirst().deliveries().isEmpty()
                ? State.WAITING
                : all.getFirst().deliveries().getFirst().state();
    }

    private <C, R> R ask(Address<C, R> address, C command) {
        return bus.request(address, command, WITHIN_MS).await();
    }

    private void deploy(boolean allowPrivate) {
        NotifierConfig config =
                new NotifierConfig("g", List.of(20L), 30_000, allowPrivate, 2, 20, 30, 60_000, 500, 600_000);
        NotifierVerticle notifier = new NotifierVerticle(
                config,
                Map.of("SHOP", Samples.merchant("SHOP", null)),
                own -> new NotifierPorts(
                        events,
                        deliveries,
                        deliveries,
                        endpoints,
                        new InMemoryReadModel(),
                        HttpWebhooks.create(own, config),
                        new InMemoryDeadLetters()),
                new NotifierContext(
                        bus, Samples.KEYS, new SimpleMeterRegistry(), InstantSource.system(), new Random(1)));
        vertx.deployVerticle(notifier).await();
    }
}
