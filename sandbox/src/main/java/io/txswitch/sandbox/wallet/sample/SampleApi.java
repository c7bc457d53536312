package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.HttpErrors;
import io.txswitch.sandbox.wallet.sample.SampleAnswer.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The HTTP interface: checks every request's signature, signs every answer, whatever its status. */
final class SampleApi {
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final SampleOptions options;
    private final SampleSigning signing;
    private final Desk desk;
    private final SampleHandlers handlers;

    SampleApi(SampleOptions options, SampleSigning signing, Desk desk, SampleHandlers handlers) {
        this.options = options;
        this.signing = signing;
        this.desk = desk;
        this.handlers = handlers;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        HttpErrors.answerBriefly(router);
        router.route()
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES).setMergeFormAttributes(false));
        router.get("/v1/bill-files/:token").handler(this::file);
        new SamplePages(handlers.agreements()).route(router);
        router.route().handler(this::admit);
        payments(router, handlers.payments());
        ask(router, "/v1/bills/:type/:day", http -> handlers.bills().bill(no(http, "type"), no(http, "day")));
        ask(router, "/v1/refunds/:no", http -> handlers.refunds().query(no(http)));
        ask(router, "/v1/agreements/:no", http -> handlers.agreements().query(no(http)));
        ask(router, "/v1/transfers/:no", http -> handlers.transfers().query(no(http)));
        ask(router, "/v1/shares/:no", http -> handlers.shares().query(no(http)));
        order(router, "/v1/refunds", http -> handlers.refunds().refund(json(http)));
        order(router, "/v1/agreements", http -> handlers.agreements().begin(json(http)));
        order(router, "/v1/agreements/:no/cancel", http -> handlers.agreements().cancel(no(http)));
        order(router, "/v1/transfers", http -> handlers.transfers().transfer(json(http)));
        order(router, "/v1/shares", http -> handlers.shares().share(json(http)));
        router.route().handler(http -> answer(http, Refusal.NO_INTERFACE.answer()));
        return router;
    }

    private void payments(Router router, SamplePayments payments) {
        ask(router, "/v1/payments/:no", http -> payments.query(no(http)));
        command(router, "/v1/payments", http -> payments.create(json(http)));
        command(router, "/v1/payments/:no/confirm", http -> payments.confirm(no(http), json(http)));
        command(router, "/v1/payments/:no/close", http -> payments.close(no(http)));
        command(router, "/v1/payments/:no/reverse", http -> payments.reverse(no(http)));
    }

    /** Not signed: the signed hash has to do. */
    private void file(RoutingContext http) {
        handlers.bills()
                .file(http.pathParam("token"))
                .ifPresentOrElse(
                        file -> http.response().end(Buffer.buffer(file)), () -> answer(http, Refusal.NO_BILL.answer()));
    }

    private void admit(RoutingContext http) {
        if (desk.faults().takeServerError()) {
            http.response().setStatusCode(500).end("Internal Server Error");
            return;
        }
        @Nullable Buffer body = http.body().buffer();
        String time = header(http, "Timestamp");
        boolean permitted = options.appId().equals(header(http, "App"))
                && fresh(time)
                && signing.verifies(
                        header(http, "Signature"),
                        http.request().method().name(),
                        http.request().uri(),
                        time,
                        header(http, "Nonce"),
                        body == null ? "" : body.toString());
        if (permitted) {
            http.next();
        } else {
            answer(http, Refusal.SIGNATURE.answer());
        }
    }

    private boolean fresh(String time) {
        return SECONDS.matcher(time).matches()
                && Duration.between(
                                        Instant.ofEpochSecond(Long.parseLong(time)),
                                        desk.numbers().now())
                                .abs()
                                .compareTo(MAX_SKEW)
                        <= 0;
    }

    private static String header(RoutingContext http, String name) {
        String value = http.request().getHeader("X-Wallet-" + name);
        return value == null ? "" : value;
    }

    private static String no(RoutingContext http) {
        return no(http, "no");
    }

    private static String no(RoutingContext http, String name) {
        String value = http.pathParam(name);
        return value == null ? "" : value;
    }

    private void ask(Router router, String path, Function<RoutingContext, SampleAnswer> handler) {
        router.get(path).handler(http -> answer(http, handler.apply(http)));
    }

    /** A command that is carried out at once. */
    private void order(Router router, String path, Function<RoutingContext, SampleAnswer> handler) {
        command(router, path, http -> Future.succeededFuture(handler.apply(http)));
    }

    private void command(Router router, String path, Function<RoutingContext, Future<SampleAnswer>> handler) {
        router.post(path)
                .handler(http -> handler.apply(http)
                        .onSuccess(result -> {
                            if (desk.faults().takeDrop()) {
                                http.request().connection().close();
                            } else {
                                answer(http, result);
                            }
                        })
                        .onFailure(cause -> HttpErrors.fail(http, cause)));
    }

    private void answer(RoutingContext http, SampleAnswer answer) {
        String nonce = header(http, "Nonce");
        http.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", "application/json")
                .putHeader("X-Wallet-Nonce", nonce)
                .putHeader(
                        "X-Wallet-Signature",
                        signing.sign("ANSWER", Integer.toString(answer.status()), nonce, answer.body()))
                .end(answer.body());
    }

    /** What is not a JSON object reads as an empty one, and so lacks every required member. */
    private static JsonObject json(RoutingContext http) {
        return Fields.parse(http.body().buffer()).orElseGet(JsonObject::new);
    }
}
