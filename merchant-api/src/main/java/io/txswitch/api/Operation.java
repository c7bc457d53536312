package io.txswitch.api;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** One operation of the contract, as the edge carries it out. */
@FunctionalInterface
interface Operation {
    /**
     * Reads a request, without doing anything yet.
     *
     * @return what is wrong with it in our own words, or the work, to be begun at most once
     */
    Parsed<Supplier<Future<Answer>>> prepare(ApiRequest request);

    /** Work that cannot be refused beforehand. */
    static Parsed<Supplier<Future<Answer>>> work(Supplier<Future<Answer>> work) {
        return new Parsed.Ok<>(work);
    }

    static Parsed<Supplier<Future<Answer>>> refuse(Problem problem) {
        return new Parsed.Bad<>(problem);
    }
}
