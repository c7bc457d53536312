package io.txswitch.cluster.node;

import io.txswitch.core.agreement.DeductProducts;
import io.txswitch.core.agreement.MySqlAgreements;
import io.txswitch.core.agreement.Renewals;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.flow.ActorSettings;
import io.txswitch.core.flow.CoreConfig;
import io.txswitch.core.flow.FlowMetrics;
import io.txswitch.core.flow.Ports;
import io.txswitch.core.flow.Shards;
import io.txswitch.core.flow.SwitchVerticle;
import io.txswitch.core.flow.TransactionActor;
import io.txswitch.core.flow.TxIds;
import io.txswitch.core.flow.VertxTimers;
import io.txswitch.core.journal.Journal;
import io.txswitch.core.journal.MySqlConnections;
import io.txswitch.core.journal.MySqlJournal;
import io.txswitch.core.journal.MySqlPaymentSearch;
import io.txswitch.core.journal.PaymentSearch;
import io.txswitch.core.supervision.LeaseKeeper;
import io.txswitch.core.supervision.Leases.Lease;
import io.txswitch.core.supervision.MySqlLeases;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transaction core of one node: its lease, its journal, its event loops, its relay. */
final class CoreRole {
    private static final Logger LOG = LoggerFactory.getLogger(CoreRole.class);

    /** Between two attempts to take up open work: a database that was lost comes back within some such. */
    private static final long RECOVER_AGAIN_MS = 1_000;

    /** Another node may have appended to what is ours and its hint been lost: open work is looked for this often. */
    private static final long SWEEP_MS = 10_000;

    /** A lease is renewed whatever else waits for the database: searches of people, a relay behind its time. */
    private static final int LEASE_CONNECTIONS = 2;

    private final NodeParts parts;
    private final Pool leasePool;
    private final Shards shards;
    private final LeaseKeeper keeper;
    private final Runnable lost;
    private final RelayRole relay;
    private final FlowMetrics metrics;
    private final Context renewalLoop;
    private final Renewals renewals;
    private @org.jspecify.annotations.Nullable MySqlJournal journal;

    /** @param lost called when this node may not act any more */
    CoreRole(NodeParts parts, Runnable lost) {
        this.parts = parts;
        this.lost = lost;
        CoreConfig config = parts.config().core();
        this.shards = new Shards(config.loops());
        this.leasePool = MySqlConnections.pool(
                parts.vertx(), parts.config().stores().mysql().withPoolSize(LEASE_CONNECTIONS));
        MySqlLeases leases = new MySqlLeases(leasePool, config.leaseMs());
        this.keeper = new LeaseKeeper(
                leases, new VertxTimers(parts.vertx()), System::nanoTime, config.leaseMs(), new Listener());
        this.relay = new RelayRole(parts, leases);
        this.metrics = new FlowMetrics(parts.meters(), System::nanoTime);
        this.renewalLoop = parts.vertx().getOrCreateContext();
        this.renewals = renewals(parts);
    }

    private Renewals renewals(NodeParts parts) {
        NodeConfig config = parts.config();
        Renewals.World world = new Renewals.World(
                new MySqlAgreements(parts.pool()), parts.bus(), new VertxTimers(parts.vertx()), metrics, keeper::valid);
        return new Renewals(
                config.id(),
                config.renewal(),
                new DeductProducts(config.edges().api().products()),
                world);
    }

    private final class Listener implements LeaseKeeper.Listener {
        @Override
        public void adopted(String nodeId) {
            LOG.warn("adopted={} work=recovering", nodeId);
            relay.adopted();
            recover(nodeId);
        }

        @Override
        public void regained() {
            recover(parts.config().id());
        }

        @Override
        public void lost() {
            LOG.error("lease=lost node={}", parts.config().id());
            shards.abandonAll();
            lost.run();
        }
    }

