package io.txswitch.sandbox.merchant;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.HttpErrors;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's webhook receiver on 127.0.0.1: checks signature and age, recognises repeats, and keeps a book.
 *
 * <p>Answers 204 to what it accepts (a repeat too), 401 to what is not properly signed, 400 to what is no event. All
 * methods may be called from any thread.
 */
public final class MerchantSimulator extends VerticleBase {
    private static final int MAX_BODY_BYTES = 256 * 1024;
    /** No number or word of the API is longer; what strangers post must not widen the book. */
    private static final int MAX_TEXT_CHARS = 128;

    private final MerchantOptions options;
    private final Book book;
    private final WebhookCheck check;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger hangs = new AtomicInteger();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private @Nullable Parts parts;

    private record Parts(EventLog events, HttpServer server) {}

    private MerchantSimulator(MerchantOptions options, Book book) {
        this.options = options;
        this.book = book;
        this.check = new WebhookCheck(options.keys().webhookKey());
    }

    /** Starts a receiver; fails when the port is taken or the book cannot be opened. */
    public static Future<MerchantSimulator> start(Vertx vertx, MerchantOptions options) {
        return vertx.executeBlocking(() -> new MerchantSimulator(options, Book.open(options.book())))
                .compose(simulator -> vertx.deployVerticle(simulator).map(simulator));
    }

    @Override
    public Future<?> start() {
        EventLog events = new EventLog(vertx);
        Router router = Router.router(vertx);
        HttpErrors.answerBriefly(router);
        // Merging would parse the query where a broken one hangs the request instead of refusing it.
        router.post()
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES).setMergeFormAttributes(false));
        router.post("/webhook").handler(http -> receive(http, events));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(options.port(), "127.0.0.1")
                .onFailure(portTaken -> book.close())
                .onSuccess(server -> parts = new Parts(events, server));
    }

    private void receive(RoutingContext http, EventLog events) {
        if (take(failures)) {
            http.response().setStatusCode(500).end();
            return;
        }
        Buffer body = http.body().buffer();
        byte[] bytes = body == null ? new byte[0] : body.getBytes();
        String id = http.request().getHeader("webhook-id");
        boolean signed = check.passes(
                id,
                http.request().getHeader("webhook-timestamp"),
                http.request().getHeader("webhook-signature"),
                bytes,
                options.clock().instant());
        JsonObject json = Fields.parse(body).orElseGet(JsonObject::new);
        MerchantEvent event =
                new MerchantEvent(id == null ? "" : id, Fields.text(json, "type"), Fields.object(json, "data"));
        if (!signed) {
            refusals.incrementAndGet();
            book(event, false);
            http.response().setStatusCode(401).end();
        } else if (event.type().isEmpty()) {
            http.response().setStatusCode(400).end();
        } else {
            accept(http, events, event);
        }
    }

    private void accept(RoutingContext http, EventLog events, MerchantEvent event) {
        if (events.knows(event.id())) {
            repeats.incrementAndGet();
        } else {
            book(event, true);
            events.add(event);
        }
        if (!take(hangs)) {
            http.response().setStatusCode(204).end();
        }
    }

    private static boolean take(AtomicInteger count) {
        return count.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private void book(MerchantEvent event, boolean signed) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", options.clock().instant().toString());
        row.put("event_id", clip(event.id()));
        row.put("type", clip(event.type()));
        row.put("payment_id", clip(event.paymentId()));
        row.put("order_no", clip(event.orderNo()));
        if (!event.rrn().isEmpty()) {
            row.put("rrn", clip(event.rrn()));
        }
        row.put("status", clip(event.status()));
        row.put("amount_minor", event.amountMinor());
        row.put("currency", clip(event.currency()));
        row.put("sig_ok", signed);
        book.add(row);
    }

    private static String clip(String text) {
        return text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS);
    }

    @Override
    public Future<?> stop() {
        return running().server().close().onComplete(closed -> book.close());
    }

    /** Stops the receiver and closes the book. */
    public Future<Void> close() {
        return vertx.undeploy(deploymentID());
    }

    public int port() {
        return running().server().actualPort();
    }

    /** Where his pages would be. */
    public String origin() {
        return "http://127.0.0.1:" + port();
    }

    public String webhookUrl() {
        return origin() + "/webhook";
    }

    /** The next webhooks are answered with 500 and not booked. */
    public void failNext(int count) {
        failures.set(count);
    }

    /** The next properly signed webhooks are booked and never answered, as when the merchant's answer is lost. */
    public void hangNext(int count) {
        hangs.set(count);
    }

    /** The first event so wanted, also if it came before; fails with a TimeoutException when the time is up. */
    public Future<MerchantEvent> awaitEvent(Predicate<MerchantEvent> wanted, long timeoutMs) {
        return Future.future(promise -> context.runOnContext(
                here -> running().events().await(wanted, timeoutMs).onComplete(promise)));
    }

    /** What came so far, in order, without repeats. */
    public Future<List<MerchantEvent>> events() {
        return Future.future(promise ->
                context.runOnContext(here -> promise.complete(running().events().all())));
    }

    /** Properly signed webhooks whose id had been seen. */
    public long repeats() {
        return repeats.get();
    }

    /** Webhooks refused for their signature or age. */
    public long refusals() {
        return refusals.get();
    }

    private Parts running() {
        return Objects.requireNonNull(parts, "the merchant is not running");
    }
}
