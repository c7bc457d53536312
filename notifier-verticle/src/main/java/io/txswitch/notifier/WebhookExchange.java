package io.txswitch.notifier;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/** One request and its answer under one deadline, after which the connection is cut; confined to one event loop. */
final class WebhookExchange {
    /** An acknowledgement needs no more; the rest is cut off, unread. */
    static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final long deadline;
    private final Promise<Integer> status = Promise.promise();
    private @Nullable HttpClientRequest request;
    private long answerBytes;
    private boolean over;

    WebhookExchange(Vertx vertx, int timeoutMs) {
        this.vertx = vertx;
        this.deadline = vertx.setTimer(timeoutMs, late -> cut("no answer in " + timeoutMs + " ms"));
    }

    /** The HTTP status, as soon as it is known. */
    Future<Integer> status() {
        return status.future();
    }

    void send(HttpClientRequest connected, String body) {
        request = connected;
        if (over) {
            connected.reset();
            return;
        }
        connected.exceptionHandler(this::fail);
        connected.send(body).onSuccess(this::read).onFailure(this::fail);
    }

    private void read(HttpClientResponse response) {
        response.exceptionHandler(this::fail);
        response.handler(bytes -> {
            answerBytes += bytes.length();
            if (answerBytes > MAX_ANSWER_BYTES) {
                cut("the answer is too long");
            }
        });
        response.endHandler(all -> finish());
        status.tryComplete(response.statusCode());
    }

    void fail(Throwable cause) {
        status.tryFail(cause);
        finish();
    }

    private void cut(String why) {
        status.tryFail(new NoAnswerException(why));
        finish();
        if (request != null) {
            request.reset();
        }
    }

    private void finish() {
        over = true;
        vertx.cancelTimer(deadline);
    }
}
