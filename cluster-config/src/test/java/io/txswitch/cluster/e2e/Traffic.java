package io.txswitch.cluster.e2e;

import io.txswitch.sandbox.demo.NodeProcess;
import io.txswitch.sandbox.demo.Wait;
import io.txswitch.sandbox.merchant.MerchantTraffic;
import io.txswitch.sandbox.pos.PosOptions;
import io.txswitch.sandbox.pos.PosTraffic;
import io.txswitch.sandbox.pos.TrafficOptions;
import io.txswitch.sandbox.pos.TrafficStats;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Light traffic on every node: cards from four terminals each, and a merchant. */
final class Traffic {
    /** The cards that its terminals take in turn. */
    static final int FIRST_CARD = 100_000;

    static final int CARDS = 200;

    private static final int TERMINALS_PER_NODE = 4;
    private static final int SALES_PER_SECOND = 30;
    private static final int ORDERS_PER_SECOND = 4;

    private final PosTraffic cards;
    private final List<MerchantTraffic> orders;

    private Traffic(PosTraffic cards, List<MerchantTraffic> orders) {
        this.cards = cards;
        this.orders = orders;
    }

    static Traffic start(TestSwitch running) {
        List<PosOptions> terminals = new ArrayList<>();
        List<MerchantTraffic> orders = new ArrayList<>();
        for (int i = 0; i < running.nodes().size(); i++) {
            NodeProcess node = running.node(i);
            for (int t = 0; t < TERMINALS_PER_NODE; t++) {
                terminals.add(running.world().pos(node.ports(), "T91%02d%03d".formatted(i, t)));
            }
            orders.add(MerchantTraffic.start(
                    running.world().vertx(),
                    running.merchant(i),
                    new SplittableRandom(),
                    "L" + i + "-" + Long.toString(System.nanoTime(), Character.MAX_RADIX) + "-",
                    ORDERS_PER_SECOND));
        }
        TrafficOptions options = new TrafficOptions(terminals, SALES_PER_SECOND, FIRST_CARD, CARDS);
        return new Traffic(PosTraffic.start(running.world().vertx(), options), orders);
    }

    TrafficStats cards() {
        return cards.stats();
    }

    /** The merchant that talks to this node. */
    MerchantTraffic orders(int node) {
        return orders.get(node);
    }

    void stop() {
        orders.forEach(MerchantTraffic::stop);
        Wait.quietly(cards.stop());
    }
}
