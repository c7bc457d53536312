package io.txswitch.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.contract.ListWebhookEvents;
import io.txswitch.core.contract.RedeliverEvent;
import io.txswitch.core.contract.RedeliveryAnswer;
import io.txswitch.core.contract.WebhookDelivery;
import io.txswitch.core.contract.WebhookEvent;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The resource {@code /v1/events}: what the notifier has told a merchant. */
final class Events {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private final CoreAsk core;

    Events(CoreAsk core) {
        this.core = core;
    }

    Parsed<Supplier<Future<Answer>>> list(ApiRequest request) {
        QueryFields fields = new QueryFields(request);
        int limit = fields.limit(DEFAULT_LIMIT, MAX_LIMIT);
        String type = fields.text("type", TextRule.EVENT_TYPE);
        String payment = fields.text("payment_id", TextRule.ID);
        Problem problem = fields.problem();
        if (problem != null) {
            return Operation.refuse(problem);
        }
        ListWebhookEvents query = new ListWebhookEvents(
                request.merchant().id(),
                request.query("cursor"),
                limit,
                type,
                payment == null ? null : TxId.parse(payment));
        return Operation.work(() -> core.ask(Addresses.EVENTS_LIST, query, page -> {
            ObjectNode out = JSON.createObjectNode();
            ArrayNode data = out.putArray("data");
            page.events().forEach(each -> data.add(resource(each)));
            if (page.next() != null) {
                out.put("next_cursor", page.next());
            }
            return new Answer.Resource(200, out, null);
        }));
    }

    Parsed<Supplier<Future<Answer>>> redeliver(ApiRequest request) {
        Fields fields = new Fields(request.body(), Set.of("endpoint_id"));
        String endpoint = fields.optionalText("endpoint_id", TextRule.KEY);
        Problem problem = fields.problem();
        if (problem != null) {
            return Operation.refuse(problem);
        }
        RedeliverEvent command = new RedeliverEvent(request.merchant().id(), request.id(), endpoint);
        return Operation.work(() -> core.ask(Addresses.EVENT_REDELIVER, command, Events::answer));
    }

    private static Answer answer(RedeliveryAnswer done) {
        WebhookEvent event = done.event();
        return switch (done.result()) {
            case DONE -> event == null ? notFound() : new Answer.Resource(202, resource(event), null);
            case NOT_FOUND -> notFound();
            case NO_ENDPOINT -> Problem.of(ApiCode.NO_ENDPOINT, "No endpoint takes this event.");
            case UNAVAILABLE -> Problem.of(ApiCode.UNAVAILABLE, "Nothing was begun; try again.");
        };
    }

    private static Problem notFound() {
        return Problem.of(ApiCode.EVENT_NOT_FOUND, "This merchant was told no such event.");
    }

    private static ObjectNode resource(WebhookEvent event) {
        ObjectNode out = JSON.createObjectNode();
        out.put("id", event.id());
        out.put("type", event.type());
        out.put("payment_id", event.paymentId().text());
        out.put("created_at", PaymentResource.time(event.createdAt()));
        out.set("data", body(event.body()));
        ArrayNode deliveries = out.putArray("deliveries");
        event.deliveries().forEach(each -> deliveries.add(delivery(each)));
        return out;
    }

    private static JsonNode body(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event whose body is no JSON", e);
        }
    }

    private static ObjectNode delivery(WebhookDelivery delivery) {
        ObjectNode out = JSON.createObjectNode();
        put(out, "endpoint_id", delivery.endpointId());
        out.put("url", delivery.url());
        out.put("status", delivery.state().name().toLowerCase(Locale.ROOT));
        out.put("attempts", delivery.attempts());
        put(out, "next_at", time(delivery.nextAt()));
        put(out, "done_at", time(delivery.doneAt()));
        put(out, "last_error", delivery.lastError());
        return out;
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : PaymentResource.time(at);
    }

    private static void put(ObjectNode out, String name, @Nullable String value) {
        if (value != null) {
            out.put(name, value);
        }
    }
}
