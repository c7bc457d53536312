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
    private final SamplePayments payments;
    private final SampleRefunds refunds;

    SampleApi(SampleOptions options, SampleSigning signing, Desk desk, SamplePayments payments, SampleRefunds refunds) {
        this.options = options;
        this.signing = signing;
        this.desk = desk;
        this.payments = payments;
        this.refunds = refunds;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        HttpErrors.answerBriefly(router);
        router.route()
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES).setMergeFormAttributes(false));
        router.route().handler(this::admit);
        router.get("/v1/payments/:no").handler(http -> answer(http, payments.query(http.pathParam("no"))));
        router.get("/v1/refunds/:no").handler(http -> answer(http, refunds.query(http.pathParam("no"))));
        command(router, "/v1/payments", http -> payments.create(json(http)));
        command(router, "/v1/payments/:no/confirm", http -> payments.confirm(http.pathParam("no"), json(http)));
        command(router, "/v1/payments/:no/close", http -> payments.close(http.pathParam("no")));
        command(router, "/v1/payments/:no/reverse", http -> payments.reverse(http.pathParam("no")));
        command(router, "/v1/refunds", http -> Future.succeededFuture(refunds.refund(json(http))));
        router.route().handler(http -> answer(http, Refusal.NO_INTERFACE.answer()));
        return router;
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
