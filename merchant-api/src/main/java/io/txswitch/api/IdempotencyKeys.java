package io.txswitch.api;

import io.vertx.core.Future;

/**
 * Which request an {@code Idempotency-Key} came with first. Only a help to find mistakes: what keeps money from moving
 * twice is the merchant's own number, in the journal.
 */
public interface IdempotencyKeys {
    /** How long a key is remembered. */
    int REMEMBERED_S = 86_400;

    /** What is known of a key. */
    enum Bound {
        /** To this request, or to none until now. */
        HERE,
        ELSEWHERE,
        /** The store that all nodes share did not answer. */
        UNCHECKED
    }

    /**
     * Binds a key.
     *
     * @param key the merchant's id and his key
     * @param request what it stands for: a hash of what the request asks for
     * @return never fails
     */
    Future<Bound> bind(String key, String request);
}
