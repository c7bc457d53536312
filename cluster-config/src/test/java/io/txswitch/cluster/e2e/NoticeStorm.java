package io.txswitch.cluster.e2e;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands where the wallets think the switch is, and says everything five times, shuffled, to nodes by chance. The
 * wallets are told that each of theirs was taken, so that every repeat is the storm's own.
 */
final class NoticeStorm {
    static final int TIMES = 5;

    private static final int AT_ONCE = 32;
    private static final Set<String> OF_THE_LINE = Set.of("host", "content-length", "connection", "transfer-encoding");

    private record Notice(String path, Map<String, String> headers, Buffer body) {}

    private record Post(Notice notice, int port) {}

    private final Vertx vertx;
    private final HttpClient client;
    private final Random random;
    private final List<Notice> waiting = new CopyOnWriteArrayList<>();
    private final List<Notice> all = new CopyOnWriteArrayList<>();
    private volatile List<Integer> ports = List.of();
    private volatile boolean holding;
    private int port;

    private NoticeStorm(Vertx vertx, Random random) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(AT_ONCE));
        this.random = random;
    }

    static Future<NoticeStorm> start(Vertx vertx, Random random) {
        NoticeStorm storm = new NoticeStorm(vertx, random);
        return vertx.createHttpServer()
                .requestHandler(storm::take)
                .listen(0, "127.0.0.1")
                .map((HttpServer server) -> {
                    storm.port = server.actualPort();
                    return storm;
                });
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void towards(List<Integer> nodes) {
        ports = List.copyOf(nodes);
    }

    /** From now on what comes is kept back until it is released; or else passed on before its wallet is answered. */
    void hold(boolean on) {
        holding = on;
    }

    int held() {
        return waiting.size();
    }

    private void take(HttpServerRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> {
            if (!OF_THE_LINE.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, value);
            }
        });
        request.body().onSuccess(body -> {
            Notice notice = new Notice(request.path(), headers, body);
            all.add(notice);
            if (holding) {
                waiting.add(notice);
                request.response().end("success");
                return;
            }
            post(shuffled(List.of(notice)))
                    .onComplete(posted -> request.response().end("success"));
        });
    }

    /** Lets go of what was held. */
    Future<Void> release() {
        List<Notice> now = List.copyOf(waiting);
        waiting.removeAll(now);
        return post(shuffled(now));
    }

    /** Everything that ever came, once more. */
    Future<Void> again() {
        return post(shuffled(all));
    }

    private List<Post> shuffled(List<Notice> notices) {
        List<Post> posts = new ArrayList<>();
        for (Notice notice : notices) {
            for (int i = 0; i < TIMES; i++) {
                posts.add(new Post(notice, ports.get(i % ports.size())));
            }
        }
        Collections.shuffle(posts, random);
        return posts;
    }

    private Future<Void> post(List<Post> posts) {
        Promise<Void> done = Promise.promise();
        vertx.runOnContext(go -> Future.join(posts.stream().map(this::post).toList())
                .<Void>mapEmpty()
                .onComplete(done));
        return done.future();
    }

    private Future<Void> post(Post post) {
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(post.port())
                .setMethod(HttpMethod.POST)
                .setURI(post.notice().path());
        return client.request(options)
                .compose(request -> {
                    post.notice().headers().forEach(request::putHeader);
                    return request.send(post.notice().body());
                })
                .compose(response -> response.body().mapEmpty());
    }
}
