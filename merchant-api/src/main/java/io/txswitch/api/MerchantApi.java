package io.txswitch.api;

import io.txswitch.core.bus.Bus;
import io.txswitch.core.config.Merchant;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The open API of one node. Make one, and a {@link #router} of it for each HTTP server instance; all of them share one
 * cap of requests under way. Thread-safe.
 */
public final class MerchantApi {
    private final Frame frame;
    private final Gate gate;
    private final Map<String, Operation> operations;
    private final PageLoad load;
    private final CheckoutPages pages;
    private final ResultPages results;

    /**
     * Puts the API together.
     *
     * @param merchants by merchant id; one whose app id, secret, key or network is unfit is an {@link
     *     IllegalArgumentException}
     */
    public MerchantApi(
            ApiConfig config, Map<String, Merchant> merchants, Bus bus, ApiStores stores, ApiRuntime runtime) {
        PaymentReader reader = new PaymentReader(
                bus,
                stores.readModel(),
                new RecentReads(runtime.clock(), stores.up()),
                config.readWithinMs(),
                runtime.meters());
        ResultAddress results = new ResultAddress(config.checkout(), runtime);
        Submitter submitter = new Submitter(bus, reader, results);
        Checkouts checkouts = new Checkouts(config, stores.nonces(), runtime);
        this.frame = new Frame(runtime, config.bodyWithinMs());
        this.gate =
                new Gate(config, frame, new Authenticator(new Merchants(merchants), stores.nonces(), runtime), runtime);
        this.operations = Operations.all(config, bus, stores, new Operations.Parts(submitter, reader, checkouts));
        this.load = new PageLoad(config, frame, runtime.meters());
        this.pages = new CheckoutPages(config, merchants, submitter, reader, checkouts);
        this.results = new ResultPages(results, reader, merchants);
    }

    /**
     * Routes for everything below {@code /v1/}, {@code /cashier/} and {@code /result/}, and the documentation; to be
     * mounted where paths stay as the client sent them.
     *
     * @param vertx runs the HTTP server that it is for
     */
    public Router router(Vertx vertx) {
        return router(vertx, Contract.load(vertx));
    }

    Router router(Vertx vertx, Contract contract) {
        Router router = Router.router(vertx);
        ApiDocuments.route(router, frame, contract);
        pages.route(router, frame, load);
        results.route(router, frame, load);
        router.route("/v1/*").handler(frame::begin).failureHandler(frame::failed);
        router.route("/v1/*").handler(gate::address);
        Map<String, String> methods = new TreeMap<>();
        for (Contract.Entry entry : contract.entries()) {
            route(router, contract, entry);
            methods.merge(
                    entry.route(), entry.method().name(), (a, b) -> a.compareTo(b) < 0 ? a + ", " + b : b + ", " + a);
        }
        methods.forEach((path, allowed) -> router.route(path).handler(frame.onlyAllows(allowed)));
        router.route("/v1/*").handler(frame::notFound);
        return router;
    }

    private void route(Router router, Contract contract, Contract.Entry entry) {
        Operation operation = Objects.requireNonNull(operations.get(entry.id()), entry.id());
        var route = router.route(entry.method(), entry.route())
                .handler(frame.named(entry.method().name() + " " + entry.route()));
        if (entry.hasBody()) {
            // By reference: the router would insist on a body handler being the first, but a wrong type goes before.
            Handler<RoutingContext> body =
                    BodyHandler.create(false).setMergeFormAttributes(false).setBodyLimit(StrictJson.MAX_BODY_BYTES)
                            ::handle;
            route.handler(frame::expectJson).handler(body).handler(frame::bodyArrived);
        } else {
            route.handler(frame::expectNoBody);
        }
        route.handler(gate.open(contract, entry, operation));
    }
}
