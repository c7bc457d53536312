package io.txswitch.cluster.provisioning;

import io.txswitch.cluster.control.ChangeRefused;
import io.txswitch.cluster.control.ControlChange;
import io.txswitch.cluster.control.ControlChange.Applied;
import io.txswitch.cluster.control.ControlExtensions;
import io.txswitch.cluster.control.ControlQuery;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.ListWebhookEvents;
import io.txswitch.core.contract.RedeliverEvent;
import io.txswitch.core.contract.RedeliverGivenUp;
import io.txswitch.core.contract.RedeliveryAnswer;
import io.txswitch.core.contract.WebhookDelivery;
import io.txswitch.core.contract.WebhookEvent;
import io.txswitch.core.contract.WebhookEventPage;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Merchants' webhooks on the control port: what they were told, and telling them again. */
public final class WebhookControl {
    private static final String ALL = "/control/webhooks";
    private static final int PAGE = 20;
    private static final int MAX_PAGE = 100;
    private static final long WITHIN_MS = 10_000;

    private final Bus bus;

    public WebhookControl(Bus bus) {
        this.bus = bus;
    }

    public ControlExtensions extensions() {
        return ControlExtensions.of(
                List.of(new ControlQuery("webhook.list", ALL, this::list)),
                List.of(new ControlChange("webhook.redeliver", ALL + "/redeliver", true, this::redeliver)));
    }

    private Future<JsonObject> list(JsonObject parameters) {
        Body asked = Body.of(parameters, "merchant", "cursor", "limit", "type", "payment", "reason");
        String payment = asked.optional("payment");
        ListWebhookEvents query = new ListWebhookEvents(
                asked.text("merchant"),
                asked.optional("cursor"),
                asked.integer("limit", PAGE, 1, MAX_PAGE),
                asked.optional("type"),
                payment == null ? null : TxId.parse(payment));
        return bus.request(Addresses.EVENTS_LIST, query, WITHIN_MS).map(WebhookControl::shown);
    }

    private static JsonObject shown(WebhookEventPage page) {
        return new JsonObject()
                .put(
                        "events",
                        new JsonArray(page.events().stream()
                                .map(WebhookControl::shown)
                                .toList()))
                .put("next", page.next());
    }

    private static JsonObject shown(WebhookEvent event) {
        return new JsonObject()
                .put("id", event.id())
                .put("type", event.type())
                .put("payment", event.paymentId().text())
                .put("at", event.createdAt().toString())
                .put(
                        "deliveries",
                        new JsonArray(event.deliveries().stream()
                                .map(WebhookControl::shown)
                                .toList()));
    }

    private static JsonObject shown(WebhookDelivery delivery) {
        return new JsonObject()
                .put("endpoint", delivery.endpointId())
                .put("url", delivery.url())
                .put("state", delivery.state().name())
                .put("attempts", delivery.attempts())
                .put(
                        "nextAt",
                        delivery.nextAt() == null ? null : delivery.nextAt().toString())
                .put(
                        "doneAt",
                        delivery.doneAt() == null ? null : delivery.doneAt().toString())
                .put("lastError", delivery.lastError());
    }

    /** One event, or without one all that was given up. */
    private Future<Applied> redeliver(JsonObject json) {
        Body body = Body.of(json, "merchant", "event", "endpoint", "reason");
        String merchant = body.text("merchant");
        String event = body.optional("event");
        String endpoint = body.optional("endpoint");
        return event == null
                ? bus.request(Addresses.EVENTS_REDELIVER, new RedeliverGivenUp(merchant, endpoint), WITHIN_MS)
                        .map(count -> applied(new JsonObject()
                                .put("merchant", merchant)
                                .put("endpoint", endpoint)
                                .put("deliveries", count.deliveries())))
                : bus.request(Addresses.EVENT_REDELIVER, new RedeliverEvent(merchant, event, endpoint), WITHIN_MS)
                        .map(answer -> applied(answered(answer, merchant, event)));
    }

    private static JsonObject answered(RedeliveryAnswer answer, String merchant, String event) {
        WebhookEvent found = answer.event();
        return switch (answer.result()) {
            case DONE -> found == null ? new JsonObject().put("id", event) : shown(found);
            case NOT_FOUND -> throw ChangeRefused.notFound("merchant " + merchant + " has no event " + event);
            case NO_ENDPOINT -> throw ChangeRefused.conflict("there is nowhere to send it to");
            case UNAVAILABLE -> throw new IllegalStateException("the notifier's store is away");
        };
    }

    private static Applied applied(JsonObject done) {
        return new Applied(new JsonObject(), done, done);
    }
}
