package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.bank.BankOptions;
import io.txswitch.sandbox.bank.BankSimulator;
import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.books.JournalView;
import io.txswitch.sandbox.merchant.MerchantKeys;
import io.txswitch.sandbox.merchant.MerchantOptions;
import io.txswitch.sandbox.merchant.MerchantSimulator;
import io.txswitch.sandbox.pos.PosOptions;
import io.txswitch.sandbox.pos.PosTerminal;
import io.txswitch.sandbox.pos.unionpay.UnionPayOptions;
import io.txswitch.sandbox.pos.unionpay.UnionPayTerminal;
import io.txswitch.sandbox.stores.Stores;
import io.txswitch.sandbox.wallet.alipay.AlipayOptions;
import io.txswitch.sandbox.wallet.alipay.AlipaySimulator;
import io.txswitch.sandbox.wallet.phone.Phone;
import io.txswitch.sandbox.wallet.sample.SampleOptions;
import io.txswitch.sandbox.wallet.sample.SampleSimulator;
import io.txswitch.sandbox.wallet.unionpay.UnionpayOptions;
import io.txswitch.sandbox.wallet.unionpay.UnionpaySimulator;
import io.txswitch.sandbox.wallet.wechat.WechatOptions;
import io.txswitch.sandbox.wallet.wechat.WechatSimulator;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Everything around the switch, running: its stores, a bank, four wallets with a payer, and a merchant. */
public record World(
        Place place,
        Vertx vertx,
        Stores stores,
        String schema,
        BankSimulator bank,
        AlipaySimulator alipay,
        WechatSimulator wechat,
        UnionpaySimulator unionpay,
        SampleSimulator sample,
        Phone phone,
        MerchantSimulator merchant,
        MerchantKeys keys,
        Book posBook)
        implements AutoCloseable {
    public static final String BANK_ID = "bank-a";
    /** DE42 of the sandbox's merchant, and his id in the switch. */
    public static final String MERCHANT_ID = "M00000000000001";

    private static final String APP_ID = "app-sandbox-1";
    private static final long LATE_BANK_MS = 6_000;
    /** Longer than the switch keeps a terminal waiting. */
    private static final long POS_PATIENCE_MS = 15_000;

    /** Starts all of it; blocks for some seconds. */
    public static World start(Place place) {
        Vertx vertx = Vertx.vertx();
        CompletableFuture<Stores> stores = CompletableFuture.supplyAsync(
                () -> Stores.start(place.directory().resolve("stores")));
        Path books = place.books();
        MerchantKeys keys = MerchantKeys.generate(APP_ID, new SecureRandom());
        BankSimulator bank = Wait.on(BankSimulator.start(
                vertx,
                BankOptions.of(BANK_ID, books.resolve("bank-" + BANK_ID + ".jsonl"))
                        .withLateDelayMs(LATE_BANK_MS)));
        AlipaySimulator alipay = Wait.on(AlipaySimulator.start(
                vertx, AlipayOptions.defaults(books.resolve("alipay.jsonl")).withCertificates()));
        WechatSimulator wechat =
                Wait.on(WechatSimulator.start(vertx, WechatOptions.defaults(books.resolve("wechat.jsonl"))));
        UnionpaySimulator unionpay =
                Wait.on(UnionpaySimulator.start(vertx, UnionpayOptions.defaults(books.resolve("unionpay.jsonl"))));
        SampleSimulator sample =
                Wait.on(SampleSimulator.start(vertx, SampleOptions.defaults(books.resolve("sample.jsonl"))));
        Phone phone = Wait.on(Phone.start(
                vertx, 0, List.of(alipay.telephone(), wechat.telephone(), unionpay.telephone(), sample.telephone())));
        MerchantSimulator merchant = Wait.on(
                MerchantSimulator.start(vertx, MerchantOptions.defaults(books.resolve("merchant.jsonl"), keys)));
        Stores running = stores.join();
        String schema = running.schemas().create("switch");
        Book posBook = Book.open(books.resolve("pos.jsonl"));
        return new World(
                place, vertx, running, schema, bank, alipay, wechat, unionpay, sample, phone, merchant, keys, posBook);
    }

    /** The switch's schema, with user and password. */
    public String jdbcUrl() {
        return stores.addresses().jdbcUrl(schema);
    }

    /** The journal of this world's switch, by plain SQL. */
    public JournalView journal() {
        return new JournalView(jdbcUrl(), stores.mysqlUser(), stores.mysqlPassword());
    }

    /** What a terminal of this world's merchant is given; it writes into the terminals' book. */
    public PosOptions pos(NodePorts node, String terminalId) {
        return PosOptions.of(node.terminal(), terminalId, MERCHANT_ID)
                .withAnswerTimeoutMs(POS_PATIENCE_MS)
                .withBook(posBook);
    }

    /** A terminal of the UnionPay family with a line to a node, with the sandbox's master key; blocks. */
    public UnionPayTerminal unionPayTerminal(NodePorts node, String terminalId) {
        UnionPayOptions options = UnionPayOptions.of(node.unionPay(), terminalId, MERCHANT_ID)
                .withAnswerTimeoutMs(POS_PATIENCE_MS)
                .withBook(posBook);
        return Wait.on(UnionPayTerminal.connect(vertx, options));
    }

    /** A terminal with a line to a node; blocks. */
    public PosTerminal terminal(NodePorts node, String terminalId) {
        return Wait.on(PosTerminal.connect(vertx, pos(node, terminalId)));
    }

    @Override
    public void close() {
        posBook.close();
        Wait.quietly(vertx.close());
        stores.close();
    }
}
