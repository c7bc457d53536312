package io.txswitch.notifier;

/** An endpoint that was not reached, or did not answer in time; the message is the switch's own, not the endpoint's. */
public final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoAnswerException(String message) {
        super(message, null, false, false);
    }
}
