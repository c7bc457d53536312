package io.txswitch.sandbox.wallet;

import io.vertx.core.Future;

/** What every wallet simulator is to those who drive one; all methods may be called from any thread. */
public interface WalletSimulator {
    int port();

    Faults faults();

    /** Counts of what was posted to merchants. */
    NoticeSender notices();

    /** A new code on a payer's telephone, good for one payment. */
    String payerCode();

    /** A payer pays now if the order is open; completes after the first attempt to notify. */
    Future<Void> pay(String outTradeNo);

    /** Sends a paid order's notification anew, with a new id; completes after the first attempt. */
    Future<Void> notifyAgain(String outTradeNo);

    /** Stops the server, the payer and the notifications, and closes the book. */
    Future<Void> close();
}
