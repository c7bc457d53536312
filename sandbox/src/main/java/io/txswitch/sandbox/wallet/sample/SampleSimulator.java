package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Faults;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Payer;
import io.txswitch.sandbox.wallet.PayerCodes;
import io.txswitch.sandbox.wallet.Telephone;
import io.txswitch.sandbox.wallet.WalletLedger;
import io.txswitch.sandbox.wallet.WalletShares;
import io.txswitch.sandbox.wallet.WalletSimulator;
import io.txswitch.sandbox.wallet.WalletTransfers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running sample wallet: its interface on 127.0.0.1, a payer who pays by himself, and a book. All methods may be
 * called from any thread.
 */
public final class SampleSimulator extends VerticleBase implements WalletSimulator {
    private static final int TRADE_NO_RANDOM_DIGITS = 14;
    private static final int SECRET_CHARS = 40;

    private final SampleOptions options;
    private final Book book;
    private final Numbers numbers;
    private final String secret;
    private final Faults faults = new Faults();
    private @Nullable Parts parts;

    private record Parts(
            Desk desk,
            SampleNotices notices,
            SampleConfirmations confirmations,
            SampleAgreements agreements,
            HttpServer server) {}

    private SampleSimulator(SampleOptions options, Book book, Numbers numbers) {
        this.options = options;
        this.book = book;
        this.numbers = numbers;
        this.secret = "sandbox-" + numbers.text(SECRET_CHARS);
    }

    /** Starts a simulator with a new random secret; fails when the port is taken or the book cannot be opened. */
    public static Future<SampleSimulator> start(Vertx vertx, SampleOptions options) {
        return vertx.executeBlocking(() -> new SampleSimulator(
                        options, Book.open(options.book()), new Numbers(options.clock(), options.random())))
                .compose(simulator -> vertx.deployVerticle(simulator).map(simulator));
    }

    @Override
    public Future<?> start() {
        NoticeSender sender =
                new NoticeSender(vertx, options.noticeDelaysMs(), faults, answer -> answer.statusCode() == 200);
        SampleSigning signing = new SampleSigning(secret);
        SampleNotices notices = new SampleNotices(options, signing, numbers, sender);
        WalletLedger ledger = new WalletLedger(
                "sample", book, numbers, () -> "S" + numbers.day() + numbers.digits(TRADE_NO_RANDOM_DIGITS));
        Payer payer = new Payer(vertx, options.payer(), ledger, PayerCodes.sample(numbers), this::paid);
        Desk desk = new Desk(ledger, payer, sender, faults, numbers);
        SampleConfirmations confirmations = new SampleConfirmations(numbers);
        SampleAgreements agreements =
                new SampleAgreements(vertx, options, desk, notices, new SampleRegister(book, numbers, this::origin));
        SampleHandlers handlers = new SampleHandlers(
                new SamplePayments(options, desk, confirmations, agreements, this::origin),
                new SampleRefunds(vertx, options, desk, notices),
                agreements,
                new SampleTransfers(vertx, options, new WalletTransfers("sample", book, numbers), notices),
                new SampleShares(vertx, options, desk, shares(), notices),
                new SampleBills(desk));
        SampleApi api = new SampleApi(options, signing, desk, handlers);
        return vertx.createHttpServer()
                .requestHandler(api.router(vertx))
                .listen(options.port(), "127.0.0.1")
                .onFailure(portTaken -> book.close())
                .onSuccess(server -> parts = new Parts(desk, notices, confirmations, agreements, server));
    }

    private WalletShares shares() {
        return new WalletShares(
                "sample", book, numbers, () -> "H" + numbers.day() + numbers.digits(TRADE_NO_RANDOM_DIGITS));
    }

    /** An agreement that is signed by paying is told of first. */
    private Future<Void> paid(Order order) {
        Parts all = running();
        return all.agreements().paid(order).compose(told -> all.notices().paid(order));
    }

    @Override
    public Future<?> stop() {
        running().desk().stop();
        return running().server().close().onComplete(closed -> book.close());
    }

    @Override
    public Future<Void> close() {
        return vertx.undeploy(deploymentID());
    }

    @Override
    public int port() {
        return running().server().actualPort();
    }

    private String origin() {
        return "http://127.0.0.1:" + port();
    }

    /** What the merchant is given. */
    public SampleCredentials credentials() {
        return new SampleCredentials(origin(), options.appId(), options.merchantNo(), secret);
    }

    /** The second code as the payer reads it on his telephone; fails when he was sent none. */
    public Future<String> confirmCode(String orderNo) {
        return Future.future(promise -> context.runOnContext(here -> running()
                .confirmations()
                .code(orderNo)
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(new NoSuchElementException("no code for " + orderNo)))
                .onComplete(promise)));
    }

    @Override
    public String payerCode() {
        return PayerCodes.sample(numbers).next();
    }

    /** What the payer holds in his hand. */
    public Telephone telephone() {
        Parts all = running();
        SampleScreen extras = new SampleScreen(all.confirmations(), all.agreements());
        return new Telephone("sample", context, all.desk(), this::payerCode, extras);
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public NoticeSender notices() {
        return running().desk().notices();
    }

    @Override
    public Future<Void> pay(String outTradeNo) {
        return onOrder(outTradeNo, order -> running().desk().payer().pay(order));
    }

    /** A payer signs this agreement, if it waits for that; completes after the first attempt to notify. */
    public Future<Void> sign(String agreementNo) {
        return onLoop(() -> running().agreements().sign(agreementNo));
    }

    /** A payer does not sign this agreement; completes after the first attempt to notify. */
    public Future<Void> refuse(String agreementNo) {
        return onLoop(() -> running().agreements().refuse(agreementNo));
    }

    /** A payer ends this agreement in his wallet; completes after the first attempt to notify. */
    public Future<Void> endAgreement(String agreementNo) {
        return onLoop(() -> running().agreements().end(agreementNo));
    }

    @Override
    public Future<Void> notifyAgain(String outTradeNo) {
        return onOrder(outTradeNo, order -> running().notices().paid(order));
    }

    private Future<Void> onOrder(String outTradeNo, Function<Order, Future<Void>> action) {
        return Future.future(promise -> context.runOnContext(here -> running()
                .desk()
                .ledger()
                .findAnywhere(outTradeNo)
                .map(action)
                .orElseGet(() -> Future.failedFuture(new NoSuchElementException("no order " + outTradeNo)))
                .onComplete(promise)));
    }

    private Future<Void> onLoop(Supplier<Future<Void>> action) {
        return Future.future(
                promise -> context.runOnContext(here -> action.get().onComplete(promise)));
    }

    private Parts running() {
        return Objects.requireNonNull(parts, "the simulator is not running");
    }
}
