package io.txswitch.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every request gets, whoever sends it: an id, a deadline, a timer, and an answer that is JSON. */
final class Frame {
    private static final Logger LOG = LoggerFactory.getLogger(Frame.class);
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern SANE_REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    /** W3C Trace Context, section 3.2: version 00, trace id, parent id, flags. */
    private static final String TRACE = "traceparent";

    private static final String TRACE_KEY = "txswitch.trace";
    private static final String ID_KEY = "txswitch.request-id";
    private static final String ROUTE_KEY = "txswitch.route";
    private static final String TIMER_KEY = "txswitch.body-timer";
    /** There as long as a body is still arriving. */
    private static final String ARRIVING_KEY = "txswitch.body-arriving";
    /** How long a client that is still sending has to read its refusal before it is cut off. */
    private static final long LINGER_MS = 1_000;

    private final RandomGenerator random;
    private final MeterRegistry meters;
    private final int bodyWithinMs;

    Frame(ApiRuntime runtime, int bodyWithinMs) {
        this.random = runtime.random();
        this.meters = runtime.meters();
        this.bodyWithinMs = bodyWithinMs;
    }

    /** The first handler of every route. */
    void begin(RoutingContext ctx) {
        String given = ctx.request().getHeader(REQUEST_ID);
        boolean sane = given != null && SANE_REQUEST_ID.matcher(given).matches();
        String requestId = sane ? given : HexFormat.of().toHexDigits(random.nextLong());
        ctx.put(ID_KEY, requestId);
        // Here, and not with the answer: pages, redirects and images have it too.
        ctx.response().putHeader(REQUEST_ID, requestId);
        TraceContext trace = TraceContext.of(ctx.request().headers().getAll(TRACE));
        if (trace != null) {
            ctx.put(TRACE_KEY, trace);
        }
        Timer.Sample started = Timer.start(meters);
        ctx.addEndHandler(ended -> {
            cancelBodyTimer(ctx);
            started.stop(meters.timer(
                    "txswitch_api_request",
                    "route",
                    ctx.get(ROUTE_KEY, "other"),
                    "status",
                    ended.succeeded() ? String.valueOf(ctx.response().getStatusCode()) : "hung-up"));
        });
        ctx.next();
    }

    /** Names the route in metrics. */
    Handler<RoutingContext> named(String route) {
        return ctx -> {
            ctx.put(ROUTE_KEY, route);
            ctx.next();
        };
    }

    /** Lets plain, uncompressed JSON through, and starts the clock for its body. */
    void expectJson(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        List<String> types = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
        if (types.size() != 1
                || !isJson(types.getFirst())
                || request.headers().contains(HttpHeaders.CONTENT_ENCODING)) {
            ctx.fail(415);
            return;
        }
        ctx.put(ARRIVING_KEY, Boolean.TRUE);
        ctx.put(TIMER_KEY, ctx.vertx().setTimer(bodyWithinMs, id -> ctx.fail(408)));
        ctx.next();
    }

    /** After the body: no more hurry. */
    void bodyArrived(RoutingContext ctx) {
        ctx.remove(ARRIVING_KEY);
        cancelBodyTimer(ctx);
        ctx.next();
    }

    /** Lets a request without a body through. */
    void expectNoBody(RoutingContext ctx) {
        String length = ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean empty = length == null || length.equals("0");
        if (!empty || ctx.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            send(ctx, Problem.of(ApiCode.INVALID_REQUEST, "This request has no body."));
            return;
        }
        ctx.next();
    }

    void notFound(RoutingContext ctx) {
        send(ctx, Problem.of(ApiCode.NOT_FOUND, "There is nothing at this address."));
    }

    Handler<RoutingContext> onlyAllows(String methods) {
        return ctx -> {
            ctx.response().putHeader(HttpHeaders.ALLOW, methods);
            send(ctx, Problem.of(ApiCode.METHOD_NOT_ALLOWED, "Allowed here: " + methods + "."));
        };
    }

