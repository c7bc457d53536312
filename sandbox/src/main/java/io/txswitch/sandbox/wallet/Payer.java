package io.txswitch.sandbox.wallet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Function;

/** The person with the telephone: scans codes and pays, declines or hesitates as the amount's {@link Script} says. */
public final class Payer {
    private final Vertx vertx;
    private final PayerOptions options;
    private final WalletLedger ledger;
    private final Function<Order, Future<Void>> paidNotice;
    private boolean stopped;

    /** @param paidNotice sends the notification of a paid order; completes after its first attempt */
    public Payer(Vertx vertx, PayerOptions options, WalletLedger ledger, Function<Order, Future<Void>> paidNotice) {
        this.vertx = vertx;
        this.options = options;
        this.ledger = ledger;
        this.paidNotice = paidNotice;
    }

    /** A new code is on the merchant's screen; completes when the API call that made it may be answered. */
    public Future<Void> codeMade(Order order, NoticeFault fault) {
        if (fault == NoticeFault.EARLY && order.script() == Script.PAY) {
            return pay(order);
        }
        if (options.autoPay()) {
            vertx.setTimer(options.payDelayMs(), timer -> act(order));
            if (order.script() == Script.LATE) {
                vertx.setTimer(options.lateDelayMs(), timer -> pay(order));
            }
        }
        return Future.succeededFuture();
    }

    private void act(Order order) {
        if (stopped) {
            return;
        }
        ledger.scan(order);
        switch (order.script()) {
            case PAY, SILENT -> pay(order);
            case DECLINE -> ledger.decline(order);
            case LATE -> {}
        }
    }

    /** Pays now if the order is open, and notifies unless the script is silent. */
    public Future<Void> pay(Order order) {
        boolean tell = !stopped && ledger.pay(order) && order.script() != Script.SILENT;
        return tell ? paidNotice.apply(order) : Future.succeededFuture();
    }

    /** Nobody scans or pays any more; timers may still fire while the simulator goes down. */
    void stop() {
        stopped = true;
    }
}
