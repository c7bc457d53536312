package io.txswitch.cluster.e2e;

import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.PosTerminal;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A terminal that sells one thing after another and keeps how each sale went. */
final class Probe {
    /** Cards that nobody else uses. */
    private static final int FIRST_CARD = 700_000;

    private final PosTerminal terminal;
    private final List<Sale> sales = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;
    private volatile Future<?> last = Future.succeededFuture();

    /**
     * One sale.
     *
     * @param atNanos when it was sent, as {@link System#nanoTime}
     * @param responseCode DE39, or a word when there was no answer
     */
    record Sale(long atNanos, long tookMs, String responseCode) {
        boolean approved() {
            return responseCode.equals("00");
        }
    }

    private Probe(PosTerminal terminal) {
        this.terminal = terminal;
    }

    static Probe start(PosTerminal terminal) {
        Probe probe = new Probe(terminal);
        probe.sell(0);
        return probe;
    }

    private void sell(int n) {
        if (stopped) {
            return;
        }
        long at = System.nanoTime();
        last = terminal.chipSale(CardDeck.unionPay(FIRST_CARD + n % 1_000), 1_011 + n % 30)
                .onSuccess(answer -> sold(at, answer.responseCode()))
                .onFailure(none -> sold(at, "unanswered"))
                .onComplete(done -> sell(n + 1));
    }

    private void sold(long at, String responseCode) {
        sales.add(new Sale(at, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at), responseCode));
    }

    List<Sale> stop() {
        stopped = true;
        io.txswitch.sandbox.demo.Wait.quietly(last);
        io.txswitch.sandbox.demo.Wait.quietly(terminal.close());
        return List.copyOf(sales);
    }

    int count() {
        return sales.size();
    }
}
