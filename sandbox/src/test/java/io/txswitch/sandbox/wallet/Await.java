package io.txswitch.sandbox.wallet;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Waits on the test's own thread for what event loops do. */
public final class Await {
    private static final long LIMIT_S = 20;

    private Await() {}

    public static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(LIMIT_S, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no result: " + e, e);
        }
    }
}
