package io.txswitch.iso8583;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.BooleanSupplier;

/** Waits at the end of a verticle for what is still under way, but not for ever. */
public final class Drain {
    private static final long POLL_MS = 20;

    private Drain() {}

    /** Done once {@code quiet} says so, or after {@code limitMs}; never fails. */
    public static Future<Void> until(Vertx vertx, BooleanSupplier quiet, long limitMs) {
        Promise<Void> done = Promise.promise();
        long limit = vertx.setTimer(limitMs + 1, id -> done.tryComplete());
        long poll = vertx.setPeriodic(1, POLL_MS, id -> {
            if (quiet.getAsBoolean()) {
                done.tryComplete();
            }
        });
        return done.future().onComplete(end -> {
            vertx.cancelTimer(limit);
            vertx.cancelTimer(poll);
        });
    }
}
