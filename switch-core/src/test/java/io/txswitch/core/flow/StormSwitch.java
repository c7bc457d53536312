package io.txswitch.core.flow;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.agreement.DeductProducts;
import io.txswitch.core.agreement.InMemoryAgreements;
import io.txswitch.core.agreement.RenewalConfig;
import io.txswitch.core.agreement.Renewals;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.InMemoryBus;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.Product;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.contract.Verdict;
import io.txswitch.core.journal.InMemoryJournal;
import io.txswitch.core.journal.InMemoryJournal.Fate;
import io.txswitch.core.journal.InMemoryStore;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One node at a time in one thread, under a seed: it is killed and comes back, and its journal has bad moments. */
final class StormSwitch {
    private static final int NEWS_RETRY_MS = 5_000;
    private static final RenewalConfig RENEWAL = new RenewalConfig(true, 20_000, 10, 5_000, 3, 30_000, 60_000);

    final InMemoryTimers time = new InMemoryTimers(Instant.parse("2026-03-01T10:00:00Z"));
    final InMemoryStore store = new InMemoryStore();
    final StormWallet wallet;
    private final Random random;
    private final InMemoryBus bus = new InMemoryBus();
    private boolean[] alive = {true};
    private boolean calm;
    private int incarnation;
    TransactionActor actor;

    StormSwitch(long seed) {
        this.random = new Random(seed);
        this.wallet = new StormWallet(time, random);
        wallet.tell(this::hear);
        bus.serve(Addresses.RISK_ASSESS, asked -> Future.succeededFuture(Verdict.pass("storm")));
        bus.serve(
                Addresses.ROUTE_FIND,
                asked -> Future.succeededFuture(
                        asked.excludedHosts().isEmpty()
                                ? new RouteChoice(FlowWorld.WALLET, "storm")
                                : RouteChoice.none("storm")));
        bus.serve(Addresses.HOST_CALL.with(FlowWorld.WALLET), wallet::call);
        bus.serve(Addresses.PAYMENT_SUBMIT, command -> actor.submit(command));
        bus.serve(Addresses.PAYMENT_READ, query -> actor.read(query));
        this.actor = start();
    }

    /** A kill: what was in memory is gone, and a new process finds the journal. */
    void crash() {
        alive[0] = false;
        actor = start();
        actor.recover(id -> true);
    }

    private TransactionActor start() {
        boolean[] mine = {true};
        alive = mine;
        InMemoryJournal journal = new InMemoryJournal(
                store, incarnation++, step -> time.arm(random.nextInt(3), step), this::fate, () -> mine[0]);
        ActorSettings settings = new ActorSettings(
                "node-1",
                new TxIds(incarnation, 0, time, random),
                FlowWorld.KEYS,
                new FlowPolicy(1_000, 60_000, 300_000, 5, 60_000),
                1_000,
                1_000,
                5_000);
        FlowMetrics metrics = new FlowMetrics(new SimpleMeterRegistry(), () -> 0L);
        new Renewals(
                        "node-1",
                        RENEWAL,
                        new DeductProducts(Product.readAll(ConfigFile.parse("a: 1\n", Map.of()))),
                        new Renewals.World(
                                new InMemoryAgreements(store, () -> List.of("node-1"), time),
                                bus,
                                time,
                                metrics,
                                () -> mine[0]))
                .start();
        return new TransactionActor(settings, new Ports(journal, bus, time, time, metrics, () -> mine[0]));
    }

    private Fate fate() {
        return calm || random.nextInt(10) > 0 ? Fate.COMMITTED : Fate.values()[random.nextInt(Fate.values().length)];
    }

    /** A wallet says it until it is taken. */
    private void hear(TxId id, HostAnswer told) {
        actor.reported(new ReportHostFact(FlowWorld.WALLET, id, told, "app", "mch", "n"))
                .onSuccess(receipt -> {
                    if (receipt == FactReceipt.TRY_AGAIN) {
                        time.arm(NEWS_RETRY_MS, () -> hear(id, told));
                    }
                });
    }

    /** Lets everything come to rest, taking up again what a crash left; a day has not passed by then. */
    void settle() {
        time.advance(3_600_000);
        calm = true;
        actor.recover(id -> true);
        time.advance(3_600_000);
    }
}
