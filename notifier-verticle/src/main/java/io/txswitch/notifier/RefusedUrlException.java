package io.txswitch.notifier;

/** A URL that nothing is posted to; the message says why and quotes nothing of it. */
public final class RefusedUrlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedUrlException(String message) {
        super(message, null, false, false);
    }
}
