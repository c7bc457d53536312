package io.txswitch.sandbox.pos;

/** A request that stayed unanswered; whether it was executed is unknown. */
public final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Thrown and caught inside one process.
    private final PosRequest request;

    NoAnswerException(PosRequest request, String reason) {
        super("no answer: mti=" + request.message().mti() + " trace=" + request.trace() + " reason=" + reason);
        this.request = request;
    }

    /** What to repeat or to reverse. */
    public PosRequest request() {
        return request;
    }
}
