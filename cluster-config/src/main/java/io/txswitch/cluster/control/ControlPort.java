package io.txswitch.cluster.control;

import io.txswitch.cluster.control.ControlActions.Filter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes below {@code /control/}: who asks is known by token, and what is asked is written down first. */
public final class ControlPort {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPort.class);
    private static final String BEARER = "Bearer ";
    private static final String PERSON = "person";
    /** A change is a few words, or a few keys. */
    /** The largest is a wallet's credential with its chains of certificates. */
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final ControlConfig config;
    private final ControlActions actions;
    private final ControlExtensions extensions;
    private final AuditTrail trail;

    /** @param trail writes down what is asked and what is changed, under this node's name */
    public ControlPort(ControlConfig config, ControlActions actions, ControlExtensions extensions, AuditTrail trail) {
        this.config = config;
        this.actions = actions;
        this.extensions = extensions;
        this.trail = trail;
    }

    /** A port whose people change nothing. */
    public ControlPort(ControlConfig config, String node, ControlActions actions, Audit audit, InstantSource clock) {
        this(config, actions, ControlExtensions.NONE, new AuditTrail(audit, node, clock));
    }

    public Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route("/control/*").handler(this::authenticate).failureHandler(ControlPort::failed);
        action(router, "/control/payments/:id", "payment.show", ctx -> {
            boolean messages = "true".equals(ctx.request().getParam("messages"));
            return actions.show(ctx.pathParam("id"), messages);
        });
        action(router, "/control/payments", "payment.find", ctx -> actions.find(filter(ctx)));
        action(router, "/control/totals", "totals", ctx -> actions.totals(day(ctx), by(ctx)));
        action(router, "/control/status", "status", ctx -> actions.status());
        extensions
                .queries()
                .forEach(query -> action(
                        router,
                        query.path(),
                        query.name(),
                        ctx -> query.handler().apply(parameters(ctx))));
        extensions.streams().forEach(stream -> stream(router, vertx, stream));
        extensions
                .changes()
                .forEach(change -> router.post(change.path())
                        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                        .handler(ctx -> change(ctx, change)));
        return router;
    }

    private void action(Router router, String path, String name, Function<RoutingContext, Future<JsonObject>> action) {
        router.get(path).handler(ctx -> {
            String query = ctx.request().query();
            String target = ctx.request().path() + (query == null ? "" : "?" + query);
            attempt(() -> trail.asked(person(ctx), name, target, ctx.request().getParam("reason"))
                            .compose(written -> action.apply(ctx)))
                    .onSuccess(body -> json(ctx, 200, body))
                    .onFailure(e -> failed(ctx, name, e));
        });
    }

    private void stream(Router router, Vertx vertx, ControlStream stream) {
        router.get(stream.path()).handler(ctx -> {
            String target = ctx.request().uri();
            LineResponse lines = new LineResponse(vertx, ctx.response());
            attempt(() -> trail.asked(person(ctx), stream.name(), target, null)
                            .compose(written -> stream.handler().apply(parameters(ctx), lines)))
                    .onSuccess(end -> lines.end(new JsonObject().put("end", end)))
                    .onFailure(e -> {
                        if (lines.begun()) {
                            lines.end(error(words(e)));
                        } else {
                            failed(ctx, stream.name(), e);
                        }
                    });
        });
    }

    private record Reply(int status, JsonObject body) {}

    private void change(RoutingContext ctx, ControlChange change) {
        attempt(() -> {
                    JsonObject body = body(ctx);
                    Approvals.Wanted wanted = new Approvals.Wanted(
                            person(ctx), change.name(), ctx.request().path(), reason(body, change));
                    return extensions
                            .approvals()
                            .decide(wanted)
                            .compose(decision -> decided(wanted, decision, change, body));
                })
                .onSuccess(reply -> json(ctx, reply.status(), reply.body()))
                .onFailure(e -> failed(ctx, change.name(), e));
    }

    private Future<Reply> decided(
            Approvals.Wanted wanted, Approvals.Decision decision, ControlChange change, JsonObject body) {
        return switch (decision) {
            case Approvals.Decision.Granted granted ->
                carryOut(wanted, granted, change, body).map(answer -> new Reply(200, answer));
            case Approvals.Decision.Waiting waiting ->
                trail.asked(wanted.person(), change.name() + ".waiting", wanted.target(), wanted.reason())
                        .map(written -> new Reply(202, new JsonObject().put("ticket", waiting.ticket())));
            case Approvals.Decision.Refused refused ->
                trail.refused(wanted.person(), change.name(), wanted.target(), refused.why())
                        .map(written -> new Reply(403, error(refused.why())));
        };
    }

    /** Written down before it is done and when it is done: neither the wish nor its effect can be missing. */
    private Future<JsonObject> carryOut(
            Approvals.Wanted wanted, Approvals.Decision.Granted granted, ControlChange change, JsonObject body) {
        Future<ControlChange.Applied> done = trail.asked(
                        wanted.person(), change.name(), wanted.target(), wanted.reason())
                .compose(written -> attempt(() -> change.handler().apply(body)));
        return done.recover(e -> trail.refused(wanted.person(), change.name(), wanted.target(), words(e))
                        .transform(written -> Future.failedFuture(e)))
                .compose(applied -> trail.done(wanted.person(), change.name(), wanted.target(), granted, applied)
                        .map(applied.answer()));
    }

    /** A body, a path or a parameter that makes no sense shows itself as an exception. */
    private static <T> Future<T> attempt(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException | DateTimeException | ChangeRefused e) {
            return Future.failedFuture(e);
        }
    }

    private static JsonObject body(RoutingContext ctx) {
        JsonObject body;
        try {
            String text = ctx.body().asString();
            body = text == null || text.isBlank() ? new JsonObject() : new JsonObject(text);
        } catch (DecodeException | ClassCastException e) {
            // Not the parser's words: they quote the body, in which a key may stand.
            throw new IllegalArgumentException("the body is not a JSON object");
        }
        ctx.pathParams().forEach(body::put);
        return body;
    }

    private static @Nullable String reason(JsonObject body, ControlChange change) {
        Object reason = body.getValue("reason");
        String text = reason instanceof String said && !said.isBlank() ? said.strip() : null;
        if (text == null && change.needsReason()) {
            throw new IllegalArgumentException("a reason is asked for (--reason)");
        }
        if (text != null && text.length() > Audit.MAX_REASON_LENGTH) {
            throw new IllegalArgumentException("a reason has at most " + Audit.MAX_REASON_LENGTH + " characters");
        }
        return text;
    }

    private static JsonObject parameters(RoutingContext ctx) {
        JsonObject all = new JsonObject();
        ctx.queryParams().forEach(each -> all.put(each.getKey(), each.getValue()));
        ctx.pathParams().forEach(all::put);
        return all;
    }

    /** What failed before an action was reached: a body that is too large, or a bug. */
    private static void failed(RoutingContext ctx) {
        Throwable cause = ctx.failure();
        if (cause == null) {
            json(ctx, ctx.statusCode(), error("refused"));
        } else {
            failed(ctx, ctx.request().path(), cause);
        }
    }

    private static void failed(RoutingContext ctx, String name, Throwable e) {
        switch (e) {
            case ChangeRefused refused -> json(ctx, refused.status(), error(words(refused)));
            case IllegalArgumentException nonsense -> json(ctx, 400, error(words(nonsense)));
            case DateTimeException nonsense -> json(ctx, 400, error(words(nonsense)));
            default -> {
                LOG.error("control={} failed", name, e);
                json(ctx, 503, error("the stores cannot be reached now"));
            }
        }
    }

    private static String words(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static JsonObject error(String words) {
        return new JsonObject().put("error", words);
    }

    private void authenticate(RoutingContext ctx) {
        String header = ctx.request().getHeader("Authorization");
        String person = header == null || !header.startsWith(BEARER) ? null : person(header.substring(BEARER.length()));
        if (person == null) {
            json(ctx, 401, error("a token of this node is asked for"));
            return;
        }
        ctx.put(PERSON, person);
        ctx.next();
    }

    private static String person(RoutingContext ctx) {
        return Objects.requireNonNull(ctx.get(PERSON));
    }

    private @Nullable String person(String token) {
        String found = null;
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        for (ControlConfig.Person person : config.people()) {
            if (MessageDigest.isEqual(given, person.token().bytes())) {
                found = person.name();
            }
        }
        return found;
    }

    private static Filter filter(RoutingContext ctx) {
        String from = ctx.request().getParam("from");
        String to = ctx.request().getParam("to");
        String amount = ctx.request().getParam("amount");
        return new Filter(
                ctx.request().getParam("merchant"),
                from == null ? null : Instant.parse(from),
                to == null ? null : Instant.parse(to),
                amount == null ? null : Long.valueOf(amount),
                ctx.request().getParam("last4"),
                ctx.request().getParam("phase"));
    }

    private static LocalDate day(RoutingContext ctx) {
        String day = ctx.request().getParam("day");
        if (day == null) {
            throw new IllegalArgumentException("day is missing");
        }
        return LocalDate.parse(day);
    }

    private static String by(RoutingContext ctx) {
        String by = ctx.request().getParam("by");
        if (!"merchant".equals(by) && !"channel".equals(by)) {
            throw new IllegalArgumentException("by is merchant or channel");
        }
        return by;
    }

    private static void json(RoutingContext ctx, int status, JsonObject body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode());
    }
}
