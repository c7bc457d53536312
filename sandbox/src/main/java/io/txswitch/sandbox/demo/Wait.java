package io.txswitch.sandbox.demo;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The demo's own thread waits for what happens on event loops; it is never one of them. */
public final class Wait {
    private static final long MAX_WAIT_SECONDS = 40;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Wait() {}

    /** What the future gives; an {@link IllegalStateException} when it fails, or gives nothing in time. */
    public static <T> T on(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer within " + MAX_WAIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits for the end of something, however it ends. */
    public static void quietly(Future<?> future) {
        try {
            on(future);
        } catch (IllegalStateException e) {
            // The end is the end, whatever a simulator says of it.
        }
    }

    /** True when the condition held within the time. */
    public static boolean until(long timeoutMs, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }
}
