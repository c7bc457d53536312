package io.txswitch.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.api.scan.QrImage;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.model.Money;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pages where payers pay, and what their scripts ask: the cashier page, and static plates.
 *
 * <pre>
 *   GET /cashier/:token ─303─▶ GET /cashier (page) ─▶ GET /cashier/order ─▶ POST /cashier/pay ─▶ GET /cashier/status …
 *   GET /plate/:id (the same page) ─▶ POST /cashier/plate ────────────────────────▲
 *   a merchant's own page: POST /cashier/session {token} ─▶ Authorization: Bearer …─┘   (CORS, his origins only)
 * </pre>
 */
final class CheckoutPages {
    static final String COOKIE = "txswitch_checkout";
    private static final int MAX_BODY_BYTES = 8 * 1024;
    private static final int PNG_MODULE_PX = 8;

    private final ApiConfig config;
    private final Checkouts checkouts;
    private final CheckoutPayments payments;
    private final CheckoutOrigins origins;
    private final Map<String, Merchant> merchants;

    CheckoutPages(
            ApiConfig config,
            Map<String, Merchant> merchants,
            Submitter submitter,
            PaymentReader reader,
            Checkouts checkouts) {
        this.config = config;
        this.merchants = Map.copyOf(merchants);
        this.checkouts = checkouts;
        this.payments = new CheckoutPayments(config, submitter, reader, checkouts);
        this.origins = new CheckoutOrigins(merchants);
    }

    void route(Router router, Frame frame, PageLoad load) {
        for (String below : new String[] {"/cashier*", "/plate/*"}) {
            router.route(below)
                    .handler(frame::begin)
                    .handler(StaticPage::secure)
                    .failureHandler(frame::failed);
        }
        router.options("/cashier/*").handler(origins::preflight);
        router.get("/cashier").handler(StaticPage.of("cashier.html", StaticPage.HTML));
        router.get("/cashier/shared.js").handler(StaticPage.of("shared.js", StaticPage.SCRIPT));
        router.get("/cashier/page.js").handler(StaticPage.of("cashier.js", StaticPage.SCRIPT));
        router.get("/cashier/page.css").handler(StaticPage.of("cashier.css", StaticPage.STYLE));
        router.get("/plate/:id").handler(ctx -> plate(ctx, frame));
        post(router, frame, "/cashier/session").handler(load::admit).handler(ctx -> session(ctx, frame));
        post(router, frame, "/cashier/plate").handler(load::admit).handler(ctx -> plateSession(ctx, frame));
        post(router, frame, "/cashier/pay").handler(load::admit).handler(ctx -> withOrder(ctx, frame, payments::pay));
        router.get("/cashier/order").handler(load::admit).handler(ctx -> withOrder(ctx, frame, payments::order));
        router.get("/cashier/status").handler(load::admit).handler(ctx -> withOrder(ctx, frame, payments::status));
        router.get("/cashier/:token").handler(load::admit).handler(this::open);
        router.route("/cashier*").handler(frame::notFound);
        router.route("/plate/*").handler(frame::notFound);
    }

    private static Route post(Router router, Frame frame, String path) {
        Handler<RoutingContext> body =
                BodyHandler.create(false).setMergeFormAttributes(false).setBodyLimit(MAX_BODY_BYTES)::handle;
        return router.post(path)
                .handler(frame.named("POST " + path))
                .handler(frame::expectJson)
                .handler(body)
                .handler(frame::bodyArrived);
    }

    /** The token leaves the address bar at once: what is in a history or a referrer opens nothing. */
    private void open(RoutingContext ctx) {
        checkouts.open(ctx.pathParam("token")).onFailure(ctx::fail).onSuccess(session -> {
            if (session.isEmpty()) {
                StaticPage.show(ctx, 410, "expired.html", StaticPage.HTML);
                return;
            }
            remember(ctx, session.get());
            ctx.response()
                    .setStatusCode(303)
                    .putHeader(HttpHeaders.LOCATION, "/cashier")
                    .end();
        });
    }

    private void remember(RoutingContext ctx, String session) {
        String own = config.checkout().publicUrl();
        ctx.response()
                .addCookie(Cookie.cookie(COOKIE, session)
                        .setHttpOnly(true)
                        .setSecure(own != null && own.startsWith("https:"))
                        .setSameSite(CookieSameSite.LAX)
                        .setPath("/cashier")
                        .setMaxAge(config.checkout().sessionMs() / 1_000L));
    }

    /** A merchant's own page opens the token by itself. */
    private void session(RoutingContext ctx, Frame frame) {
        String token = body(ctx, "token");
        checkouts.open(token == null ? "" : token).onFailure(ctx::fail).onSuccess(session -> {
            Optional<CheckoutOrder> order = session.flatMap(checkouts::session);
            if (order.isEmpty() || !origins.allow(ctx, order.get().merchantId())) {
                frame.send(ctx, unopened());
                return;
            }
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            out.put("session", session.get());
            frame.send(ctx, new Answer.Resource(201, out, null));
        });
    }

