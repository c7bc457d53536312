package io.txswitch.sandbox.wallet;

/** When notifications are posted, until another value is set. */
public enum NoticePace {
    AT_ONCE,
    /** Each is held back for {@link #LATE_MS}; whoever caused it does not wait. */
    LATE,
    /** Held until two wait, or for {@link #HELD_MS}; then the newest goes first. */
    REORDERED;

    /** Longer than the switch waits before it asks by itself. */
    public static final long LATE_MS = 2_500;
    /** Long enough for a refund to follow its payment. */
    public static final long HELD_MS = 1_500;
}
