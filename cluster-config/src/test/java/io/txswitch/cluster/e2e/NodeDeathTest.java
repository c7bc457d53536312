package io.txswitch.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.books.BookComparer;
import io.txswitch.sandbox.demo.Wait;
import io.txswitch.sandbox.junit.ExpectedErrors;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.merchant.MerchantEvent;
import io.txswitch.sandbox.merchant.NewPayment;
import io.txswitch.sandbox.pos.CardDeck;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class NodeDeathTest {
    private static final Logger LOG = LoggerFactory.getLogger(NodeDeathTest.class);
    private static final String OPEN_AT_THE_DEAD = "SELECT COUNT(*) FROM tx WHERE owner='node-2' AND open=1";
    private static final int SALES_BEFORE = 60;
    private static final int SALES_AFTER = 100;

    @Test
    void theOtherNodeFinishesWhatAKilledOneLeftAndSellsOnMeanwhile() {
        // What the killed node's clients say of their lines, in this process.
        ExpectedErrors.allow("Connection reset");
        try (TestSwitch running = TestSwitch.start("death", 2)) {
            Traffic traffic = Traffic.start(running);
            Probe probe = Probe.start(running.terminal(0, "T9200001"));
            assertThat(Wait.until(60_000, () -> traffic.cards().approved() > SALES_BEFORE))
                    .isTrue();
            leaveWorkOpen(running);

            long killed = System.nanoTime();
            ProcessHandle.of(running.node(1).process().pid()).orElseThrow().destroyForcibly();
            assertThat(Wait.until(60_000, () -> running.count(OPEN_AT_THE_DEAD) == 0))
                    .as("adopted")
                    .isTrue();
            LOG.info("adopted_after_ms={}", since(killed));
            int before = probe.count();
            assertThat(Wait.until(60_000, () -> probe.count() > before + SALES_AFTER))
                    .isTrue();
            List<Probe.Sale> sales = probe.stop();
            traffic.stop();

            BookComparer.Result books = running.booksAtRest();
            LOG.info("all_final_after_ms={} payments={}", since(killed), books.payments());
            assertThat(books.differences()).isEmpty();
            assertThat(running.journal().open()).isZero();
            survivorWasNotDisturbed(sales, killed);
            assertThat(traffic.orders(0).failed()).isZero();
            eachEndWasToldOnce(running);
            assertThat(running.errors(0)).isEmpty();
        }
    }

    /** Work of every sort that is open when the node dies: reversals, orders nobody notifies it of, late payers. */
    private static void leaveWorkOpen(TestSwitch running) {
        running.world().bank().ignoreReversals(true);
        MerchantClient merchant = running.merchant(1);
        for (int i = 0; i < 3; i++) {
            running.terminal(1, "T930000" + i).chipSale(CardDeck.unionPay(i), 1_068);
            Wait.on(merchant.createPayment(new NewPayment("LATE" + i, "alipay_qr", 1_069, "late payer", "")));
            Wait.on(merchant.createPayment(new NewPayment("MUTE" + i, "wechat_qr", 1_068, "no notice", "")));
        }
        assertThat(Wait.until(
                        20_000,
                        () -> running.count("SELECT COUNT(*) FROM tx WHERE owner='node-2' AND phase='REVERSING'") >= 3))
                .isTrue();
        running.terminal(1, "T9300009").chipSale(CardDeck.unionPay(9), 1_168);
        assertThat(Wait.until(20_000, () -> running.count(OPEN_AT_THE_DEAD) >= 7))
                .isTrue();
        running.world().bank().ignoreReversals(false);
    }

    private static void survivorWasNotDisturbed(List<Probe.Sale> sales, long killed) {
        long worstBefore =
                worst(sales.stream().filter(sale -> sale.atNanos() < killed).toList());
        List<Probe.Sale> after =
                sales.stream().filter(sale -> sale.atNanos() >= killed).toList();
        LOG.info(
                "survivor sales={} worst_before_ms={} worst_after_ms={} refused={}",
                after.size(),
                worstBefore,
                worst(after),
                sales.stream().filter(sale -> !sale.approved()).count());
        assertThat(sales).allMatch(Probe.Sale::approved);
    }

    private static long worst(List<Probe.Sale> sales) {
        return sales.stream().mapToLong(Probe.Sale::tookMs).max().orElse(0);
    }

    /** Repeats of an event are one event; two events of one end would be two ends. */
    private static void eachEndWasToldOnce(TestSwitch running) {
        var told = Wait.on(running.world().merchant().events()).stream()
                .collect(Collectors.groupingBy(
                        each -> each.paymentId() + each.type(),
                        Collectors.mapping(MerchantEvent::id, Collectors.toSet())));
        assertThat(told).allSatisfy((end, ids) -> assertThat(ids).as(end).hasSize(1));
    }

    private static long since(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
