package io.txswitch.sandbox.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a stop that was asked for (Ctrl-C, TERM) from one that befell us: both end our processes, but only the second
 * is worth a word.
 */
final class EndAsked {
    /** The hooks of a JVM that ends start together: ours may come a moment after the one that ends the processes. */
    private static final long HOOKS_APART_MS = 1_000;

    private final CountDownLatch asked = new CountDownLatch(1);

    /**
     * Begins to watch.
     *
     * @param then done as soon as the end is asked for
     */
    static EndAsked watch(Runnable then) {
        EndAsked made = new EndAsked();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            made.asked.countDown();
                            then.run();
                        },
                        "end-asked"));
        return made;
    }

    /** Whether the end has been asked for, or is within a moment. */
    boolean within() {
        try {
            return asked.await(HOOKS_APART_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Waits for it. */
    void await() throws InterruptedException {
        asked.await();
    }
}
