package io.txswitch.sandbox.pos;

import java.util.List;

/**
 * How much traffic, and from whom.
 *
 * @param terminals one connection each; a broken one is connected again
 * @param ratePerSecond sales a second over all terminals
 * @param firstCard the first card of the deck that is used
 * @param cards how many cards take turns, so that no card is used faster than a velocity rule allows
 */
public record TrafficOptions(List<PosOptions> terminals, int ratePerSecond, int firstCard, int cards) {
    /** A demo's background, not a load test. */
    public static final int MAX_RATE_PER_SECOND = 200;

    static final int MAX_TERMINALS = 64;
    private static final int DEFAULT_CARDS = 2_000;
    private static final int DEFAULT_FIRST_CARD = 100_000;

    /** Rejects what is no light traffic. */
    public TrafficOptions {
        terminals = List.copyOf(terminals);
        if (terminals.isEmpty() || terminals.size() > MAX_TERMINALS) {
            throw new IllegalArgumentException("terminals=" + terminals.size());
        }
        if (ratePerSecond < 1 || ratePerSecond > MAX_RATE_PER_SECOND) {
            throw new IllegalArgumentException("ratePerSecond=" + ratePerSecond);
        }
        if (firstCard < 0 || cards < 1 || firstCard + (long) cards > CardDeck.UNIONPAY_CARDS) {
            throw new IllegalArgumentException("cards=" + cards + " from " + firstCard);
        }
    }

    /** Traffic over two thousand cards that nothing else in the sandbox uses. */
    public static TrafficOptions of(List<PosOptions> terminals, int ratePerSecond) {
        return new TrafficOptions(terminals, ratePerSecond, DEFAULT_FIRST_CARD, DEFAULT_CARDS);
    }
}