    /** Until it has worked: what is not taken up now would lie until the next start. */
    private void recover(String of) {
        shards.recover()
                .onSuccess(count -> LOG.info("work_of={} recovered={}", of, count))
                .onFailure(error -> {
                    LOG.warn("work_of={} recovered=not-yet error=\"{}\"", of, error.toString());
                    parts.vertx().setTimer(RECOVER_AGAIN_MS, timer -> recover(of));
                });
    }

    Future<Void> start() {
        // The keeper lives on one event loop: everything it arms follows from there.
        return Future.<Lease>future(taken -> parts.vertx()
                        .getOrCreateContext()
                        .runOnContext(v -> keeper.start(parts.config().id()).onComplete(taken)))
                .compose(lease -> openJournal(lease)
                        .compose(opened -> deploy(opened, lease))
                        .compose(v -> shards.recover())
                        .onSuccess(count -> LOG.info("recovered={}", count))
                        .compose(v -> relay.start())
                        .onSuccess(v -> {
                            parts.vertx().setPeriodic(SWEEP_MS, timer -> sweep());
                            renewalLoop.runOnContext(run -> renewals.start());
                        }));
    }

    /** Takes up what this node owns and does not have in memory; one that fails is followed by the next. */
    private void sweep() {
        if (keeper.valid()) {
            shards.recover().onFailure(error -> LOG.debug("sweep=failed error=\"{}\"", error.toString()));
        }
    }

    private Future<MySqlJournal> openJournal(Lease lease) {
        NodeConfig config = parts.config();
        MySqlJournal.Settings settings = new MySqlJournal.Settings(
                config.stores().mysql(),
                config.id(),
                lease.nodeNo(),
                config.core().journalWriters());
        return MySqlJournal.start(parts.vertx(), settings, parts.json(), keeper::epoch, relay::wake)
                .onSuccess(opened -> journal = opened);
    }

    private Future<Void> deploy(Journal opened, Lease lease) {
        PaymentSearch search = new MySqlPaymentSearch(parts.pool(), parts.json());
        List<Future<?>> all = new ArrayList<>();
        all.add(parts.bus().serve(Addresses.BATCH_READ, search::batch));
        for (int i = 0; i < shards.count(); i++) {
            int index = i;
            all.add(parts.vertx()
                    .deployVerticle(new SwitchVerticle(
                            index,
                            parts.config().id(),
                            shards,
                            parts.bus(),
                            vertx -> actor(vertx, opened, ids(lease, index)))));
        }
        return Future.all(all).mapEmpty();
    }

    private TxIds ids(Lease lease, int shard) {
        return new TxIds(lease.nodeNo(), shard, parts.clock(), new Random(new SecureRandom().nextLong()));
    }

    private TransactionActor actor(Vertx vertx, Journal opened, TxIds ids) {
        CoreConfig core = parts.config().core();
        ActorSettings settings = new ActorSettings(
                parts.config().id(),
                ids,
                parts.keys(),
                core.flow(),
                core.maxInFlight(),
                core.stepTimeoutMs(),
                core.hostTimeoutMs());
        Ports ports = new Ports(opened, parts.bus(), new VertxTimers(vertx), parts.clock(), metrics, keeper::valid);
        return new TransactionActor(settings, ports);
    }

    boolean relayHealthy() {
        return relay.healthy();
    }

    boolean leaseValid() {
        return keeper.valid();
    }

    Future<Integer> waitingClients() {
        return shards.waitingClients();
    }

    /**
     * Writes nothing more, publishes what is left, and gives the lease back: peers take over what is still open. In
     * this order nothing is tried under a lease that has been given back.
     */
    Future<Void> stop() {
        renewalLoop.runOnContext(v -> renewals.stop());
        Future<Void> closed = journal == null ? Future.succeededFuture() : journal.close(parts.vertx());
        return closed.eventually(relay::stop).eventually(keeper::release).eventually(leasePool::close);
    }
}
