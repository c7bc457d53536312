package io.txswitch.sandbox.pos;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Light traffic: terminals that keep selling, magstripe and chip in turn, by amounts that every simulator approves.
 *
 * <p>Open loop, but each terminal has one sale at a time as in a shop: behind a slow switch turns are skipped and
 * counted instead of piling up. A terminal whose line broke connects again and goes on counting its trace numbers.
 */
public final class PosTraffic {
    private static final Logger LOG = LoggerFactory.getLogger(PosTraffic.class);
    private static final long MS_PER_SECOND = 1_000;

    /** Amounts are whole hundreds, at most 99, and an ending from 11 to 49: no script has such an ending. */
    private static final int MAX_HUNDREDS = 99;

    private static final int FIRST_ENDING = 11;

    private static final int PLAIN_ENDINGS = 50;

    private final Vertx vertx;
    private final TrafficOptions options;
    private final List<Lane> lanes;
    private final Counters counters = new Counters();

    /** Turns and the stop take place here, so that no sale begins behind the stop. */
    private final Context context;

    private boolean stopped;
    private long turn;

    private PosTraffic(Vertx vertx, TrafficOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.context = vertx.getOrCreateContext();
        this.lanes = options.terminals().stream().map(Lane::new).toList();
    }

    /** Starts selling at once; terminals whose connection is refused try again at their turns. */
    public static PosTraffic start(Vertx vertx, TrafficOptions options) {
        PosTraffic traffic = new PosTraffic(vertx, options);
        long periodMs = Math.max(1, MS_PER_SECOND / options.ratePerSecond());
        traffic.context.runOnContext(begin -> vertx.setPeriodic(periodMs, traffic::turn));
        return traffic;
    }

    /** What became of it so far. */
    public TrafficStats stats() {
        return counters.stats();
    }

    /** Sells no more, lets the sales in flight end, and hangs up. */
    public Future<TrafficStats> stop() {
        Promise<TrafficStats> ended = Promise.promise();
        context.runOnContext(end -> {
            stopped = true;
            Future.join(lanes.stream().map(Lane::stop).toList()).onComplete(done -> ended.complete(stats()));
        });
        return ended.future();
    }

    private void turn(long timer) {
        if (stopped) {
            vertx.cancelTimer(timer);
            return;
        }
        lanes.get((int) (turn % lanes.size())).sell(turn++);
    }

    /** One terminal: it sells, waits for the answer, and is free again. */
    private final class Lane {
        private final AtomicBoolean busy = new AtomicBoolean();
        private PosOptions next;
        private Future<PosTerminal> terminal = Future.failedFuture("not connected");
        private Future<?> sale = Future.succeededFuture();

        Lane(PosOptions terminal) {
            this.next = terminal;
        }

        void sell(long n) {
            if (!busy.compareAndSet(false, true)) {
                counters.skipped.increment();
                return;
            }
            if (terminal.succeeded() && terminal.result().isOpen()) {
                sale = sell(terminal.result(), n).onComplete(done -> busy.set(false));
            } else {
                counters.skipped.increment();
                sale = connect().onComplete(done -> busy.set(false));
            }
        }

        private Future<?> sell(PosTerminal open, long n) {
            SandboxCard card = CardDeck.unionPay(options.firstCard() + (int) (n % options.cards()));
            long amountMinor = plainAmountMinor(next);
            counters.sent.increment();
            Future<PosAnswer> answer = n / lanes.size() % 2 == 0
                    ? open.chipSale(card, amountMinor)
                    : open.magstripeSale(card, amountMinor);
            return answer.onSuccess(counters::answered).onFailure(none -> counters.unanswered.increment());
        }

        private Future<?> connect() {
            if (terminal.succeeded()) {
                next = next.withFirstTrace(terminal.result().messages().nextTrace());
            }
            terminal = PosTerminal.connect(vertx, next)
                    .onFailure(refused -> LOG.debug("traffic_no_line terminal={}", next.terminalId()));
            return terminal;
        }

        Future<?> stop() {
            return sale.otherwiseEmpty()
                    .compose(done -> terminal.succeeded() ? terminal.result().close() : Future.succeededFuture());
        }
    }

    private static long plainAmountMinor(PosOptions terminal) {
        return terminal.random().nextLong(1, MAX_HUNDREDS + 1L) * 100
                + terminal.random().nextLong(FIRST_ENDING, PLAIN_ENDINGS);
    }

    private static final class Counters {
        private final LongAdder sent = new LongAdder();
        private final LongAdder approved = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder unanswered = new LongAdder();
        private final LongAdder skipped = new LongAdder();

        void answered(PosAnswer answer) {
            (answer.approved() ? approved : refused).increment();
        }

        /** Answers are read before sales, so that a sum never exceeds what was sent. */
        TrafficStats stats() {
            long in = approved.sum();
            long out = refused.sum();
            long none = unanswered.sum();
            return new TrafficStats(sent.sum(), in, out, none, skipped.sum());
        }
    }
}
