package io.txswitch.cluster.node;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * {@code /health/live}, {@code /health/ready} per dependency, {@code /metrics}.
 *
 * <p>Only what a payment cannot do without makes a node unready; the rest is shown as it is.
 */
final class Health {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final long CHECK_TIMEOUT_MS = 1_000;

    private record Check(boolean vital, Supplier<Future<Boolean>> ask) {}

    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final AtomicBoolean taking = new AtomicBoolean();
    private final PrometheusMeterRegistry meters;

    Health(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    /** @param vital without it this node takes no payment */
    void check(String name, boolean vital, Supplier<Future<Boolean>> ask) {
        checks.put(name, new Check(vital, ask));
    }

    /** Begins or stops taking payments. */
    void taking(boolean now) {
        taking.set(now);
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.get("/health/live").handler(ctx -> json(ctx, OK, new JsonObject().put("status", "up")));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics")
                .handler(ctx -> ctx.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(meters.scrape()));
        return router;
    }

    private void ready(RoutingContext ctx) {
        Map<String, Future<Boolean>> asked = new LinkedHashMap<>();
        checks.forEach((name, check) -> asked.put(
                name,
                check.ask()
                        .get()
                        .timeout(CHECK_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                        .otherwise(false)));
        Future.join(asked.values().stream().toList()).onComplete(done -> {
            JsonObject shown = new JsonObject();
            boolean ready = taking.get();
            for (Map.Entry<String, Future<Boolean>> each : asked.entrySet()) {
                boolean up = Boolean.TRUE.equals(each.getValue().result());
                shown.put(each.getKey(), up ? "up" : "down");
                Check check = checks.get(each.getKey());
                ready &= up || check == null || !check.vital();
            }
            json(
                    ctx,
                    ready ? OK : UNAVAILABLE,
                    new JsonObject()
                            .put("ready", ready)
                            .put("taking", taking.get())
                            .put("checks", shown));
        });
    }

    private static void json(RoutingContext ctx, int status, JsonObject body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode());
    }
}
