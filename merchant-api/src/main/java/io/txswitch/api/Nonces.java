package io.txswitch.api;

import io.vertx.core.Future;

/** Which nonces were used, so that a captured request is good for nothing. */
public interface Nonces {
    /**
     * How long a nonce is remembered: a request may be dated 300 s ahead and is accepted until 300 s after its date,
     * to the full second; the rest is for clocks of two nodes that differ.
     */
    int REMEMBERED_S = 660;

    /** What is known of a nonce. */
    enum Claim {
        /** Nobody used it; now it is used. */
        FRESH,
        USED,
        /** This node has not seen it, and the store that all nodes share did not answer. */
        UNCHECKED
    }

    /**
     * Uses a nonce up.
     *
     * @param key the application's id and its nonce
     * @return never fails
     */
    Future<Claim> claim(String key);
}
