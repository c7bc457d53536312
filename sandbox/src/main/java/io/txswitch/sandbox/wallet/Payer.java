package io.txswitch.sandbox.wallet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The person with the telephone: scans codes and pays, declines or hesitates as the amount's {@link Script} says; or
 * shows a code of his own, and does as its {@link CodeScript} says.
 */
public final class Payer {
    /** Wallets lock the password after a few; here the order ends. */
    private static final int MAX_WRONG_PASSWORDS = 3;

    private final Vertx vertx;
    private final PayerOptions options;
    private final WalletLedger ledger;
    private final PayerCodes codes;
    private final Function<Order, Future<Void>> paidNotice;
    /** Order number to wrong passwords; as bounded as the ledger's orders. */
    private final Map<String, Integer> wrongPasswords = new HashMap<>();

    private volatile boolean byHimself;
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
        this.byHimself = options.autoPay();
    }

    /** Whether he acts on new orders without being told; may be set from any thread. */
    public void byHimself(boolean acts) {
        byHimself = acts;
    }

    public boolean isByHimself() {
        return byHimself;
    }

    /**
     * A new code is on the merchant's screen, unless the answer that brings it gets lost: then nobody ever sees it.
     *
     * @return completes when the API call that made it may be answered
     */
    public Future<Void> codeMade(Order order, Faults faults) {
        if (faults.willDrop()) {
            return Future.succeededFuture();
        }
        if (faults.notices() == NoticeFault.EARLY && order.script() == Script.PAY) {
            return pay(order);
        }
        if (byHimself) {
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
    public Future<Void> codeScanned(Order order, Faults faults) {
        ledger.scan(order);
        return switch (faults.payerBusy() ? CodeScript.LATE : order.codeScript()) {
            case PAY -> told(pay(order), faults.notices());
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
        if (byHimself) {
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

    /** He mistypes his password; the order stays open, and is declined when he has no further try. */
    public void mistypes(Order order) {
        if (order.open()) {
            ledger.scan(order);
            int wrong = wrongPasswords.merge(order.terms().outTradeNo(), 1, Integer::sum);
            if (wrong >= MAX_WRONG_PASSWORDS) {
                ledger.decline(order);
            }
        }
    }

    /** Nobody scans or pays any more; timers may still fire while the simulator goes down. */
    void stop() {
        stopped = true;
    }
}
