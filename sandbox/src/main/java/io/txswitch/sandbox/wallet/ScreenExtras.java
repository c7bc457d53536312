package io.txswitch.sandbox.wallet;

import java.util.List;
import java.util.Optional;

/** What some wallets show their payer beside orders; everything happens on the simulator's event loop. */
public interface ScreenExtras {
    /** A wallet that has nothing more to show. */
    ScreenExtras NONE = new ScreenExtras() {};

    /** Where an agreement stands. */
    enum ConsentState {
        WAITS,
        SIGNED,
        ENDED
    }

    /**
     * An agreement as its payer sees it.
     *
     * @param no the merchant's number
     * @param maxMinor the most that one deduction may take
     */
    record Consent(String no, ConsentState state, long maxMinor) {}

    /** What the payer was sent for an order's second step. */
    default Optional<String> confirmCode(Order order) {
        return Optional.empty();
    }

    /** The newest agreements, the newest first. */
    default List<Consent> agreements(int limit) {
        return List.of();
    }

    /** The payer signs, if it still waits; the merchant is told. */
    default void sign(String no) {}

    /** The payer ends it, signed or not. */
    default void end(String no) {}
}
