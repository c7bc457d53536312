package io.txswitch.notifier;

import io.txswitch.core.model.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A merchant's endpoint that remembers what it accepted, and fails or hangs when told to. */
final class Endpoint {
    private final HttpServer server;
    private final Queue<JsonObject> accepted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger failNext = new AtomicInteger();
    private volatile boolean hanging;
    private volatile Told last = new Told("", 0, "", "");

    Endpoint(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .await();
    }

    private void take(HttpServerRequest request) {
        asked.incrementAndGet();
        request.body().onSuccess(body -> {
            if (hanging) {
                return;
            }
            if (failNext.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                request.response().setStatusCode(503).end();
                return;
            }
            JsonObject json = body.toJsonObject();
            long timestampS = Long.parseLong(request.getHeader("webhook-timestamp"));
            String id = request.getHeader("webhook-id");
            json.put(
                    "signed",
                    WebhookSignature.sign(Samples.SECRET, id, timestampS, body.toString())
                            .equals(request.getHeader("webhook-signature")));
            last = new Told(id, timestampS, body.toString(), String.valueOf(request.getHeader("webhook-signature")));
            accepted.add(json);
            request.response().setStatusCode(200).end();
        });
    }

    private record Told(String id, long timestampS, String body, String signature) {}

    /** Those of the webhook accepted last. */
    List<String> signatures() {
        return List.of(last.signature().split(" "));
    }

    boolean signedWith(Secret secret) {
        return signatures().contains(WebhookSignature.sign(secret, last.id(), last.timestampS(), last.body()));
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/hook";
    }

    void failNext(int count) {
        failNext.set(count);
    }

    void hang(boolean on) {
        hanging = on;
    }

    int asked() {
        return asked.get();
    }

    List<JsonObject> accepted() {
        return List.copyOf(accepted);
    }

    List<String> types() {
        return accepted.stream().map(each -> each.getString("type")).toList();
    }
}
