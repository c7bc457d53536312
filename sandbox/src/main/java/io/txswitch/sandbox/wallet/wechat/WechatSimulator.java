package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Faults;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Payer;
import io.txswitch.sandbox.wallet.PayerCodes;
import io.txswitch.sandbox.wallet.ScreenExtras;
import io.txswitch.sandbox.wallet.Telephone;
import io.txswitch.sandbox.wallet.WalletKeys;
import io.txswitch.sandbox.wallet.WalletLedger;
import io.txswitch.sandbox.wallet.WalletShares;
import io.txswitch.sandbox.wallet.WalletSimulator;
import io.txswitch.sandbox.wallet.WalletTransfers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A running WeChat Pay: the v3 HTTP interface on 127.0.0.1, a payer who pays by himself, and a book.
 *
 * <p>Source: WeChat Pay API v3, native payment, refunds and certificate download, as its public documents describe
 * them. All methods may be called from any thread.
 */
public final class WechatSimulator extends VerticleBase implements WalletSimulator {
    private static final int TRADE_NO_RANDOM_DIGITS = 16;

    private final WechatOptions options;
    private final Book book;
    private final Numbers numbers;
    private final WechatKeychain secrets;
    private final Faults faults = new Faults();
    private @Nullable Parts parts;

    private record Parts(Desk desk, WechatNotices notices, HttpServer server) {}

    private WechatSimulator(WechatOptions options, Book book, Numbers numbers, WechatKeychain secrets) {
        this.options = options;
        this.book = book;
        this.numbers = numbers;
        this.secrets = secrets;
    }

    /** Starts a simulator with new random keys; fails when the port is taken or the book cannot be opened. */
    public static Future<WechatSimulator> start(Vertx vertx, WechatOptions options) {
        return vertx.executeBlocking(() -> {
                    Numbers numbers = new Numbers(options.clock(), options.random());
                    WechatKeychain secrets = new WechatKeychain(WechatSecrets.make(numbers));
                    return new WechatSimulator(options, Book.open(options.book()), numbers, secrets);
                })
                .compose(simulator -> vertx.deployVerticle(simulator).map(simulator));
    }

    @Override
    public Future<?> start() {
        NoticeSender sender = new NoticeSender(
                vertx,
                options.noticeDelaysMs(),
                faults,
                answer -> answer.statusCode() == 200 || answer.statusCode() == 204);
        WechatNotices notices = new WechatNotices(secrets, numbers, sender);
        WalletLedger ledger = new WalletLedger(
                "wechat", book, numbers, () -> "4200" + numbers.day() + numbers.digits(TRADE_NO_RANDOM_DIGITS));
        Payer payer = new Payer(vertx, options.payer(), ledger, PayerCodes.wechat(numbers), notices::paid);
        Desk desk = new Desk(ledger, payer, sender, faults, numbers);
        WechatHandlers handlers = handlers(desk, notices);
        WechatApi api = new WechatApi(new WechatAuthorization(options.mchid(), secrets), desk, handlers);
        return vertx.createHttpServer()
                .requestHandler(api.router(vertx))
                .listen(options.port(), "127.0.0.1")
                .onFailure(portTaken -> book.close())
                .onSuccess(server -> parts = new Parts(desk, notices, server));
    }

    private WechatHandlers handlers(Desk desk, WechatNotices notices) {
        WechatSharing sharing = new WechatSharing(new WechatFrozen(), notices);
        WalletShares shares = new WalletShares(
                "wechat", book, numbers, () -> "3008" + numbers.day() + numbers.digits(TRADE_NO_RANDOM_DIGITS));
        return new WechatHandlers(
                new WechatPrepays(options.mchid(), options.appid(), desk, sharing, this::origin),
                new WechatOrders(options.mchid(), options.appid(), desk, sharing),
                new WechatRefunds(vertx, options, desk, notices),
                new WechatTransfers(vertx, options, new WalletTransfers("wechat", book, numbers), notices),
                new WechatShares(vertx, options, desk, shares, sharing),
                new WechatBills(options, desk));
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

    /** What the merchant is given; after {@link #rotate} the newest. */
    public WechatCredentials credentials() {
        WechatSecrets given = secrets.newest();
        return new WechatCredentials(
                origin(),
                options.mchid(),
                options.appid(),
                given.merchantSerial(),
                given.merchant().privatePem(),
                given.apiV3Key(),
                given.platform().publicPem(),
                given.platformKeyId(),
                given.certificate().serial());
    }

    /**
     * What a payer's telephone checks before it opens JSAPI parameters: application, and the merchant's signature over
     * appId, timeStamp, nonceStr and package, each with a line feed. For an app's parameters likewise, with prepayid.
     */
    public boolean opens(JsonObject parameters) {
        boolean jsapi = parameters.containsKey("paySign");
        String signed = jsapi
                ? joined(parameters, "appId", "timeStamp", "nonceStr", "package")
                : joined(parameters, "appid", "timestamp", "noncestr", "prepayid");
        String signature = Fields.text(parameters, jsapi ? "paySign" : "sign");
        return options.appid().equals(Fields.text(parameters, jsapi ? "appId" : "appid"))
                && secrets.all().stream()
                        .anyMatch(each -> WalletKeys.verify(each.merchant().publicKey(), signed, signature));
    }

    private static String joined(JsonObject parameters, String... names) {
        return Arrays.stream(names)
                .map(name -> Fields.text(parameters, name) + "\n")
                .collect(Collectors.joining());
    }

    /** New keys of every kind, beside the old ones; what is under way goes on with those it began with. */
    public Future<WechatCredentials> rotate() {
        return vertx.executeBlocking(() -> {
            secrets.add(WechatSecrets.make(numbers));
            return credentials();
        });
    }

    @Override
    public String payerCode() {
        return PayerCodes.wechat(numbers).next();
    }

    /** What the payer holds in his hand. */
    public Telephone telephone() {
        return new Telephone("wechat", context, running().desk(), this::payerCode, ScreenExtras.NONE);
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
