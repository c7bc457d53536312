package io.txswitch.cluster.control;

import io.txswitch.cluster.control.ControlActions.Filter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes below {@code /control/}: who asks is known by token, and what is asked is written down first. */
public final class ControlPort {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPort.class);
    private static final String BEARER = "Bearer ";
    private static final int MAX_TARGET_LENGTH = 500;

    private final ControlConfig config;
    private final String node;
    private final ControlActions actions;
    private final Audit audit;
    private final InstantSource clock;

    public ControlPort(ControlConfig config, String node, ControlActions actions, Audit audit, InstantSource clock) {
        this.config = config;
        this.node = node;
        this.actions = actions;
        this.audit = audit;
        this.clock = clock;
    }

    public Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route("/control/*").handler(this::authenticate);
        action(router, "/control/payments/:id", "payment.show", ctx -> {
            boolean messages = "true".equals(ctx.request().getParam("messages"));
            return actions.show(ctx.pathParam("id"), messages);
        });
        action(router, "/control/payments", "payment.find", ctx -> actions.find(filter(ctx)));
        action(router, "/control/totals", "totals", ctx -> actions.totals(day(ctx), by(ctx)));
        action(router, "/control/status", "status", ctx -> actions.status());
        return router;
    }

    private void action(Router router, String path, String name, Function<RoutingContext, Future<JsonObject>> action) {
        router.get(path).handler(ctx -> {
            Future<JsonObject> done;
            try {
                done = write(ctx, name).compose(written -> action.apply(ctx));
            } catch (IllegalArgumentException | DateTimeException e) {
                done = Future.failedFuture(e);
            }
            done.onSuccess(body -> json(ctx, 200, body)).onFailure(e -> failed(ctx, name, e));
        });
    }

    private static void failed(RoutingContext ctx, String name, Throwable e) {
        if (e instanceof IllegalArgumentException || e instanceof DateTimeException) {
            json(ctx, 400, new JsonObject().put("error", String.valueOf(e.getMessage())));
            return;
        }
        LOG.error("control={} failed", name, e);
        json(ctx, 503, new JsonObject().put("error", "the journal cannot be read now"));
    }

    private Future<Void> write(RoutingContext ctx, String name) {
        String query = ctx.request().query();
        String target = ctx.request().path() + (query == null ? "" : "?" + query);
        String shown = target.length() > MAX_TARGET_LENGTH ? target.substring(0, MAX_TARGET_LENGTH) : target;
        String person = ctx.get("person");
        return audit.write(new Audit.Entry(
                clock.instant(), person, node, name, shown, ctx.request().getParam("reason")));
    }

    private void authenticate(RoutingContext ctx) {
        String header = ctx.request().getHeader("Authorization");
        String person = header == null || !header.startsWith(BEARER) ? null : person(header.substring(BEARER.length()));
        if (person == null) {
            json(ctx, 401, new JsonObject().put("error", "a token of this node is asked for"));
            return;
        }
        ctx.put("person", person);
        ctx.next();
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
