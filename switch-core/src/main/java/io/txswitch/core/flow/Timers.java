package io.txswitch.core.flow;

/** Calls back later, on the event loop of the caller; monotonic time. */
public interface Timers {
    /** @return what {@link #cancel} takes */
    long arm(long delayMs, Runnable action);

    /** Cancelling what has fired, or zero, does nothing. */
    void cancel(long timer);
}
