package io.txswitch.sandbox.wallet;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;

/** Notifications that wait so that they leave in another order than they came; confined to the simulator's loop. */
final class HeldNotices {
    private static final int A_PAIR = 2;

    private final Vertx vertx;
    private final Deque<Runnable> held = new ArrayDeque<>();
    /** The timer of what is held now; a later one must not let go of what came after it. */
    private long timer;

    HeldNotices(Vertx vertx) {
        this.vertx = vertx;
    }

    void hold(Runnable send) {
        held.push(send);
        if (held.size() == A_PAIR) {
            vertx.cancelTimer(timer);
            letGo();
        } else {
            timer = vertx.setTimer(NoticePace.HELD_MS, id -> letGo());
        }
    }

    private void letGo() {
        while (!held.isEmpty()) {
            held.pop().run();
        }
    }
}
