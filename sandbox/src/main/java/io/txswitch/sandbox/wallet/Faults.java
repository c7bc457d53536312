package io.txswitch.sandbox.wallet;

import java.util.concurrent.atomic.AtomicBoolean;

/** The fault switches of one wallet simulator; may be set from any thread, all off at first. */
public final class Faults {
    private volatile NoticeFault notices = NoticeFault.NONE;
    private final AtomicBoolean serverErrorOnce = new AtomicBoolean();
    private volatile boolean refusesReversals;
    private final AtomicBoolean askAgainOnce = new AtomicBoolean();
    private final AtomicBoolean closeInNameOnce = new AtomicBoolean();
    private final AtomicBoolean dropOnce = new AtomicBoolean();

    /** Applies to every delivery attempt from now on, also to repeats of notifications already under way. */
    public void notices(NoticeFault fault) {
        notices = fault;
    }

    public NoticeFault notices() {
        return notices;
    }

    /** The next API call is answered with HTTP 500 and books nothing. */
    public void serverErrorOnce() {
        serverErrorOnce.set(true);
    }

    /** The next call that creates, closes, cancels or refunds is carried out, then its connection closes unanswered. */
    public void dropConnectionAfterBookingOnce() {
        dropOnce.set(true);
    }

    /** The next {@code alipay.trade.cancel} does nothing and asks for another try. */
    public void askAgainOnce() {
        askAgainOnce.set(true);
    }

    /** The next {@code alipay.trade.close} says that it closed the order, whose payer can still pay. */
    public void closeInNameOnce() {
        closeInNameOnce.set(true);
    }

    /** True once after {@link #closeInNameOnce()}; the simulators ask this. */
    public boolean takeCloseInName() {
        return closeInNameOnce.getAndSet(false);
    }

    /** From now on payments by the payer's code are not taken back any more, as if their time for it were over. */
    public void refuseReversals(boolean refuse) {
        refusesReversals = refuse;
    }

    public boolean refusesReversals() {
        return refusesReversals;
    }

    /** True once after {@link #askAgainOnce()}; the simulators ask this. */
    public boolean takeAskAgain() {
        return askAgainOnce.getAndSet(false);
    }

    /** True once after {@link #serverErrorOnce()}; the simulators ask this. */
    public boolean takeServerError() {
        return serverErrorOnce.getAndSet(false);
    }

    /** True once after {@link #dropConnectionAfterBookingOnce()}; the simulators ask this. */
    public boolean takeDrop() {
        return dropOnce.getAndSet(false);
    }
}
