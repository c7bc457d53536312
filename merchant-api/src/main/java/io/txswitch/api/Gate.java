package io.txswitch.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.txswitch.api.limit.AddressRanges;
import io.txswitch.api.limit.ClientAddress;
import io.txswitch.api.limit.RateLimits;
import io.txswitch.core.config.Merchant;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request through to its operation: the node's cap first, then the signature, then what its merchant may, then
 * the contract; the place is free again when the work is done.
 */
final class Gate {
    private static final byte[] NO_BODY = new byte[0];
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final int NOT_FOUND = 404;
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final Frame frame;
    private final Authenticator authenticator;
    private final RateLimits limits;
    private final AddressRanges blocked;
    private final ClientAddress clients;
    private final int maxInFlight;
    private final Counter notHis;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<String, AddressRanges> allowed = new ConcurrentHashMap<>();

    Gate(ApiConfig config, Frame frame, Authenticator authenticator, ApiRuntime runtime) {
        this.frame = frame;
        this.authenticator = authenticator;
        this.limits = new RateLimits(config.limits().requestsPerS(), runtime.liveNodes(), runtime.clock());
        this.blocked = AddressRanges.of(config.limits().blockedAddresses());
        this.clients = new ClientAddress(AddressRanges.of(config.limits().trustedProxies()));
        this.maxInFlight = config.maxInFlight();
        this.notHis = runtime.meters().counter("txswitch_api_not_his");
        runtime.meters().gauge("txswitch_api_in_flight", inFlight);
    }

    /** The first thing that is asked of a request: whether it comes from where nothing is taken from. */
    void address(RoutingContext ctx) {
        if (blocked.contains(addressOf(ctx.request()))) {
            frame.send(ctx, Problem.of(ApiCode.ADDRESS_NOT_ALLOWED, "No request is taken from this address."));
            return;
        }
        ctx.next();
    }

    Handler<RoutingContext> open(Contract contract, Contract.Entry entry, Operation operation) {
        return ctx -> {
            if (inFlight.incrementAndGet() > maxInFlight) {
                inFlight.decrementAndGet();
                frame.send(ctx, Problem.of(ApiCode.OVERLOADED, "Too many requests are under way; try again."));
                return;
            }
            Future.succeededFuture()
                    .compose(go -> authenticator.caller(ctx.request(), body(ctx)))
                    .compose(caller -> switch (caller) {
                        case Caller.Unknown unknown ->
                            Future.<Answer>succeededFuture(unknown.why().problem());
                        case Caller.Known known -> admitted(ctx, known, contract, entry, operation);
                    })
                    .onComplete(done -> inFlight.decrementAndGet())
                    .onSuccess(answer -> frame.send(ctx, answer))
                    .onFailure(ctx::fail);
        };
    }

    private Future<Answer> admitted(
            RoutingContext ctx, Caller.Known caller, Contract contract, Contract.Entry entry, Operation operation) {
        Problem refusal = refusal(caller.merchant(), ctx.request());
        if (refusal != null) {
            return Future.succeededFuture(refusal);
        }
        return switch (read(ctx, caller, entry)) {
            case Parsed.Bad<ApiRequest> bad -> Future.succeededFuture(bad.problem());
            case Parsed.Ok<ApiRequest> request ->
                checked(contract, entry, operation, request.value())
                        .onSuccess(answer -> audit(ctx, entry, request.value(), answer));
        };
    }

    /**
     * Who asks for what is not his is told no more than for what is not there, and neither does the edge know more: so
     * each such request leaves a line, with the name that was asked for when it is one that cannot spoil the line.
     */
    private void audit(RoutingContext ctx, Contract.Entry entry, ApiRequest request, Answer answer) {
        if (!(answer instanceof Problem problem) || problem.status() != NOT_FOUND) {
            return;
        }
        String named =
                entry.hasId() ? request.id() : request.body().path("payment_id").asText("");
        LOG.warn(
                "merchant={} audit=not-his-or-not-there operation={} named={} from={}",
                request.merchant().id(),
                entry.id(),
                TextRule.KEY.accepts(named) ? named : "-",
                addressOf(ctx.request()));
        notHis.increment();
    }

