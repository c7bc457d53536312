package io.txswitch.channel;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A notification as a wallet sent it, or as somebody without its key changed it.
 *
 * @param headers those that a wallet signs, and the type of the body
 */
record Captured(String path, Map<String, String> headers, byte[] body) {
    Captured {
        headers = Map.copyOf(headers);
    }

    /** Stands where the channel should, and keeps what comes; the wallet is told that it was not taken. */
    static final class Box {
        final List<Captured> all = new CopyOnWriteArrayList<>();
        private int port;

        static Future<Box> open(Vertx vertx) {
            Box box = new Box();
            return vertx.createHttpServer()
                    .requestHandler(request -> request.body().onSuccess(body -> {
                        box.all.add(new Captured(request.path(), signed(request.headers()), body.getBytes()));
                        request.response().setStatusCode(503).end();
                    }))
                    .listen(0, "127.0.0.1")
                    .map((HttpServer server) -> {
                        box.port = server.actualPort();
                        return box;
                    });
        }

        String url() {
            return "http://127.0.0.1:" + port;
        }

        private static Map<String, String> signed(MultiMap headers) {
            return headers.entries().stream()
                    .filter(each -> each.getKey().startsWith("Wechatpay-")
                            || each.getKey().startsWith("X-Wallet-")
                            || each.getKey().equalsIgnoreCase("Content-Type"))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    Captured path(String other) {
        return new Captured(other, headers, body);
    }

    Captured body(byte[] other) {
        return new Captured(path, headers, other);
    }

    Captured body(String other) {
        return body(other.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    Captured flipped(int at) {
        byte[] other = body.clone();
        other[at] ^= (byte) (1 << at % 8);
        return body(other);
    }

    Captured header(String name, String value) {
        Map<String, String> other = new LinkedHashMap<>(headers);
        other.put(name, value);
        return new Captured(path, other, body);
    }

    Captured without(String name) {
        Map<String, String> other = new LinkedHashMap<>(headers);
        other.remove(name);
        return new Captured(path, other, body);
    }

    /** The fields of a form, decoded, in their order. */
    Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        Arrays.stream(text().split("&"))
                .map(each -> each.split("=", 2))
                .forEach(each -> form.put(each[0], decoded(each[1])));
        return form;
    }

    Captured form(Consumer<Map<String, String>> change) {
        Map<String, String> form = form();
        change.accept(form);
        return body(form.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&")));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Whether it is acknowledged: in Alipay's form the status says nothing. */
    Future<Boolean> send(Vertx vertx, HttpClient client, int port) {
        Promise<Boolean> taken = Promise.promise();
        // All on one context, or a response could end before anybody listens to it.
        vertx.runOnContext(go -> exchange(client, port).onComplete(taken));
        return taken.future();
    }

    private Future<Boolean> exchange(HttpClient client, int port) {
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMethod(HttpMethod.POST)
                .setURI(path);
        return client.request(options)
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    return request.send(Buffer.buffer(body));
                })
                .compose(response -> response.body()
                        .map(read ->
                                response.statusCode() < 300 && !read.toString().equals("failure")));
    }
}
