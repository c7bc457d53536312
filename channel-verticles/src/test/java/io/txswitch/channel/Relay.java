package io.txswitch.channel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a channel and its wallet: counts what comes, and spoils what goes back. */
final class Relay {
    /** What happens to the answers, until another is set. */
    enum Spoil {
        NOTHING,
        /** One character of the signed text is changed. */
        TAMPER,
        /** The wallet has answered what moves money, and the connection closes without a word of it. */
        DROP,
        /** The wallet is not even asked: an overloaded proxy that invites a repeat. */
        BUSY,
        /** A proxy's page instead of an answer. */
        HTML,
        /** A signed answer with the signature taken off. */
        UNSIGNED,
        /** Never answered. */
        HOLD
    }

    private final HttpClient client;
    private final int walletPort;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Spoil spoil = Spoil.NOTHING;
    private int port;

    private Relay(HttpClient client, int walletPort) {
        this.client = client;
        this.walletPort = walletPort;
    }

    static Future<Relay> start(Vertx vertx, int walletPort) {
        Relay relay = new Relay(vertx.createHttpClient(), walletPort);
        return vertx.createHttpServer()
                .requestHandler(relay::serve)
                .listen(0, "127.0.0.1")
                .map((HttpServer server) -> {
                    relay.port = server.actualPort();
                    return relay;
                });
    }

    int port() {
        return port;
    }

    void spoil(Spoil next) {
        spoil = next;
    }

    /** Method and path of everything that came since the last {@link #forget}. */
    List<String> calls() {
        return calls;
    }

    void forget() {
        calls.clear();
    }

    private void serve(HttpServerRequest request) {
        calls.add(request.method() + " " + request.path());
        Spoil now = spoil;
        request.body().onSuccess(body -> {
            switch (now) {
                case HOLD -> {}
                case BUSY ->
                    request.response()
                            .setStatusCode(503)
                            .putHeader("Retry-After", "0")
                            .end();
                case HTML ->
                    request.response()
                            .setStatusCode(502)
                            .putHeader("Content-Type", "text/html")
                            .end("<html>Bad gateway</html>");
                default -> forward(request, body, now);
            }
        });
    }

    private void forward(HttpServerRequest request, Buffer body, Spoil now) {
        client.request(HttpMethod.valueOf(request.method().name()), walletPort, "127.0.0.1", request.uri())
                .compose(out -> {
                    request.headers().forEach((name, value) -> out.putHeader(name, value));
                    return out.send(body);
                })
                .compose(answer -> answer.body().map(text -> answerTo(request, answer, text, now)))
                .onFailure(cause -> request.connection().close());
    }

    private static Void answerTo(HttpServerRequest request, HttpClientResponse answer, Buffer body, Spoil now) {
        boolean asksOnly = request.path().endsWith("/queryTrans.do");
        if (now == Spoil.DROP && !asksOnly) {
            request.connection().close();
            return null;
        }
        request.response().setStatusCode(answer.statusCode());
        answer.headers().forEach((name, value) -> {
            boolean kept =
                    !name.equalsIgnoreCase("content-length") && !(now == Spoil.UNSIGNED && name.endsWith("-Signature"));
            if (kept) {
                request.response()
                        .putHeader(name, now == Spoil.TAMPER && name.endsWith("-Nonce") ? "x" + value : value);
            }
        });
        request.response().end(spoiled(body, now));
        return null;
    }

    private static Buffer spoiled(Buffer body, Spoil now) {
        String text = body.toString();
        return switch (now) {
            case TAMPER ->
                Buffer.buffer(text.replace("\"msg\":\"Success\"", "\"msg\":\"Succesz\"")
                        .replace("respMsg=success", "respMsg=succesz"));
            case UNSIGNED ->
                Buffer.buffer(text.replaceAll(",?\"sign\":\"[^\"]*\"", "").replaceAll("&signature=[^&]*", ""));
            default -> body;
        };
    }
}
