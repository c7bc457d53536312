package io.txswitch.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.books.BookComparer;
import io.txswitch.sandbox.demo.NodeProcess;
import io.txswitch.sandbox.demo.Wait;
import io.txswitch.sandbox.demo.World;
import io.txswitch.sandbox.merchant.ApiAnswer;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.merchant.NewPayment;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.PosAnswer;
import io.txswitch.sandbox.pos.PosOptions;
import io.txswitch.sandbox.pos.PosTerminal;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class NodeStopTest {
    private static final Logger LOG = LoggerFactory.getLogger(NodeStopTest.class);
    private static final int SALES_BEFORE = 60;
    /** Terminals, HTTP and the core are drained one after the other, five seconds each at most, and the relay two. */
    private static final long STOPPED_WITHIN_MS = 17_000;

    @Test
    void aStoppedNodeDrainsAndLosesNothingAndNoSecretIsFoundAnywhere() {
        try (TestSwitch running = TestSwitch.start("stop", 2)) {
            Traffic traffic = Traffic.start(running);
            assertThat(Wait.until(60_000, () -> traffic.cards().approved() > SALES_BEFORE))
                    .isTrue();
            List<String> told = new ArrayList<>();
            orders(running, told);
            PosTerminal watched = watchedTerminal(running);
            Wait.on(watched.magstripeSale(CardDeck.visa(), 1_200));
            Wait.on(watched.chipSale(CardDeck.unionPaySample(), 1_300));

            stop(running, watched);
            traffic.stop();

            BookComparer.Result books = running.booksAtRest();
            LOG.info("payments={} told={}", books.payments(), told.size());
            assertThat(books.differences()).isEmpty();
            assertThat(running.journal().open()).isZero();
            assertThat(running.journal().all()).containsKeys(told.toArray(String[]::new));
            assertThat(running.errors(0)).isEmpty();
            assertThat(running.errors(1)).isEmpty();
            nothingLeaked(running);
        }
    }

    private static void orders(TestSwitch running, List<String> told) {
        MerchantClient merchant = running.merchant(1);
        for (int i = 0; i < 5; i++) {
            ApiAnswer answer =
                    Wait.on(merchant.createPayment(new NewPayment("STOP" + i, "alipay_qr", 1_069, "late payer", "")));
            assertThat(answer.status()).isEqualTo(201);
            told.add(answer.text("id"));
        }
    }

    /** Its PIN blocks are known, so that they can be looked for. */
    private static PosTerminal watchedTerminal(TestSwitch running) {
        World world = running.world();
        long pin = ByteBuffer.wrap(Secrets.PIN_BLOCK)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        RandomGenerator known = () -> pin;
        PosOptions options = world.pos(running.node(1).ports(), "T9200001").withClock(InstantSource.system(), known);
        return Wait.on(PosTerminal.connect(world.vertx(), options));
    }

    /** A sale whose bank is silent is under way, so that the drain lasts until it has been answered. */
    private static void stop(TestSwitch running, PosTerminal watched) {
        NodeProcess node = running.node(1);
        Future<PosAnswer> slow = watched.chipSale(CardDeck.unionPaySample(), 1_368);
        assertThat(Wait.until(
                        20_000,
                        () -> running.count("SELECT COUNT(*) FROM tx WHERE amount_minor=1368 AND phase='SENT'") == 1))
                .isTrue();
        assertThat(running.ready(1)).isTrue();

        long asked = System.nanoTime();
        ProcessHandle.of(node.process().pid()).orElseThrow().destroy();
        boolean toldUnready = Wait.until(
                STOPPED_WITHIN_MS,
                () -> Http.status(node.controlUrl() + "/health/ready") == 503
                        || !node.process().isAlive());
        LOG.info("unready_after_ms={} alive={}", since(asked), node.process().isAlive());
        assertThat(toldUnready && node.process().isAlive())
                .as("unready before it ends")
                .isTrue();
        assertThat(Wait.on(slow).responseCode()).isEqualTo("68");
        assertThat(node.process().awaitExit(STOPPED_WITHIN_MS)).isTrue();
        LOG.info("stopped_after_ms={}", since(asked));
        assertThat(node.process().exitCode()).hasValue(0);
    }

    private static void nothingLeaked(TestSwitch running) {
        World world = running.world();
        Secrets everything = Secrets.ofEverything(running);
        Secrets cards = Secrets.ofCards();
        List<String> found = new ArrayList<>();
        found.addAll(everything.foundIn("the log of node 1", running.logLines(0)));
        found.addAll(everything.foundIn("the log of node 2", running.logLines(1)));
        found.addAll(everything.foundIn(
                "the metrics",
                Http.body(running.node(0).controlUrl() + "/metrics").lines().toList()));
        List<String> rows = MySqlDump.rows(world.jdbcUrl());
        List<String> keys =
                RedisDump.keys(world.vertx(), world.stores().addresses().redisUri());
        List<String> records = KafkaDump.records(world.stores().kafkaBootstrap());
        LOG.info("searched rows={} keys={} records={}", rows.size(), keys.size(), records.size());
        assertThat(List.of(rows.size(), keys.size(), records.size())).allMatch(size -> size > SALES_BEFORE);
        found.addAll(everything.foundIn("the database", rows));
        found.addAll(everything.foundIn("Redis", keys));
        found.addAll(everything.foundIn("Kafka", records));
        assertThat(found).isEmpty();
        assertThat(cards.foundIn(
                        "a line that has one", List.of("pan=" + CardDeck.visa().pan())))
                .as("the search itself finds what is there")
                .hasSize(1);
    }

    private static long since(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
