package io.txswitch.core.model;

/** Where a transaction stands. */
public enum Phase {
    RECEIVED(false),
    HELD(false),
    SCREENED(false),
    ROUTED(false),
    SENT(false),
    PENDING(false),
    UNKNOWN(false),
    APPROVED(true),
    DECLINED(true),
    CLOSED(true),
    REVERSING(false),
    REVERSED(true),
    FORWARDING(false),
    FORWARDED(true);

    private final boolean finalPhase;

    Phase(boolean finalPhase) {
        this.finalPhase = finalPhase;
    }

    /** True when nothing more is owed to anybody, apart from a reversal of an approval. */
    public boolean isFinal() {
        return finalPhase;
    }
}
