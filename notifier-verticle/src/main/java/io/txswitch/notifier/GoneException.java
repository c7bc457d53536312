package io.txswitch.notifier;

/** There is nowhere to post to any more: another attempt makes no sense. */
public final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GoneException(String message) {
        super(message, null, false, false);
    }
}
