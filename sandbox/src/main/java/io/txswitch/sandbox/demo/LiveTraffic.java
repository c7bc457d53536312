package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.merchant.MerchantTraffic;
import io.txswitch.sandbox.pos.PosOptions;
import io.txswitch.sandbox.pos.PosTraffic;
import io.txswitch.sandbox.pos.TrafficOptions;
import io.txswitch.sandbox.pos.TrafficStats;
import io.txswitch.sandbox.process.ChildProcess;
import java.security.SecureRandom;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A little of everything, with one line a second, until somebody has seen enough. */
final class LiveTraffic {
    private static final int CARD_SALES_PER_SECOND = 10;
    private static final int QR_PAYMENTS_PER_SECOND = 2;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final World world;
    private final Nodes nodes;
    private final Report report;
    private final EndAsked end;

    LiveTraffic(World world, Nodes nodes, Report report, EndAsked end) {
        this.world = world;
        this.nodes = nodes;
        this.report = report;
        this.end = end;
    }

    /** Ends too when a process of the demo has died by itself, and says which: false then. */
    boolean runUntilInterrupted() {
        PosTraffic cards = PosTraffic.start(
                world.vertx(),
                TrafficOptions.of(
                        List.of(options(nodes.first(), "T9100001"), options(nodes.second(), "T9100002")),
                        CARD_SALES_PER_SECOND));
        MerchantClient client = new MerchantClient(world.vertx(), nodes.first().apiUrl(), world.keys());
        String prefix = "L" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
        MerchantTraffic qr =
                MerchantTraffic.start(world.vertx(), client, new SecureRandom(), prefix, QR_PAYMENTS_PER_SECOND);
        List<ChildProcess> children = children();
        while (children.stream().allMatch(ChildProcess::isAlive)
                && !Thread.currentThread().isInterrupted()) {
            line(cards.stats(), qr);
            LockSupport.parkNanos(SECOND_NANOS);
        }
        List<ChildProcess> dead = end.within()
                ? List.of()
                : children.stream().filter(child -> !child.isAlive()).toList();
        dead.forEach(child -> report.say(child.name() + " has died, so everything ends; its log: " + child.log()));
        qr.stop();
        Wait.quietly(cards.stop());
        client.close();
        return dead.isEmpty();
    }

    private List<ChildProcess> children() {
        return List.of(
                nodes.first().process(),
                nodes.second().process(),
                world.stores().mariadb(),
                world.stores().redis(),
                world.stores().kafka());
    }

    private PosOptions options(NodeProcess node, String terminalId) {
        return PosOptions.of(node.ports().terminal(), terminalId, World.MERCHANT_ID)
                .withBook(world.posBook());
    }

    private void line(TrafficStats cards, MerchantTraffic qr) {
        report.say(String.format(
                Locale.ROOT,
                "%s  card: %d sent, %d approved, %d refused, %d unanswered"
                        + "   qr: %d created, %d failed   webhooks: %d again",
                LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS),
                cards.sent(),
                cards.approved(),
                cards.refused(),
                cards.unanswered(),
                qr.created(),
                qr.failed(),
                world.merchant().repeats()));
    }
}
