package io.txswitch.api;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Lets a test's own thread wait for an answer. */
final class Waiting {
    private static final int PATIENCE_S = 20;

    private Waiting() {}

    static <T> T on(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
