package io.txswitch.sandbox.wallet;

import io.txswitch.sandbox.books.Book;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What all wallet simulators have in common, without the interface of any. */
public final class TestWallet {
    private final Context context;
    private final Desk desk;
    private final Path book;
    private final Telephone telephone;

    private TestWallet(Vertx vertx, Path book, PayerOptions options, String notifyUrl) {
        this.context = vertx.getOrCreateContext();
        this.book = book;
        Numbers numbers = new Numbers(InstantSource.system(), new SplittableRandom(1));
        Faults faults = new Faults();
        NoticeSender sender = new NoticeSender(vertx, List.of(50L), faults, answer -> answer.statusCode() == 200);
        WalletLedger ledger = new WalletLedger("test", Book.open(book), numbers, () -> "W" + numbers.digits(12));
        PayerCodes codes = PayerCodes.sample(numbers);
        Payer payer = new Payer(
                vertx,
                options,
                ledger,
                codes,
                order -> sender.send(
                        order.terms().outTradeNo(),
                        fault -> new NoticeSender.Delivery(
                                notifyUrl, Map.of(), Buffer.buffer(order.terms().outTradeNo()))));
        this.desk = new Desk(ledger, payer, sender, faults, numbers);
        this.telephone = new Telephone("sample", context, desk, codes::next, new Screen());
    }

    /** One code for whatever the merchant scanned, and one agreement. */
    private static final class Screen implements ScreenExtras {
        private ConsentState state = ConsentState.WAITS;

        @Override
        public Optional<String> confirmCode(Order order) {
            return Optional.of("123456").filter(code -> order.terms().byPayerCode());
        }

        @Override
        public List<Consent> agreements(int limit) {
            return List.of(new Consent("G1", state, 1_500));
        }

        @Override
        public void sign(String no) {
            state = ConsentState.SIGNED;
        }

        @Override
        public void end(String no) {
            state = ConsentState.ENDED;
        }
    }

    /** @param notifyUrl where the merchant is told the number of an order that was paid */
    public static TestWallet make(Vertx vertx, Path folder, PayerOptions options, String notifyUrl) {
        return new TestWallet(vertx, folder.resolve("test.jsonl"), options, notifyUrl);
    }

    public Telephone telephone() {
        return telephone;
    }

    public Faults faults() {
        return desk.faults();
    }

    /** A new order, as the wallet's interface would make it. */
    public Order order(String no, long amountMinor, boolean byPayerCode) {
        NewOrder terms = new NewOrder(no, "app", "M1", amountMinor, "tea", "", byPayerCode, null);
        return Await.result(Future.future(promise -> context.runOnContext(here -> {
            Order order = desk.ledger().create(terms).order();
            Future<Void> begun = byPayerCode
                    ? desk.payer().codeScanned(order, desk.faults())
                    : desk.payer().codeMade(order, desk.faults());
            begun.map(order).onComplete(promise);
        })));
    }

    /** What its book says, a word per row. */
    public List<String> booked() {
        return Book.rows(book).stream()
                .map(row -> row.get("kind") + " " + row.get("status"))
                .toList();
    }
}
