package io.txswitch.core.bus;

/** A request that got no answer; says nothing about whether it was carried out, unless {@link #undelivered()}. */
public final class BusException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean undelivered;

    public BusException(String message, boolean undelivered) {
        super(message, null, false, false);
        this.undelivered = undelivered;
    }

    /** True when there certainly was no handler. */
    public boolean undelivered() {
        return undelivered;
    }
}
