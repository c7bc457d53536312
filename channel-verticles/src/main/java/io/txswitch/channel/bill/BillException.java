package io.txswitch.channel.bill;

/** A bill that cannot be believed: broken, cut off, too large, or at odds with its own totals or hash. */
public final class BillException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param problem for people; names lines and columns, quotes no content */
    public BillException(String problem) {
        super(problem);
    }

    public BillException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
