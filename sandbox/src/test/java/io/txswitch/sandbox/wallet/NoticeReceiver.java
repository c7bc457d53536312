package io.txswitch.sandbox.wallet;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A merchant's notify address that keeps what was posted and answers as told. */
public final class NoticeReceiver {
    /** One answer. */
    public record Answer(int status, String body) {}

    /** One post as it came. */
    public record Post(String uri, MultiMap headers, String body) {}

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final Deque<Answer> next = new ConcurrentLinkedDeque<>();
    private final HttpServer server;

    private NoticeReceiver(Vertx vertx, Answer usual) {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    posts.add(new Post(request.uri(), request.headers(), body.toString()));
                    Answer told = next.poll();
                    Answer answer = told == null ? usual : told;
                    request.response().setStatusCode(answer.status()).end(answer.body());
                }));
    }

    public static NoticeReceiver start(Vertx vertx, Answer usual) {
        NoticeReceiver receiver = new NoticeReceiver(vertx, usual);
        Future<HttpServer> listening = receiver.server.listen(0, "127.0.0.1");
        Await.result(listening);
        return receiver;
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/notify";
    }

    public void answerNext(Answer... answers) {
        next.addAll(List.of(answers));
    }

    public List<Post> posts() {
        return List.copyOf(posts);
    }

    public List<Post> awaitPosts(int count) {
        Awaitility.await().until(() -> posts.size() >= count);
        return posts();
    }
}
