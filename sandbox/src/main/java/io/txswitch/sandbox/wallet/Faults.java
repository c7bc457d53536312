package io.txswitch.sandbox.wallet;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The fault switches of one wallet simulator; may be set from any thread, all off at first. */
public final class Faults {
    private volatile FaultScript playing = FaultScript.NONE;
    private volatile NoticeFault notices = NoticeFault.NONE;
    private volatile NoticePace pace = NoticePace.AT_ONCE;
    private volatile boolean refusesReversals;
    private volatile boolean payerBusy;
    private final AtomicInteger serverErrors = new AtomicInteger();
    private final AtomicInteger drops = new AtomicInteger();
    private final AtomicInteger notFound = new AtomicInteger();
    private final AtomicBoolean askAgainOnce = new AtomicBoolean();
    private final AtomicBoolean closeInNameOnce = new AtomicBoolean();

    /**
     * Ends whatever went wrong before, and lets this go wrong from now on.
     *
     * @param times how many calls the scripts spoil that end by themselves; the others go on until the next
     */
    public void play(FaultScript script, int times) {
        clear();
        playing = script;
        switch (script) {
            case NONE -> {}
            case LATE_NOTICE -> pace = NoticePace.LATE;
            case REORDERED_NOTICE -> pace = NoticePace.REORDERED;
            case DUPLICATE_NOTICE -> notices = NoticeFault.DUPLICATE;
            case EARLY_NOTICE -> notices = NoticeFault.EARLY;
            case LOST_NOTICE -> notices = NoticeFault.LOST;
            case TAMPERED_NOTICE -> notices = NoticeFault.TAMPERED;
            case FOREIGN_ORDER -> notices = NoticeFault.FOREIGN_ORDER;
            case FOREIGN_AMOUNT -> notices = NoticeFault.FOREIGN_AMOUNT;
            case FOREIGN_MERCHANT -> notices = NoticeFault.FOREIGN_MERCHANT;
            case USERPAYING -> payerBusy = true;
            case SERVER_ERROR -> serverErrors.set(times);
            case DROP_AFTER_BOOKING -> drops.set(times);
            case NOT_FOUND_THEN_SUCCESS -> {
                notices = NoticeFault.LOST;
                drops.set(1);
                notFound.set(times);
            }
        }
    }

    /** What was chosen last; one that ends by itself may be used up. */
    public FaultScript playing() {
        return playing;
    }

    private void clear() {
        notices = NoticeFault.NONE;
        pace = NoticePace.AT_ONCE;
        payerBusy = false;
        refusesReversals = false;
        askAgainOnce.set(false);
        closeInNameOnce.set(false);
        serverErrors.set(0);
        drops.set(0);
        notFound.set(0);
    }

    /** Applies to every delivery attempt from now on, also to repeats of notifications already under way. */
    public void notices(NoticeFault fault) {
        notices = fault;
    }

    public NoticeFault notices() {
        return notices;
    }

    /** When a notification's first attempt is made. */
    public NoticePace pace() {
        return pace;
    }

    /** Whether payers who show their code are asked for their password first, whatever the amount says. */
    public boolean payerBusy() {
        return payerBusy;
    }

    /** The next API call is answered with HTTP 500 and books nothing. */
    public void serverErrorOnce() {
        serverErrors.set(1);
    }

    /** The next call that creates, closes, cancels or refunds is carried out, then its connection closes unanswered. */
    public void dropConnectionAfterBookingOnce() {
        drops.set(1);
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

    /** Whether this call is to be answered with HTTP 500; counts it. */
    public boolean takeServerError() {
        return take(serverErrors);
    }

    /** Whether this call, which has been carried out, gets no answer; counts it. */
    public boolean takeDrop() {
        return take(drops);
    }

    /** Whether the next call that books something will get no answer. */
    public boolean willDrop() {
        return drops.get() > 0;
    }

    /** Whether this query of a payment that is there does not find it; counts it. */
    public boolean takeNotFound() {
        return take(notFound);
    }

    private static boolean take(AtomicInteger left) {
        return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
}
