package io.txswitch.channel;

import io.txswitch.sandbox.wallet.Faults;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.vertx.core.Future;
import java.util.Map;

/** One wallet simulator, as the contract test sees it. */
interface Wallet {
    int port();

    Faults faults();

    NoticeSender notices();

    Future<Void> pay(String outTradeNo);

    Future<Void> notifyAgain(String outTradeNo);

    Future<Void> close();

    /** The channel's settings for this wallet behind another port, without the notify address. */
    Map<String, Object> settings(int port);

    /** How this wallet's failure to acknowledge looks: the status of a forged notification. */
    int forgedStatus();

    /** Whether a notification that took long to arrive is refused. */
    boolean refusesStaleNotices();

    /** The payer signs the agreement whose place he has opened. */
    default Future<Void> sign(String agreementNo) {
        return Future.failedFuture("this wallet has no agreements");
    }

    /** The payer goes away without signing. */
    default Future<Void> refuse(String agreementNo) {
        return Future.failedFuture("this wallet has no agreements");
    }

    /** The payer ends an agreement in his wallet. */
    default Future<Void> endAgreement(String agreementNo) {
        return Future.failedFuture("this wallet has no agreements");
    }

    /** A new code on a payer's telephone. */
    String payerCode();

    /** Whether a code that nobody scanned can be closed before its time. */
    boolean closesCodes();

    /** Whether the wallet also tells on its own of a payment by the payer's code. */
    boolean notifiesOfCodePayments();
}
