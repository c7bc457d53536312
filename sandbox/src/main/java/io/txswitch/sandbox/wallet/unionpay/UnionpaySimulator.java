package io.txswitch.sandbox.wallet.unionpay;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Faults;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Payer;
import io.txswitch.sandbox.wallet.PayerCodes;
import io.txswitch.sandbox.wallet.ScreenExtras;
import io.txswitch.sandbox.wallet.Telephone;
import io.txswitch.sandbox.wallet.WalletLedger;
import io.txswitch.sandbox.wallet.WalletSimulator;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A running UnionPay: the acp interfaces on 127.0.0.1, a payer who pays by himself, and a book.
 *
 * <p>Source: UnionPay online platform (acp) 5.1.0, QR codes shown by the merchant and by the payer, as its public
 * documents describe them. All methods may be called from any thread.
 */
public final class UnionpaySimulator extends VerticleBase implements WalletSimulator {
    private static final int QUERY_ID_RANDOM_DIGITS = 13;

    private final UnionpayOptions options;
    private final Book book;
    private final Numbers numbers;
    private final UnionpaySecrets secrets;
    private final Faults faults = new Faults();
    private @Nullable Parts parts;

    private record Parts(Desk desk, UnionpayNotices notices, HttpServer server) {}

    private UnionpaySimulator(UnionpayOptions options, Book book, Numbers numbers, UnionpaySecrets secrets) {
        this.options = options;
        this.book = book;
        this.numbers = numbers;
        this.secrets = secrets;
    }

    /** Starts a simulator with new random keys; fails when the port is taken or the book cannot be opened. */
    public static Future<UnionpaySimulator> start(Vertx vertx, UnionpayOptions options) {
        return vertx.executeBlocking(() -> {
                    Numbers numbers = new Numbers(options.clock(), options.random());
                    UnionpaySecrets secrets = UnionpaySecrets.make(numbers);
                    return new UnionpaySimulator(options, Book.open(options.book()), numbers, secrets);
                })
                .compose(simulator -> vertx.deployVerticle(simulator).map(simulator));
    }

    @Override
    public Future<?> start() {
        NoticeSender sender =
                new NoticeSender(vertx, options.noticeDelaysMs(), faults, answer -> answer.statusCode() == 200);
        UnionpayDeals deals = new UnionpayDeals();
        UnionpayNotices notices = new UnionpayNotices(options.merId(), secrets, deals, sender);
        WalletLedger ledger = new WalletLedger(
                "unionpay", book, numbers, () -> numbers.day() + numbers.digits(QUERY_ID_RANDOM_DIGITS));
        Payer payer = new Payer(vertx, options.payer(), ledger, PayerCodes.unionpay(numbers), notices::paid);
        Desk desk = new Desk(ledger, payer, sender, faults, numbers);
        UnionpayTrades trades = new UnionpayTrades(vertx, options, desk, deals, notices);
        UnionpayGateway api = new UnionpayGateway(options.merId(), secrets, desk, trades);
        return vertx.createHttpServer()
                .requestHandler(api.router(vertx))
                .listen(options.port(), "127.0.0.1")
                .onFailure(portTaken -> book.close())
                .onSuccess(server -> parts = new Parts(desk, notices, server));
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

    /** What the merchant is given. */
    public UnionpayCredentials credentials() {
        return new UnionpayCredentials(
                "http://127.0.0.1:" + port() + UnionpayGateway.PATH,
                options.merId(),
                secrets.merchant().keys().privatePem(),
                secrets.merchant().pem(),
                secrets.middle().pem(),
                secrets.root().pem());
    }

    @Override
    public String payerCode() {
        return PayerCodes.unionpay(numbers).next();
    }

    /** What the payer holds in his hand. */
    public Telephone telephone() {
        return new Telephone("unionpay", context, running().desk(), this::payerCode, ScreenExtras.NONE);
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

    private Parts running() {
        return Objects.requireNonNull(parts, "the simulator is not running");
    }
}
