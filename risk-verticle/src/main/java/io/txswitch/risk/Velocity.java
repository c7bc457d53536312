package io.txswitch.risk;

import io.vertx.core.Future;

/** Counts how often a card is used, across products, merchants and nodes; a hint that may be lost at any time. */
public interface Velocity {
    /**
     * Admits one use of a card when there is room in its window, and counts it; one that is not admitted does not
     * count.
     *
     * @param cardHash keyed hash of the card number
     * @param dedupeKey one per transaction: asking again for an admitted one admits it again and counts nothing
     * @return whether it was admitted; fails when nobody can count now
     */
    Future<Boolean> admit(String cardHash, String dedupeKey, RiskConfig.CardVelocity limit);
}