    /** Our own words come first, since they name the rule that was meant; the contract has the last word. */
    private static Future<Answer> checked(
            Contract contract, Contract.Entry entry, Operation operation, ApiRequest request) {
        Parsed<Supplier<Future<Answer>>> prepared = operation.prepare(request);
        if (prepared instanceof Parsed.Bad<Supplier<Future<Answer>>> bad) {
            return Future.succeededFuture(bad.problem());
        }
        return contract.complaint(entry, request)
                .compose(misfit -> misfit.isPresent()
                        ? Future.succeededFuture(misfit.get())
                        : ((Parsed.Ok<Supplier<Future<Answer>>>) prepared)
                                .value()
                                .get());
    }

    private @Nullable Problem refusal(Merchant merchant, HttpServerRequest request) {
        if (merchant.access().blocked()) {
            return Problem.of(ApiCode.MERCHANT_BLOCKED, "This merchant's requests are not taken.");
        }
        AddressRanges own = allowed.computeIfAbsent(
                merchant.id(), id -> AddressRanges.of(merchant.access().addresses()));
        if (!own.isEmpty() && !own.contains(addressOf(request))) {
            return Problem.of(ApiCode.ADDRESS_NOT_ALLOWED, "This merchant's requests do not come from this address.");
        }
        return limits.take(merchant.id(), merchant.access().requestsPerS())
                ? null
                : Problem.of(ApiCode.RATE_LIMITED, "This merchant sends more requests than he may; try again.");
    }

    private String addressOf(HttpServerRequest request) {
        return clients.of(
                request.remoteAddress().hostAddress(), request.headers().getAll("X-Forwarded-For"));
    }

    private static Parsed<ApiRequest> read(RoutingContext ctx, Caller.Known caller, Contract.Entry entry) {
        Optional<Map<String, String>> query = query(ctx, entry);
        if (query.isEmpty()) {
            String rule = entry.query().isEmpty()
                    ? "This request has no query."
                    : "Each parameter once, of " + entry.query() + ".";
            return new Parsed.Bad<>(Problem.of(ApiCode.INVALID_REQUEST, rule));
        }
        List<String> keys = ctx.request().headers().getAll(IDEMPOTENCY_KEY);
        if (keys.size() > 1 || keys.stream().anyMatch(each -> !TextRule.KEY.accepts(each))) {
            return new Parsed.Bad<>(Problem.of(
                    ApiCode.INVALID_PARAMETER, "Idempotency-Key " + TextRule.KEY.complaint() + ".", IDEMPOTENCY_KEY));
        }
        Parsed<ObjectNode> body =
                entry.hasBody() ? StrictJson.object(body(ctx)) : new Parsed.Ok<>(JsonNodeFactory.instance.objectNode());
        return switch (body) {
            case Parsed.Bad<ObjectNode> bad -> new Parsed.Bad<>(bad.problem());
            case Parsed.Ok<ObjectNode> json ->
                new Parsed.Ok<>(new ApiRequest(
                        caller.merchant(),
                        json.value(),
                        query.get(),
                        entry.hasId() ? ctx.pathParam("id") : "",
                        caller.nonce(),
                        keys.isEmpty() ? null : keys.getFirst()));
        };
    }

    /** Empty when a parameter is not known here, or stands twice. */
    private static Optional<Map<String, String>> query(RoutingContext ctx, Contract.Entry entry) {
        Map<String, String> query = new HashMap<>();
        for (Map.Entry<String, String> each : ctx.queryParams().entries()) {
            if (!entry.query().contains(each.getKey()) || query.put(each.getKey(), each.getValue()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(query);
    }

    private static byte[] body(RoutingContext ctx) {
        Buffer body = ctx.body() == null ? null : ctx.body().buffer();
        return body == null ? NO_BODY : body.getBytes();
    }
}
