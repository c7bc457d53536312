package io.txswitch.channel;

import io.txswitch.sandbox.wallet.Faults;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.WalletSimulator;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** One wallet simulator, as the contract test sees it. */
interface Wallet {
    WalletSimulator simulator();

    default int port() {
        return simulator().port();
    }

    default Faults faults() {
        return simulator().faults();
    }

    default NoticeSender notices() {
        return simulator().notices();
    }

    default Future<Void> pay(String outTradeNo) {
        return simulator().pay(outTradeNo);
    }

    default Future<Void> notifyAgain(String outTradeNo) {
        return simulator().notifyAgain(outTradeNo);
    }

    default String payerCode() {
        return simulator().payerCode();
    }

    default Future<Void> close() {
        return simulator().close();
    }

    /** The channel's settings for this wallet behind another port, without the notify address. */
    Map<String, Object> settings(int port);

    /** The part of {@link #settings} that is a credential: the newest that the wallet has given out. */
    default Map<String, String> keys() {
        throw new UnsupportedOperationException("one credential for ever");
    }

    /** The wallet gives out new keys of every kind; the old ones stay good. */
    default Future<?> rotate() {
        throw new UnsupportedOperationException("one credential for ever");
    }

    /** How this wallet's failure to acknowledge looks: the status of a forged notification. */
    default int forgedStatus() {
        return 401;
    }

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

    /** Who can get parts of a payment: a merchant, and a person as the wallet names him. */
    default List<String> receivers() {
        return List.of("nobody", "nobody");
    }

    /** The second code that the payer of this order was sent. */
    default String confirmCode(String outTradeNo) {
        throw new UnsupportedOperationException("this wallet has no second step");
    }

    /** Whether a code that nobody scanned can be closed before its time. */
    default boolean closesCodes() {
        return true;
    }

    /** Whether the wallet also tells on its own of a payment by the payer's code. */
    default boolean notifiesOfCodePayments() {
        return true;
    }
}
