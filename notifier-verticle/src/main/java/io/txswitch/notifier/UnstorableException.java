package io.txswitch.notifier;

/** A record that no repeat will ever store; the message is the switch's own and quotes nothing of it. */
public final class UnstorableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnstorableException(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
