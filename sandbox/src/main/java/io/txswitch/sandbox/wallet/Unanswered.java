package io.txswitch.sandbox.wallet;

/** Ends a call that was carried out without telling the caller; a script of the simulator, no bug. */
public final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the caller gets instead of an answer. */
    public enum How {
        /** The connection closes. */
        DROPPED,
        /** HTTP 500. */
        SERVER_ERROR
    }

    private final How how;

    public Unanswered(How how) {
        super(how.name(), null, false, false);
        this.how = how;
    }

    public How how() {
        return how;
    }
}
