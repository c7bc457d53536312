package io.txswitch.api;

import io.txswitch.core.bus.Bus;
import io.txswitch.core.config.Merchant;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * The open API of one node. Make one, and a {@link #router} of it for each HTTP server instance; all of them share one
 * cap of requests under way. Thread-safe.
 */
public final class MerchantApi {
    private static final String PAYMENTS = "/v1/payments";
    private static final String REFUNDS = "/v1/refunds";
    private static final byte[] NO_BODY = new byte[0];

    private final Frame frame;
    private final Authenticator authenticator;
    private final Payments payments;
    private final Refunds refunds;
    private final int maxInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();

    /**
     * Puts the API together.
     *
     * @param merchants by merchant id; one whose app id or secret is unfit is an {@link IllegalArgumentException}
     */
    public MerchantApi(
            ApiConfig config, Map<String, Merchant> merchants, Bus bus, ApiStores stores, ApiRuntime runtime) {
        PaymentReader reader = new PaymentReader(bus, stores.readModel(), config.readWithinMs(), runtime.meters());
        Submitter submitter = new Submitter(bus);
        this.frame = new Frame(runtime, config.bodyWithinMs());
        this.authenticator = new Authenticator(new Merchants(merchants), stores.nonces(), runtime);
        this.payments = new Payments(config, submitter, reader);
        this.refunds = new Refunds(config, submitter, reader);
        this.maxInFlight = config.maxInFlight();
        runtime.meters().gauge("txswitch_api_in_flight", inFlight);
    }

    /**
     * Routes for everything below {@code /v1/}; to be mounted where the path stays as the client sent it.
     *
     * @param vertx runs the HTTP server that it is for
     */
    public Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route("/v1/*").handler(frame::begin).failureHandler(frame::failed);
        create(router, PAYMENTS, payments::create);
        read(router, PAYMENTS, payments::read);
        find(router, PAYMENTS, "order_no", payments::find);
        create(router, REFUNDS, refunds::create);
        read(router, REFUNDS, refunds::read);
        find(router, REFUNDS, "refund_no", refunds::find);
        for (String resource : new String[] {PAYMENTS, REFUNDS}) {
            router.route(resource).handler(frame.onlyAllows("GET, POST"));
            router.route(resource + "/:id").handler(frame.onlyAllows("GET"));
        }
        router.route("/v1/*").handler(frame::notFound);
        return router;
    }

    private void create(Router router, String path, BiFunction<Merchant, byte[], Future<Answer>> action) {
        router.post(path)
                .handler(frame.named("POST " + path))
                .handler(frame::expectJson)
                .handler(BodyHandler.create(false).setMergeFormAttributes(false).setBodyLimit(StrictJson.MAX_BODY_BYTES))
                .handler(frame::bodyArrived)
                .handler(authenticated((merchant, ctx) -> ctx.queryParams().isEmpty()
                        ? action.apply(merchant, body(ctx))
                        : refused("A request that makes something has no query.")));
    }

    private void read(Router router, String path, BiFunction<Merchant, String, Future<Answer>> action) {
        router.get(path + "/:id")
                .handler(frame.named("GET " + path + "/:id"))
                .handler(frame::expectNoBody)
                .handler(authenticated((merchant, ctx) -> ctx.queryParams().isEmpty()
                        ? action.apply(merchant, ctx.pathParam("id"))
                        : refused("A read by id has no query.")));
    }

    private void find(
            Router router, String path, String parameter, BiFunction<Merchant, String, Future<Answer>> action) {
        router.get(path)
                .handler(frame.named("GET " + path))
                .handler(frame::expectNoBody)
                .handler(authenticated((merchant, ctx) -> {
                    MultiMap query = ctx.queryParams();
                    return query.size() == 1 && query.contains(parameter)
                            ? action.apply(merchant, query.get(parameter))
                            : refused("The query must be " + parameter + " alone, once.");
                }));
    }

    /** The cap first, then the signature, then the work; the place is free again when the work is done. */
    private Handler<RoutingContext> authenticated(BiFunction<Merchant, RoutingContext, Future<Answer>> action) {
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
                        case Caller.Known known -> action.apply(known.merchant(), ctx);
                    })
                    .onComplete(done -> inFlight.decrementAndGet())
                    .onSuccess(answer -> frame.send(ctx, answer))
                    .onFailure(ctx::fail);
        };
    }

    private static Future<Answer> refused(String detail) {
        return Future.succeededFuture(Problem.of(ApiCode.INVALID_REQUEST, detail));
    }

    private static byte[] body(RoutingContext ctx) {
        Buffer body = ctx.body().buffer();
        return body == null ? NO_BODY : body.getBytes();
    }
}
