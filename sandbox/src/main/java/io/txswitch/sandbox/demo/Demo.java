package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.books.BookComparer;
import io.txswitch.sandbox.books.JournalView;
import io.txswitch.sandbox.crypto.SandboxKeys;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.merchant.NewPayment;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.PosTerminal;
import io.txswitch.sandbox.pos.unionpay.UnionPayTerminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of the demo: start, steps, books, addresses, and light traffic until it is told to stop. */
public final class Demo {
    /** What a demo plays. */
    public enum Tour {
        /** A dozen payments by card and by QR code. */
        overview,
        /** A day at a terminal that signs in, with everything it can do. */
        pos,
        /** Every mode and operation at every wallet. */
        wallets
    }

    /** Known from the start, for {@code pos} and {@code certify}. */
    private static final String UNIONPAY_TERMINAL = "U9000001";
    /** Made known by its tour. */
    private static final String TOUR_TERMINAL = "U9000100";

    private static final String FIRST_TERMINAL = "T9000001";
    private static final String SECOND_TERMINAL = "T9000002";
    private static final long BOOKS_AGREE_WITHIN_MS = 30_000;

    private final Path home;
    private final Tour tour;
    private final boolean once;
    private final Report report;

    /**
     * A demo that has not begun.
     *
     * @param home below which it keeps its files
     * @param tour what it plays
     * @param once whether it ends after the book check
     */
    public Demo(Path home, Tour tour, boolean once, Report report) {
        this.home = home;
        this.tour = tour;
        this.once = once;
        this.report = report;
    }

    /** Runs it; the exit code: 0 when every step did what it should and the books agree. */
    public int run() {
        long start = System.nanoTime();
        Place place = Place.make(home, "demo");
        EndAsked end = EndAsked.watch(() -> RunningDemo.remove(place));
        report.say("starting MariaDB, Redis, Kafka, a bank, four wallets and a merchant ...");
        try (World world = World.start(place)) {
            report.say("starting two nodes of the switch ...");
            Nodes nodes = Nodes.start(world);
            RunningDemo.write(world, nodes.first().ports(), nodes.token());
            report.started((System.nanoTime() - start) / 1_000_000);
            ControlPort control = control(nodes);
            control.keyBank(World.BANK_ID, SandboxKeys.ZMK);
            control.addTerminal(UNIONPAY_TERMINAL, World.MERCHANT_ID, NodeFile.UNIONPAY_FAMILY, SandboxKeys.TMK);
            boolean good = play(world, nodes);
            if (!once) {
                report.say("light traffic until Ctrl-C");
                good &= new LiveTraffic(world, nodes, report, end).runUntilInterrupted();
            }
            stop(nodes);
            return good ? 0 : 1;
        } finally {
            RunningDemo.remove(place);
        }
    }

    private static ControlPort control(Nodes nodes) {
        return new ControlPort(nodes.first().controlUrl(), nodes.token());
    }

    private static void stop(Nodes nodes) {
        nodes.second().process().stop();
        nodes.first().process().stop();
    }

    private boolean play(World world, Nodes nodes) {
        JournalView journal = world.journal();
        PosTerminal first = world.terminal(nodes.first().ports(), FIRST_TERMINAL);
        PosTerminal second = world.terminal(nodes.second().ports(), SECOND_TERMINAL);
        MerchantClient client = new MerchantClient(world.vertx(), nodes.first().apiUrl(), world.keys());
        String run =
                Long.toString(System.currentTimeMillis(), Character.MAX_RADIX).toUpperCase(java.util.Locale.ROOT);
        UnionPayTerminal unionPay = world.unionPayTerminal(nodes.first().ports(), TOUR_TERMINAL);
        Plan plan = switch (tour) {
            case overview -> {
                List<Step> both = new ArrayList<>(new CardSteps(first, second, journal).all());
                both.addAll(new QrSteps(client, world.merchant(), run).all());
                yield Plan.of(both);
            }
            case pos -> Plan.of(new PosSteps(world, nodes, unionPay, TOUR_TERMINAL).all());
            case wallets -> new WalletTour(world, client, control(nodes), run).plan();
        };
        plan.play(report::step);
        BookComparer.Result books = agreed(world, journal);
        report.books(books);
        report.addresses(world, nodes);
        if (!once) {
            report.paste(
                    client.curl(new NewPayment("CURL" + run, "alipay_qr", 1_800, "jasmine tea", "")),
                    first.hexSale(CardDeck.visa(), 1_900),
                    nodes.first().ports().terminal());
        }
        Wait.quietly(unionPay.close());
        Wait.quietly(first.close());
        Wait.quietly(second.close());
        client.close();
        return report.end(books, nodes.joined());
    }

    /** Webhooks and reversals need a moment: the books agree in the end, or they do not. */
    private static BookComparer.Result agreed(World world, JournalView journal) {
        Wait.until(
                BOOKS_AGREE_WITHIN_MS,
                () -> journal.open() == openOrders(journal)
                        && BookComparer.compare(world.place().books(), journal).mismatches() == 0);
        return BookComparer.compare(world.place().books(), journal);
    }

    private static long openOrders(JournalView journal) {
        return journal.all().values().stream()
                .filter(row -> row.open() && row.phase().equals("PENDING"))
                .count();
    }
}
