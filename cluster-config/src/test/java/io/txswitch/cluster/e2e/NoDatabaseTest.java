package io.txswitch.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.books.BookComparer;
import io.txswitch.sandbox.demo.Wait;
import io.txswitch.sandbox.merchant.ApiAnswer;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.merchant.NewPayment;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.PosAnswer;
import io.txswitch.sandbox.pos.PosTerminal;
import io.txswitch.sandbox.process.ChildProcess;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tests share a node; each leaves the database as it found it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NoDatabaseTest {
    private static final Logger LOG = LoggerFactory.getLogger(NoDatabaseTest.class);
    /** What the terminal would wait for: an answer long before it was not given by the deadline. */
    private static final long ANSWER_WITHIN_MS = 12_000;
    /** "At once", on a machine that has other things to do. */
    private static final long AT_ONCE_MS = 4_000;

    /** Longer than the pause between two repeats, and a repeat itself. */
    private static final long WITHOUT_LEASE_MS = 3_000;

    private static final long GOES_ON_WITHIN_MS = 30_000;

    private TestSwitch running;
    private PosTerminal terminal;
    private MerchantClient merchant;
    private int orders;

    @BeforeAll
    void start() {
        running = TestSwitch.start("nodb", 1, (config, ports) -> {
            config.getJsonObject("terminal").put("answer-within-ms", ANSWER_WITHIN_MS);
            // Repeats of a reversal follow one another fast enough to fall into a time without a lease.
            config.getJsonObject("core").put("host-timeout-ms", 500).put("step-timeout-ms", 1_000);
        });
        terminal = running.terminal(0, "T9200001");
        merchant = running.merchant(0);
        assertThat(sale(1_000)).isEqualTo("00");
        assertThat(order().status()).isEqualTo(201);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @Test
    void aDatabaseThatHangsMeansNoAtOnceAndNothingIsSentToAnybody() {
        ChildProcess mariadb = running.world().stores().mariadb();
        mariadb.pause();
        try {
            nothingGoesThrough("hanging");
        } finally {
            mariadb.resume();
        }
        goesOn();
    }

    @Test
    void aDatabaseThatIsKilledMeansNoAtOnceAndPaymentsGoOnWithoutARestartOfTheNode() {
        ChildProcess mariadb = running.world().stores().mariadb();
        mariadb.kill9();
        try {
            nothingGoesThrough("killed");
            assertThat(running.ready(0)).isFalse();
        } finally {
            mariadb.restart();
        }
        goesOn();
    }

    @Test
    void aReversalUnderWaySurvivesADatabaseThatHangsForLongerThanTheLease() {
        running.world().bank().ignoreReversals(true);
        Future<PosAnswer> silent = terminal.chipSale(CardDeck.unionPay(7), 1_068);
        assertThat(Wait.until(
                        20_000,
                        () -> running.count("SELECT COUNT(*) FROM tx WHERE phase='REVERSING' AND amount_minor=1068")
                                == 1))
                .isTrue();
        assertThat(Wait.on(silent).responseCode()).isEqualTo("68");
        long asked =
                running.world().bank().received("0421") + running.world().bank().received("0420");
        ChildProcess mariadb = running.world().stores().mariadb();
        mariadb.pause();
        try {
            assertThat(Wait.until(
                            30_000,
                            () -> Http.body(running.node(0).controlUrl() + "/health/ready")
                                    .contains("\"lease\":\"down\"")))
                    .isTrue();
            // A repeat that falls into the time without a lease is not sent; it must not be forgotten either.
            Wait.until(WITHOUT_LEASE_MS, () -> false);
        } finally {
            mariadb.resume();
        }
        running.world().bank().ignoreReversals(false);
        assertThat(Wait.until(
                        GOES_ON_WITHIN_MS,
                        () -> running.count("SELECT COUNT(*) FROM tx WHERE phase='REVERSED' AND amount_minor=1068")
                                == 1))
                .as("reversed; repeats before the stall: " + asked)
                .isTrue();
        goesOn();
    }

    private void nothingGoesThrough(String how) {
        long sales = running.world().bank().received("0200");
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            Future<PosAnswer> sale = terminal.chipSale(CardDeck.unionPay(10 + i), 1_100 + i);
            Future<ApiAnswer> order = orderNow();
            String code = Wait.on(sale).responseCode();
            long saleMs = since(start);
            int status = Wait.on(order).status();
            long orderMs = since(start);
            LOG.info("database={} sale={} sale_ms={} order={} order_ms={}", how, code, saleMs, status, orderMs);
            assertThat(code).isEqualTo("91");
            assertThat(status).isEqualTo(503);
            assertThat(saleMs).isLessThan(AT_ONCE_MS);
            assertThat(orderMs).isLessThan(AT_ONCE_MS);
        }
        assertThat(running.world().bank().received("0200")).isEqualTo(sales);
    }

    private void goesOn() {
        long start = System.nanoTime();
        assertThat(Wait.until(GOES_ON_WITHIN_MS, () -> running.ready(0))).isTrue();
        assertThat(Wait.until(GOES_ON_WITHIN_MS, () -> sale(1_200).equals("00")))
                .isTrue();
        assertThat(Wait.until(GOES_ON_WITHIN_MS, () -> order().status() == 201)).isTrue();
        LOG.info("goes_on_after_ms={}", since(start));
        BookComparer.Result books = running.booksAtRest();
        assertThat(books.differences()).isEmpty();
        assertThat(running.journal().open()).isZero();
        assertThat(running.errors(0)).isEmpty();
    }

    private String sale(long amountMinor) {
        return Wait.on(terminal.chipSale(CardDeck.unionPay(1), amountMinor)).responseCode();
    }

    private ApiAnswer order() {
        return Wait.on(orderNow());
    }

    private Future<ApiAnswer> orderNow() {
        return merchant.createPayment(new NewPayment("DB" + orders++, "alipay_qr", 1_500, "tea", ""));
    }

    private static long since(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
