package io.txswitch.sandbox.wallet.phone;

import io.txswitch.sandbox.wallet.FaultScript;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.HttpErrors;
import io.txswitch.sandbox.wallet.ScreenExtras.Consent;
import io.txswitch.sandbox.wallet.Telephone;
import io.txswitch.sandbox.wallet.Telephone.Seen;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Serves the payer's page and what its buttons do, on 127.0.0.1. */
public final class Phone extends VerticleBase {
    private static final int MAX_BODY_BYTES = 4 * 1024;
    /** A script that spoils more calls than this is one that never ends. */
    private static final int MAX_TIMES = 1_000;

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int WRONG_TYPE = 415;
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost");
    private static final Map<String, String> FILES = Map.of(
            "/", "phone/phone.html",
            "/phone.js", "phone/phone.js",
            "/phone.css", "phone/phone.css");

    private final int port;
    private final Map<String, Telephone> telephones = new LinkedHashMap<>();
    private @Nullable HttpServer server;

    private Phone(int port, List<Telephone> telephones) {
        this.port = port;
        telephones.forEach(each -> this.telephones.put(each.wallet(), each));
    }

    /**
     * Starts serving.
     *
     * @param port 0 for a free one
     */
    public static Future<Phone> start(Vertx vertx, int port, List<Telephone> telephones) {
        Phone phone = new Phone(port, telephones);
        return vertx.deployVerticle(phone).map(phone);
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer()
                .requestHandler(router())
                .listen(port, "127.0.0.1")
                .onSuccess(listening -> server = listening);
    }

    @Override
    public Future<?> stop() {
        return running().close();
    }

    public String url() {
        return "http://127.0.0.1:" + running().actualPort();
    }

    private HttpServer running() {
        return Objects.requireNonNull(server, "the phone is not running");
    }

