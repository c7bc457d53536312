package io.txswitch.api;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Holds a request that brings an {@code Idempotency-Key} against what the key came with first. */
final class Idempotency {
    private final IdempotencyKeys keys;

    Idempotency(IdempotencyKeys keys) {
        this.keys = keys;
    }

    /**
     * Does the work, unless the key stands for something else.
     *
     * @param meaning the same for a repeat, however it is spelt
     */
    Future<Answer> guard(ApiRequest request, String meaning, Supplier<Future<Answer>> work) {
        String key = request.idempotencyKey();
        if (key == null) {
            return work.get();
        }
        String named = request.merchant().id() + ":" + key;
        return keys.bind(named, Fingerprint.of("meaning", meaning))
                .compose(bound -> bound == IdempotencyKeys.Bound.ELSEWHERE
                        ? Future.succeededFuture(Problem.of(
                                ApiCode.IDEMPOTENCY_CONFLICT,
                                "This Idempotency-Key came with another request before.",
                                "Idempotency-Key"))
                        : work.get());
    }
}
