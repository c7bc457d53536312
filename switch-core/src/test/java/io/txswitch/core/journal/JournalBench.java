package io.txswitch.core.journal;

import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Appends per second against a database: {@code main [in flight] [seconds] [writers]}. A payment is two appends, the
 * second after the first is durable. Not a test: speed depends on the machine.
 */
final class JournalBench {
    private final Journal journal;
    private final AtomicLong appends = new AtomicLong();
    private final AtomicLong latencyNanos = new AtomicLong();
    private final CountDownLatch ended;
    private volatile boolean over;

    private JournalBench(Journal journal, int inFlight) {
        this.journal = journal;
        this.ended = new CountDownLatch(inFlight);
    }

    public static void main(String[] args) throws InterruptedException {
        int inFlight = args.length > 0 ? Integer.parseInt(args[0]) : 64;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int writers = args.length > 2 ? Integer.parseInt(args[2]) : MySqlJournal.Settings.DEFAULT_WRITERS;
        JournalDb db = JournalDb.fresh("bench").lease(Samples.NODE, 1, 1);
        Vertx vertx = Vertx.vertx();
        MySqlJournal journal = JournalContract.await(MySqlJournal.start(
                vertx,
                new MySqlJournal.Settings(db.config(), Samples.NODE, 1, writers),
                Samples.MAPPER,
                () -> 1,
                () -> {}));
        for (int round = 0; round < 3; round++) {
            JournalBench bench = new JournalBench(journal, inFlight);
            long from = System.nanoTime();
            vertx.runOnContext(v -> {
                for (int i = 0; i < inFlight; i++) {
                    bench.payment();
                }
            });
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
            bench.over = true;
            bench.ended.await();
            long count = bench.appends.get();
            long micros = (System.nanoTime() - from) / 1_000;
            System.out.printf(
                    "in_flight=%d writers=%d appends_per_s=%d mean_us=%d%n",
                    inFlight, writers, count * 1_000_000 / micros, bench.latencyNanos.get() / count / 1_000);
        }
        JournalContract.await(journal.close(vertx));
        JournalContract.await(vertx.close());
    }

    private void payment() {
        if (over) {
            ended.countDown();
            return;
        }
        Append first = Samples.first(Samples.sale("b:" + Samples.newId().text(), 100));
        append(first, () -> append(Samples.approved(first), this::payment));
    }

    private void append(Append append, Runnable then) {
        long from = System.nanoTime();
        journal.append(append).onSuccess(result -> {
            if (!result.equals(AppendResult.COMMITTED)) {
                throw new IllegalStateException("bench append: " + result);
            }
            latencyNanos.addAndGet(System.nanoTime() - from);
            appends.incrementAndGet();
            then.run();
        });
    }
}