    private Router router() {
        Router router = Router.router(vertx);
        HttpErrors.answerBriefly(router);
        router.route().handler(Phone::admit);
        router.post()
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES).setMergeFormAttributes(false));
        FILES.forEach((path, file) -> router.get(path)
                .handler(http -> http.response()
                        .putHeader(
                                "Content-Security-Policy",
                                "default-src 'none'; script-src 'self'; style-src 'self';"
                                        + " connect-src 'self'; img-src data:; frame-ancestors 'none'")
                        .putHeader("X-Content-Type-Options", "nosniff")
                        .sendFile(file)));
        router.get("/wallets").handler(this::wallets);
        router.get("/wallets/:wallet/orders")
                .handler(http -> on(
                        http,
                        (telephone, body) -> telephone
                                .orders()
                                .map(all -> new JsonObject()
                                        .put(
                                                "orders",
                                                new JsonArray(all.stream()
                                                        .map(Phone::shown)
                                                        .toList())))));
        action(router, "scan", (telephone, body) -> telephone.scan(sight(body)).map(Phone::shown));
        action(router, "pay", (telephone, body) -> telephone.pay(sight(body)).map(Phone::shown));
        action(
                router,
                "refuse",
                (telephone, body) -> telephone.refuse(sight(body)).map(Phone::shown));
        action(
                router,
                "mistype",
                (telephone, body) -> telephone.mistype(sight(body)).map(Phone::shown));
        action(
                router,
                "code",
                (telephone, body) -> Future.succeededFuture(
                        new JsonObject().put("wallet", telephone.wallet()).put("code", telephone.payerCode())));
        router.get("/wallets/:wallet/agreements")
                .handler(http -> on(
                        http,
                        (telephone, body) -> telephone
                                .agreements()
                                .map(all -> new JsonObject()
                                        .put(
                                                "agreements",
                                                new JsonArray(all.stream()
                                                        .map(Phone::shown)
                                                        .toList())))));
        action(
                router,
                "sign",
                (telephone, body) ->
                        telephone.sign(Fields.text(body, "agreement")).map(Phone::shown));
        action(
                router,
                "end",
                (telephone, body) ->
                        telephone.end(Fields.text(body, "agreement")).map(Phone::shown));
        action(router, "by-himself", Phone::byHimself);
        action(router, "fault", Phone::fault);
        return router;
    }

    private static void admit(RoutingContext http) {
        var authority = http.request().authority();
        if (authority == null || !THIS_MACHINE.contains(authority.host())) {
            refuse(http, FORBIDDEN, "this page is served to 127.0.0.1 and localhost only");
        } else if (http.request().method().name().equals("POST")
                && !"application/json".equals(http.request().getHeader("Content-Type"))) {
            refuse(http, WRONG_TYPE, "a JSON body is needed");
        } else {
            http.next();
        }
    }

    private void wallets(RoutingContext http) {
        JsonArray all = new JsonArray();
        telephones.values().forEach(each -> all.add(status(each)));
        JsonArray scripts = new JsonArray();
        for (FaultScript script : FaultScript.values()) {
            scripts.add(new JsonObject().put("script", script.word()).put("text", script.text()));
        }
        answer(http, new JsonObject().put("wallets", all).put("scripts", scripts));
    }

    private static JsonObject status(Telephone telephone) {
        return new JsonObject()
                .put("wallet", telephone.wallet())
                .put("by_himself", telephone.isByHimself())
                .put("fault", telephone.playing().word());
    }

    private void action(Router router, String name, BiFunction<Telephone, JsonObject, Future<JsonObject>> what) {
        router.post("/wallets/:wallet/" + name).handler(http -> on(http, what));
    }

    private void on(RoutingContext http, BiFunction<Telephone, JsonObject, Future<JsonObject>> what) {
        Telephone telephone = telephones.get(http.pathParam("wallet"));
        if (telephone == null) {
            refuse(http, NOT_FOUND, "the wallets are " + String.join(", ", telephones.keySet()));
            return;
        }
        JsonObject body = http.request().method().name().equals("POST")
                ? Fields.parse(http.body().buffer()).orElseGet(JsonObject::new)
                : new JsonObject();
        what.apply(telephone, body)
                .onSuccess(said -> answer(http, said))
                .onFailure(cause -> refuse(
                        http, cause instanceof NoSuchElementException ? NOT_FOUND : BAD_REQUEST, cause.getMessage()));
    }

    private static Future<JsonObject> byHimself(Telephone telephone, JsonObject body) {
        if (!(body.getValue("on") instanceof Boolean on)) {
            return Future.failedFuture("on: true or false");
        }
        telephone.byHimself(on);
        return Future.succeededFuture(status(telephone));
    }

    private static Future<JsonObject> fault(Telephone telephone, JsonObject body) {
        long times = body.containsKey("times") ? Fields.integer(body, "times") : FaultScript.USUAL_TIMES;
        if (times < 1 || times > MAX_TIMES) {
            return Future.failedFuture("times: 1 to " + MAX_TIMES);
        }
        return FaultScript.of(Fields.text(body, "script"))
                .map(script -> {
                    telephone.play(script, (int) times);
                    return Future.succeededFuture(status(telephone));
                })
                .orElseGet(() -> Future.failedFuture("script: one of " + FaultScript.words()));
    }

    private static String sight(JsonObject body) {
        return Fields.text(body, "order");
    }

    private static JsonObject shown(Seen seen) {
        return new JsonObject()
                .put("order", seen.no())
                .put("state", seen.declined() ? "REFUSED" : seen.state())
                .put("amount", seen.amountMinor())
                .put("refunded_amount", seen.refundedMinor())
                .put("currency", "CNY")
                .put("subject", seen.subject())
                .put("by_payer_code", seen.byPayerCode())
                .put("mode", seen.mode())
                .put("made_at", seen.madeAt().toString())
                .put("confirm_code", seen.confirmCode());
    }

    private static JsonObject shown(Consent consent) {
        return new JsonObject()
                .put("agreement", consent.no())
                .put("state", consent.state().name())
                .put("max_amount", consent.maxMinor())
                .put("currency", "CNY");
    }

    private static void answer(RoutingContext http, JsonObject said) {
        http.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(said.encode());
    }

    private static void refuse(RoutingContext http, int status, @Nullable String why) {
        http.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("error", String.valueOf(why)).encode());
    }
}