    /** Answers what a handler refused or stumbled over; only the latter is worth a line in the log. */
    void failed(RoutingContext ctx) {
        if (ctx.response().ended()) {
            return; // A body that cannot be read fails more than once.
        }
        Problem malformed = Problem.of(ApiCode.INVALID_REQUEST, "The request is not well-formed HTTP.");
        Problem problem = switch (ctx.statusCode()) {
            case 400 -> malformed;
            case 408 -> Problem.of(ApiCode.BODY_TOO_SLOW, "The body must arrive within " + bodyWithinMs + " ms.");
            case 413 ->
                Problem.of(
                        ApiCode.BODY_TOO_LARGE, "The body may have " + StrictJson.MAX_BODY_BYTES + " bytes at most.");
            case 415 -> Problem.of(ApiCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json, uncompressed.");
            case 417 -> Problem.of(ApiCode.EXPECTATION_FAILED, "Only 100-continue can be expected.");
            // What goes wrong while a body arrives is wrong with the body: chunks that are none, say.
            default ->
                ctx.get(ARRIVING_KEY) != null
                        ? malformed
                        : Problem.of(ApiCode.INTERNAL_ERROR, "The end is not known: read the order, or repeat it.");
        };
        if (problem.code() == ApiCode.INTERNAL_ERROR && !ctx.response().closed()) {
            LOG.error(
                    "request={} trace={} route=\"{}\" failed",
                    ctx.get(ID_KEY),
                    traceId(ctx),
                    ctx.get(ROUTE_KEY, "other"),
                    ctx.failure());
        }
        send(ctx, problem);
    }

    void send(RoutingContext ctx, Answer answer) {
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed()) {
            return;
        }
        String requestId = ctx.get(ID_KEY);
        TraceContext trace = ctx.get(TRACE_KEY);
        if (trace != null) {
            response.putHeader(TRACE, trace.given());
            follow(ctx, trace, answer);
        }
        response.setStatusCode(answer.status())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        String body = switch (answer) {
            case Answer.Resource resource -> resource(response, resource);
            case Problem problem -> problem(response, problem, requestId);
        };
        response.end(body).onSuccess(sent -> lingerThenClose(ctx));
    }

    /** Ties the caller's trace to the transaction, whose id stands in every later line of whatever node. */
    private void follow(RoutingContext ctx, TraceContext trace, Answer answer) {
        String id = answer instanceof Answer.Resource resource
                ? resource.body().path("id").asText("-")
                : "-";
        LOG.info(
                "tx={} trace={} span={} parent={} flags={} request={} route=\"{}\" status={}",
                id,
                trace.traceId(),
                TraceContext.newSpan(random),
                trace.parentId(),
                trace.flags(),
                ctx.get(ID_KEY),
                ctx.get(ROUTE_KEY, "other"),
                answer.status());
    }

    private static String traceId(RoutingContext ctx) {
        TraceContext trace = ctx.get(TRACE_KEY);
        return trace == null ? "-" : trace.traceId();
    }

    private static String resource(HttpServerResponse response, Answer.Resource resource) {
        if (resource.location() != null) {
            response.putHeader(HttpHeaders.LOCATION, resource.location());
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        return resource.body().toString();
    }

    private static String problem(HttpServerResponse response, Problem problem, String requestId) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
        switch (problem.status()) {
            case 401 -> response.putHeader("WWW-Authenticate", RequestSignature.SCHEME);
            case 429, 503 -> response.putHeader(HttpHeaders.RETRY_AFTER, "1");
            default -> {}
        }
        return problem.json(requestId).toString();
    }

    /** A client that goes on sending after its answer is not listened to for ever. */
    private static void lingerThenClose(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (!request.isEnded()) {
            ctx.vertx().setTimer(LINGER_MS, id -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }

    private static void cancelBodyTimer(RoutingContext ctx) {
        Long timer = ctx.remove(TIMER_KEY);
        if (timer != null) {
            ctx.vertx().cancelTimer(timer);
        }
    }

    /** RFC 8259 knows no charset; {@code charset=utf-8} is common and says nothing new. */
    private static boolean isJson(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT).replace(" ", "");
        return type.equals("application/json") || type.equals("application/json;charset=utf-8");
    }
}
