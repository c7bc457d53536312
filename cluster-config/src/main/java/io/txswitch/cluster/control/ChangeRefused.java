package io.txswitch.cluster.control;

/** A question or a change that cannot be answered or done as things are; carries the HTTP status and words. */
public final class ChangeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final int status;

    private ChangeRefused(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** What it is about does not exist. */
    public static ChangeRefused notFound(String message) {
        return new ChangeRefused(NOT_FOUND, message);
    }

    /** It contradicts what is there. */
    public static ChangeRefused conflict(String message) {
        return new ChangeRefused(CONFLICT, message);
    }

    int status() {
        return status;
    }
}
