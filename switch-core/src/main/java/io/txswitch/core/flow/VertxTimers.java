package io.txswitch.core.flow;

import io.vertx.core.Vertx;

/** {@link Timers} of one Vert.x. */
public final class VertxTimers implements Timers {
    private final Vertx vertx;

    public VertxTimers(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public long arm(long delayMs, Runnable action) {
        return vertx.setTimer(Math.max(1, delayMs), id -> action.run()) + 1;
    }

    @Override
    public void cancel(long timer) {
        if (timer > 0) {
            vertx.cancelTimer(timer - 1);
        }
    }
}
