package io.txswitch.iso8583.bank;

import io.txswitch.core.model.TxId;
import io.vertx.core.Future;

/**
 * The trace numbers (DE11) of a line. Whatever the way they are made, they can be told again after a crash on any node:
 * a reversal names its original by them.
 */
interface TraceNumbers {
    /**
     * The number that a transaction goes out under.
     *
     * @param repeat it may have gone out before: then the number is the one of that time
     * @return done when the number can no longer be lost; fails when that cannot be had now
     */
    Future<String> numberOf(TxId id, boolean repeat);

    /** The number that a transaction went out under, if it did. */
    Future<String> recall(TxId id);

    /** They follow from the id: nothing to keep, and two transactions may share one within seconds. */
    static TraceNumbers derived() {
        return new TraceNumbers() {
            @Override
            public Future<String> numberOf(TxId id, boolean repeat) {
                return Future.succeededFuture(Stan.of(id));
            }

            @Override
            public Future<String> recall(TxId id) {
                return Future.succeededFuture(Stan.of(id));
            }
        };
    }
}
