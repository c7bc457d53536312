package io.txswitch.sandbox.wallet.alipay;

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
import io.txswitch.sandbox.wallet.WalletSimulator;
import io.txswitch.sandbox.wallet.WalletTransfers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A running Alipay: an HTTP gateway on 127.0.0.1, a payer who pays by himself, and a book.
 *
 * <p>Source: Alipay open platform, face-to-face payment (alipay.trade.*), as its public documents describe it. All
 * methods may be called from any thread.
 */
public final class AlipaySimulator extends VerticleBase implements WalletSimulator {
    private static final int TRADE_NO_RANDOM_DIGITS = 16;

    private final AlipayOptions options;
    private final Book book;
    private final AlipayPlatform platform;
    private final Faults faults = new Faults();
    private @Nullable Parts parts;

    private record Parts(Desk desk, AlipayNotices notices, HttpServer server, Signing signing) {}

    private record Signing(AlipayConsents consents, AlipayAgreements agreements) {}

    private AlipaySimulator(AlipayOptions options, Book book, AlipayPlatform platform) {
        this.options = options;
        this.book = book;
        this.platform = platform;
    }

    /** Starts a simulator with new random keys; fails when the port is taken or the book cannot be opened. */
    public static Future<AlipaySimulator> start(Vertx vertx, AlipayOptions options) {
        return vertx.executeBlocking(() -> {
                    AlipayPlatform platform = AlipayPlatform.make(
                            options.apps(), options.certificates(), new Numbers(options.clock(), options.random()));
                    return new AlipaySimulator(options, Book.open(options.book()), platform);
                })
                .compose(simulator -> vertx.deployVerticle(simulator).map(simulator));
    }

    @Override
    public Future<?> start() {
        Numbers numbers = new Numbers(options.clock(), options.random());
        PayerCodes codes = PayerCodes.alipay(numbers);
        NoticeSender sender = new NoticeSender(vertx, options.noticeDelaysMs(), faults, AlipaySimulator::saysSuccess);
        AlipayNotices notices = new AlipayNotices(platform, numbers, sender);
        WalletLedger ledger = new WalletLedger(
                "alipay", book, numbers, () -> numbers.day() + "2200" + numbers.digits(TRADE_NO_RANDOM_DIGITS));
        Signing signing = signing(numbers, ledger, notices);
        Payer payer = new Payer(vertx, options.payer(), ledger, codes, order -> {
            signing.agreements().paid(order);
            return notices.send(order, null);
        });
        Desk desk = new Desk(ledger, payer, sender, faults, numbers);
        AlipayHandlers handlers = handlers(desk, notices, signing);
        AlipayGateway gateway = new AlipayGateway(registered(), platform, desk, handlers);
        return vertx.createHttpServer()
                .requestHandler(gateway.router(vertx))
                .listen(options.port(), "127.0.0.1")
                .onFailure(portTaken -> book.close())
                .onSuccess(server -> parts = new Parts(desk, notices, server, signing));
    }

    private Signing signing(Numbers numbers, WalletLedger ledger, AlipayNotices notices) {
        AlipayConsents consents = new AlipayConsents(book, numbers, ledger);
        return new Signing(
                consents,
                new AlipayAgreements(
                        vertx,
                        options.payer(),
                        () -> running().desk().payer().isByHimself(),
                        consents,
                        new AlipayAgreementNotices(notices)));
    }

    private AlipayHandlers handlers(Desk desk, AlipayNotices notices, Signing signing) {
        AlipayTrades trades = new AlipayTrades(desk, notices);
        return new AlipayHandlers(
                trades,
                new AlipayPages(desk, signing.agreements()),
                new AlipayTransfers(vertx, options.payer(), new WalletTransfers("alipay", book, desk.numbers())),
                new AlipayBills(desk, this::port),
                signing.agreements(),
                new AlipayDeductions(trades, signing.consents()),
                new AlipaySettlements(vertx, options.payer(), desk, book));
    }

