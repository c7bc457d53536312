package io.txswitch.api;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.ChangeWebhookEndpoint;
import io.txswitch.core.contract.EndpointAnswer;
import io.txswitch.core.contract.ListWebhookEvents;
import io.txswitch.core.contract.PutWebhookEndpoint;
import io.txswitch.core.contract.RedeliverEvent;
import io.txswitch.core.contract.RedeliveryAnswer;
import io.txswitch.core.contract.WebhookDelivery;
import io.txswitch.core.contract.WebhookEndpoint;
import io.txswitch.core.contract.WebhookEndpoints;
import io.txswitch.core.contract.WebhookEvent;
import io.txswitch.core.contract.WebhookEventPage;
import io.txswitch.core.model.SharedSecret;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The notifier as the edge sees it: it keeps endpoints, and has told one event. */
final class FakeNotifier {
    static final String EVENT_ID = "evt_0G0000000000A_1";

    final ConcurrentMap<String, WebhookEndpoint> endpoints = new ConcurrentHashMap<>();
    final List<RedeliverEvent> redelivered = new CopyOnWriteArrayList<>();
    final List<ListWebhookEvents> listed = new CopyOnWriteArrayList<>();

    Future<Void> serve(Bus bus) {
        return Future.all(
                        bus.serve(
                                Addresses.ENDPOINTS_LIST,
                                q -> Future.succeededFuture(new WebhookEndpoints(endpoints.values().stream()
                                        .filter(each -> each.merchantId().equals(q.merchantId()))
                                        .toList()))),
                        bus.serve(Addresses.ENDPOINT_PUT, c -> Future.succeededFuture(put(c))),
                        bus.serve(Addresses.ENDPOINT_CHANGE, c -> Future.succeededFuture(change(c))),
                        bus.serve(Addresses.EVENTS_LIST, q -> {
                            listed.add(q);
                            return Future.succeededFuture(new WebhookEventPage(List.of(event()), "page-2"));
                        }),
                        bus.serve(Addresses.EVENT_REDELIVER, c -> Future.succeededFuture(redeliver(c))))
                .mapEmpty();
    }

    private EndpointAnswer put(PutWebhookEndpoint c) {
        WebhookEndpoint before = endpoints.get(c.id());
        if (c.url().contains("169.254.")) {
            return new EndpointAnswer(EndpointAnswer.Result.REFUSED_URL, null, null, "is not public");
        }
        if (before == null ? !c.make() : !before.merchantId().equals(c.merchantId())) {
            return EndpointAnswer.of(EndpointAnswer.Result.NOT_FOUND);
        }
        WebhookEndpoint made = c.make() && before != null
                ? before
                : new WebhookEndpoint(
                        c.id(), c.merchantId(), c.url(), c.eventTypes(), c.enabled(), ApiNode.NOW, ApiNode.NOW);
        endpoints.put(c.id(), made);
        SharedSecret secret = before == null ? new SharedSecret("whsec_bmV3") : null;
        return new EndpointAnswer(EndpointAnswer.Result.DONE, made, secret, null);
    }

    private EndpointAnswer change(ChangeWebhookEndpoint c) {
        WebhookEndpoint found = endpoints.get(c.id());
        if (found == null || !found.merchantId().equals(c.merchantId())) {
            return EndpointAnswer.of(EndpointAnswer.Result.NOT_FOUND);
        }
        return switch (c.change()) {
            case REMOVE -> {
                endpoints.remove(c.id());
                yield new EndpointAnswer(EndpointAnswer.Result.DONE, found, null, null);
            }
            case ROTATE_SECRET ->
                new EndpointAnswer(EndpointAnswer.Result.DONE, found, new SharedSecret("whsec_cm90"), null);
        };
    }

    private RedeliveryAnswer redeliver(RedeliverEvent c) {
        if (!c.eventId().equals(EVENT_ID) || !c.merchantId().equals("M1")) {
            return new RedeliveryAnswer(RedeliveryAnswer.Result.NOT_FOUND, null);
        }
        redelivered.add(c);
        return new RedeliveryAnswer(RedeliveryAnswer.Result.DONE, event());
    }

    static WebhookEvent event() {
        return new WebhookEvent(
                EVENT_ID,
                "payment.succeeded",
                Views.PAYMENT_ID,
                ApiNode.NOW,
                "{\"type\":\"payment.succeeded\"}",
                List.of(new WebhookDelivery(
                        "we_1",
                        "http://127.0.0.1:9999/hooks",
                        WebhookDelivery.State.WAITING,
                        2,
                        ApiNode.NOW,
                        null,
                        "http 500")));
    }

    Map<String, WebhookEndpoint> kept() {
        return Map.copyOf(endpoints);
    }
}