    private void plateSession(RoutingContext ctx, Frame frame) {
        if (!(StrictJson.object(ctx.body().buffer().getBytes()) instanceof Parsed.Ok<ObjectNode> json)) {
            frame.send(ctx, Problem.of(ApiCode.MALFORMED_JSON, "The body must be one JSON object."));
            return;
        }
        Fields fields = new Fields(json.value(), Set.of("plate", "amount"));
        CheckoutConfig.Plate plate = config.checkout().plates().get(fields.text("plate", TextRule.PLATE));
        Long fixed = plate == null ? null : plate.amountMinor();
        long amountMinor = fixed != null
                ? fixed
                : fields.amountMinor("amount", Math.min(config.maxAmountMinor(), Money.MAX_AMOUNT_MINOR));
        Problem problem = fields.problem();
        if (problem != null || plate == null || !merchants.containsKey(plate.merchantId())) {
            frame.send(ctx, problem != null ? problem : Problem.of(ApiCode.NOT_FOUND, "There is no such plate."));
            return;
        }
        remember(ctx, checkouts.begin(plate, amountMinor));
        frame.send(ctx, new Answer.Resource(201, JsonNodeFactory.instance.objectNode(), null));
    }

    /** The page for one who scanned and what it asks, or the image for one who prints. */
    private void plate(RoutingContext ctx, Frame frame) {
        String name = ctx.pathParam("id");
        int dot = name.lastIndexOf('.');
        String id = dot < 0 ? name : name.substring(0, dot);
        String own = config.checkout().publicUrl();
        CheckoutConfig.Plate plate = config.checkout().plates().get(id);
        if (plate == null) {
            StaticPage.show(ctx, 404, "expired.html", StaticPage.HTML);
        } else if (dot < 0) {
            StaticPage.show(ctx, 200, "cashier.html", StaticPage.HTML);
        } else if (name.endsWith(".json")) {
            frame.send(ctx, shown(plate));
        } else if (own != null && name.endsWith(".svg")) {
            StaticPage.image(
                    ctx,
                    "image/svg+xml",
                    QrImage.of(own + "/plate/" + id).svg().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } else if (own != null && name.endsWith(".png")) {
            StaticPage.image(ctx, "image/png", QrImage.of(own + "/plate/" + id).png(PNG_MODULE_PX));
        } else {
            ctx.next();
        }
    }

    /** Whom the payer is about to pay, and how much when that is fixed. */
    private Answer shown(CheckoutConfig.Plate plate) {
        Merchant merchant = merchants.get(plate.merchantId());
        if (merchant == null || merchant.access().blocked()) {
            return Problem.of(ApiCode.NOT_FOUND, "There is no such plate.");
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("merchant", merchant.name());
        out.put("subject", plate.subject());
        if (plate.amountMinor() != null) {
            out.put("amount", plate.amountMinor());
            out.put("currency", Checkouts.PLATE_CURRENCY);
        }
        return new Answer.Resource(200, out, null);
    }

    private void withOrder(RoutingContext ctx, Frame frame, CheckoutPayments.Step step) {
        Optional<CheckoutOrder> order = sessionOf(ctx).flatMap(checkouts::session);
        Merchant merchant =
                order.map(CheckoutOrder::merchantId).map(merchants::get).orElse(null);
        if (order.isEmpty() || merchant == null || merchant.access().blocked()) {
            frame.send(ctx, unopened());
            return;
        }
        if (!origins.allow(ctx, merchant.id())) {
            frame.send(ctx, Problem.of(ApiCode.ADDRESS_NOT_ALLOWED, "Not from this origin."));
            return;
        }
        step.take(ctx, merchant, order.get())
                .onSuccess(answer -> frame.send(ctx, answer))
                .onFailure(ctx::fail);
    }

    /** In the cookie of our own page, or brought by a merchant's page; a foreign page cannot set the header. */
    private static Optional<String> sessionOf(RoutingContext ctx) {
        if (ctx.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            return Bearer.of(ctx);
        }
        Cookie cookie = ctx.request().getCookie(COOKIE);
        return cookie == null || ctx.request().getHeader("X-Checkout") == null
                ? Optional.empty()
                : Optional.of(cookie.getValue());
    }

    private static Problem unopened() {
        return Problem.of(ApiCode.UNAUTHORIZED, "The page has no order: it was opened before, or too long ago.");
    }

    private static @Nullable String body(RoutingContext ctx, String name) {
        return StrictJson.object(ctx.body().buffer().getBytes()) instanceof Parsed.Ok<ObjectNode> json
                ? json.value().path(name).textValue()
                : null;
    }
}
