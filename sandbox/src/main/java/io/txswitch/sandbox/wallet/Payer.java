package io.txswitch.sandbox.wallet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Function;

/**
 * The person with the telephone: scans codes and pays, declines or hesitates as the amount's {@link Script} says; or
 * shows a code of his own, and does as its {@link CodeScript} says.
 */
public final class Payer {
    private final Vertx vertx;
    private final PayerOptions options;
    private final WalletLedger ledger;
    private final PayerCodes codes;
    private final Function<Order, Future<Void>> paidNotice;
    private boolean stopped;

    /** @param paidNotice sends the notification of a paid order; completes after its first attempt */
    public Payer(
            Vertx vertx,
            PayerOptions options,
            WalletLedger ledger,
            PayerCodes codes,
            Function<Order, Future<Void>> paidNotice) {
        this.vertx = vertx;
        this.options = options;
        this.ledger = ledger;
        this.codes = codes;
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

    /** Whether this text is a payer's code that may pay this order: each code pays one order only. */
    public boolean showsCode(String code, String outTradeNo) {
        return codes.take(code, outTradeNo);
    }

    /**
     * The merchant has scanned this payer's code for a new order: what happens at once has happened on return, the rest
     * follows by itself.
     *
     * @return completes when the call may be answered; fails with {@link Unanswered} when it gets no proper answer
     */
    public Future<Void> codeScanned(Order order, NoticeFault fault) {
        ledger.scan(order);
        return switch (order.codeScript()) {
            case PAY -> told(pay(order), fault);
            case REFUSE -> {
                ledger.decline(order);
                yield Future.succeededFuture();
            }
            case BROKEN -> {
                pay(order);
                yield Future.failedFuture(new Unanswered(Unanswered.How.SERVER_ERROR));
            }
            case LOST -> {
                pay(order);
                yield Future.failedFuture(new Unanswered(Unanswered.How.DROPPED));
            }
            case CANCEL -> later(options.payDelayMs(), () -> ledger.decline(order));
            case LATE -> later(options.lateDelayMs(), () -> pay(order));
        };
    }

    private static Future<Void> told(Future<Void> notice, NoticeFault fault) {
        return fault == NoticeFault.EARLY ? notice : Future.succeededFuture();
    }

    private Future<Void> later(long delayMs, Runnable act) {
        if (options.autoPay()) {
            vertx.setTimer(delayMs, timer -> {
                if (!stopped) {
                    act.run();
                }
            });
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
