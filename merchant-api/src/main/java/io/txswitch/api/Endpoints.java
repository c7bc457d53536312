package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.contract.ChangeWebhookEndpoint;
import io.txswitch.core.contract.EndpointAnswer;
import io.txswitch.core.contract.ListWebhookEndpoints;
import io.txswitch.core.contract.PutWebhookEndpoint;
import io.txswitch.core.contract.WebhookEndpoint;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The resource {@code /v1/webhook-endpoints}: the notifier keeps them, and says what may be called. */
final class Endpoints {
    private static final Set<String> MEMBERS = Set.of("url", "event_types", "enabled");
    private static final int MAX_TYPES = 32;
    private static final int ID_DIGITS = 24;

    private final CoreAsk core;
    private final Idempotency idempotency;

    Endpoints(CoreAsk core, Idempotency idempotency) {
        this.core = core;
        this.idempotency = idempotency;
    }

    Parsed<Supplier<Future<Answer>>> create(ApiRequest request) {
        return switch (read(request, newId(request), true)) {
            case Parsed.Bad<PutWebhookEndpoint> bad -> Operation.refuse(bad.problem());
            case Parsed.Ok<PutWebhookEndpoint> asked ->
                Operation.work(() -> idempotency.guard(
                        request,
                        "endpoint " + asked.value().url() + " " + asked.value().eventTypes(),
                        () -> core.ask(Addresses.ENDPOINT_PUT, asked.value(), done -> changed(done, 201))));
        };
    }

    /** The same for a repeat with the same key, so that a repeat makes no second one. */
    private static String newId(ApiRequest request) {
        String named = request.idempotencyKey() == null ? "n:" + request.nonce() : "k:" + request.idempotencyKey();
        return "we_"
                + Fingerprint.of("merchant", request.merchant().id(), "named", named)
                        .substring(0, ID_DIGITS);
    }

    Parsed<Supplier<Future<Answer>>> put(ApiRequest request) {
        return switch (read(request, request.id(), false)) {
            case Parsed.Bad<PutWebhookEndpoint> bad -> Operation.refuse(bad.problem());
            case Parsed.Ok<PutWebhookEndpoint> asked ->
                Operation.work(() -> core.ask(Addresses.ENDPOINT_PUT, asked.value(), done -> changed(done, 200)));
        };
    }

    private static Parsed<PutWebhookEndpoint> read(ApiRequest request, String id, boolean make) {
        Fields fields = new Fields(request.body(), MEMBERS);
        String url = fields.text("url", TextRule.URL);
        List<String> types = fields.texts("event_types", TextRule.EVENT_TYPE, MAX_TYPES);
        boolean enabled = fields.flag("enabled", true);
        Problem problem = fields.problem();
        return problem != null
                ? new Parsed.Bad<>(problem)
                : new Parsed.Ok<>(new PutWebhookEndpoint(request.merchant().id(), id, make, url, types, enabled));
    }

    Parsed<Supplier<Future<Answer>>> delete(ApiRequest request) {
        return change(request, ChangeWebhookEndpoint.Change.REMOVE);
    }

    Parsed<Supplier<Future<Answer>>> rotate(ApiRequest request) {
        return change(request, ChangeWebhookEndpoint.Change.ROTATE_SECRET);
    }

    private Parsed<Supplier<Future<Answer>>> change(ApiRequest request, ChangeWebhookEndpoint.Change change) {
        ChangeWebhookEndpoint command =
                new ChangeWebhookEndpoint(request.merchant().id(), request.id(), change);
        return Operation.work(() -> core.ask(Addresses.ENDPOINT_CHANGE, command, done -> changed(done, 200)));
    }

    Parsed<Supplier<Future<Answer>>> list(ApiRequest request) {
        return Operation.work(() -> core.ask(
                Addresses.ENDPOINTS_LIST,
                new ListWebhookEndpoints(request.merchant().id()),
                found -> {
                    ObjectNode out = JsonNodeFactory.instance.objectNode();
                    ArrayNode data = out.putArray("data");
                    found.endpoints().forEach(each -> data.add(resource(each)));
                    return new Answer.Resource(200, out, null);
                }));
    }

    Parsed<Supplier<Future<Answer>>> read(ApiRequest request) {
        return Operation.work(() -> core.ask(
                Addresses.ENDPOINTS_LIST,
                new ListWebhookEndpoints(request.merchant().id()),
                found -> found.endpoints().stream()
                        .filter(each -> each.id().equals(request.id()))
                        .findFirst()
                        .<Answer>map(each -> new Answer.Resource(200, resource(each), null))
                        .orElse(notFound())));
    }

    private static Answer changed(EndpointAnswer done, int status) {
        WebhookEndpoint endpoint = done.endpoint();
        return switch (done.result()) {
            case DONE -> endpoint == null ? notFound() : resource(done, endpoint, status);
            case NOT_FOUND -> notFound();
            case REFUSED_URL ->
                Problem.of(
                        ApiCode.INVALID_PARAMETER,
                        done.detail() == null ? "url may not be called." : "url " + done.detail() + ".",
                        "url");
            case TOO_MANY -> Problem.of(ApiCode.TOO_MANY_ENDPOINTS, "Remove one first.");
            case UNAVAILABLE -> Problem.of(ApiCode.UNAVAILABLE, "Nothing was changed; try again.");
        };
    }

    private static Answer resource(EndpointAnswer done, WebhookEndpoint endpoint, int status) {
        ObjectNode out = resource(endpoint);
        if (done.secret() != null) {
            out.put("secret", done.secret().reveal());
        }
        String location = status == 201 ? "/v1/webhook-endpoints/" + endpoint.id() : null;
        return new Answer.Resource(status, out, location);
    }

    private static Problem notFound() {
        return Problem.of(ApiCode.ENDPOINT_NOT_FOUND, "This merchant has no such endpoint.");
    }

    private static ObjectNode resource(WebhookEndpoint endpoint) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("id", endpoint.id());
        out.put("url", endpoint.url());
        ArrayNode types = out.putArray("event_types");
        endpoint.eventTypes().forEach(types::add);
        out.put("enabled", endpoint.enabled());
        out.put("created_at", PaymentResource.time(endpoint.createdAt()));
        out.put("updated_at", PaymentResource.time(endpoint.updatedAt()));
        return out;
    }
}