    /** The protocol: exactly the seven characters, nothing else. */
    private static boolean saysSuccess(HttpResponse<Buffer> answer) {
        return answer.statusCode() == 200 && "success".equals(answer.bodyAsString());
    }

    private Map<String, AlipayApp> registered() {
        Map<String, AlipayApp> apps = new HashMap<>();
        options.apps().forEach(app -> apps.put(app.appId(), app));
        return apps;
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

    public String gatewayUrl() {
        return "http://127.0.0.1:" + port() + "/gateway.do";
    }

    /** What the first application's merchant is given. */
    public AlipayCredentials credentials() {
        return credentials(options.apps().getFirst().appId());
    }

    /** What this application's merchant is given; after {@link #rotate} the newest. */
    public AlipayCredentials credentials(String appId) {
        AlipayApp app = options.apps().stream()
                .filter(known -> known.appId().equals(appId))
                .findFirst()
                .orElseThrow();
        return platform.credentials(gatewayUrl(), app);
    }

    /** New keys for every application and the platform, beside the old ones; gives the first application's. */
    public Future<AlipayCredentials> rotate() {
        return vertx.executeBlocking(() -> {
            platform.rotate();
            return credentials();
        });
    }

    /** New keys for the platform alone, which nobody is told of: answers name the new certificate. */
    public Future<Void> rotatePlatform() {
        return vertx.executeBlocking(() -> {
            platform.rotatePlatform();
            return null;
        });
    }

    @Override
    public String payerCode() {
        return PayerCodes.alipay(new Numbers(options.clock(), options.random())).next();
    }

    /** What the payer holds in his hand. */
    public Telephone telephone() {
        Signing signing = running().signing();
        AlipayScreen extras = new AlipayScreen(signing.consents(), signing.agreements());
        return new Telephone("alipay", context, running().desk(), this::payerCode, extras);
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public NoticeSender notices() {
        return running().desk().notices();
    }

    /** A payer scans the code and does nothing more. */
    public Future<Void> scan(String outTradeNo) {
        return onOrder(outTradeNo, order -> {
            running().desk().ledger().scan(order);
            return Future.succeededFuture();
        });
    }

    @Override
    public Future<Void> pay(String outTradeNo) {
        return onOrder(outTradeNo, order -> running().desk().payer().pay(order));
    }

    @Override
    public Future<Void> notifyAgain(String outTradeNo) {
        return onOrder(outTradeNo, order -> running().notices().send(order, null));
    }

    /** The payer signs the agreement whose page he has opened; completes after the first attempt to notify. */
    public Future<Void> sign(String externalAgreementNo) {
        return onAgreement(
                externalAgreementNo, found -> running().signing().agreements().sign(found, true));
    }

    /** The payer leaves the page of an agreement without signing. */
    public Future<Void> refuse(String externalAgreementNo) {
        return onAgreement(
                externalAgreementNo, found -> running().signing().agreements().refuse(found));
    }

    /** The payer ends an agreement in his wallet; completes after the first attempt to notify. */
    public Future<Void> endAgreement(String externalAgreementNo) {
        return onAgreement(
                externalAgreementNo, found -> running().signing().agreements().end(found));
    }

    /** The merchants' numbers of the agreements in force, the oldest first. */
    public Future<List<String>> liveAgreements() {
        return Future.future(
                promise -> context.runOnContext(here -> promise.complete(running().signing().consents().live().stream()
                        .map(AlipayAgreement::externalNo)
                        .toList())));
    }

    private Future<Void> onAgreement(String externalNo, Function<AlipayAgreement, Future<Void>> action) {
        return Future.future(promise -> context.runOnContext(here -> running()
                .signing()
                .consents()
                .findAnywhere(externalNo)
                .map(action)
                .orElseGet(() -> Future.failedFuture(new NoSuchElementException("no agreement " + externalNo)))
                .onComplete(promise)));
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
