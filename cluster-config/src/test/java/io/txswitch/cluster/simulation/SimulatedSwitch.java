package io.txswitch.cluster.simulation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.InMemoryBus;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Section;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.flow.ActorSettings;
import io.txswitch.core.flow.FlowMetrics;
import io.txswitch.core.flow.FlowPolicy;
import io.txswitch.core.flow.InMemoryTimers;
import io.txswitch.core.flow.Ports;
import io.txswitch.core.flow.TransactionActor;
import io.txswitch.core.flow.TxIds;
import io.txswitch.core.journal.InMemoryJournal;
import io.txswitch.core.journal.InMemoryJournal.Fate;
import io.txswitch.core.journal.InMemoryStore;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Pan;
import io.txswitch.core.model.Secret;
import io.txswitch.risk.InMemoryVelocity;
import io.txswitch.risk.RiskActor;
import io.txswitch.risk.RiskConfig;
import io.txswitch.router.RouterActor;
import io.txswitch.router.RouterConfig;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One node of the switch in one thread: the real flow, risk and routing, a journal and a bus in memory, virtual time.
 */
final class SimulatedSwitch {
    static final long ANSWER_WITHIN_MS = 10_000;
    static final long MAX_AMOUNT_MINOR = 500_000;
    private static final long SETTLE_MS = 3_600_000;
    private static final KeyRing KEYS =
            KeyRing.of(new Secret(Base64.getEncoder().encodeToString(new byte[32])));

    final InMemoryTimers time = new InMemoryTimers(Instant.parse("2026-03-01T10:00:00Z"));
    final InMemoryStore store = new InMemoryStore();
    final SimulatedBank bank;
    private final Random random;
    private final InMemoryBus bus = new InMemoryBus();
    private final boolean faults;
    private TransactionActor actor;
    private boolean[] alive = {true};
    private int incarnation;

    SimulatedSwitch(long seed, boolean faults) {
        this.random = new Random(seed);
        this.faults = faults;
        this.bank = new SimulatedBank(time, random);
        Section config = ConfigFile.parse(
                "risk: {max-amount-minor: " + MAX_AMOUNT_MINOR + "}\nroutes: [{product: card, hosts: [bank-a]}]\n",
                Map.of());
        RiskActor risk = new RiskActor(RiskConfig.read(config), new InMemoryVelocity(time));
        RouterActor router = new RouterActor(RouterConfig.read(config), time);
        bus.serve(Addresses.RISK_ASSESS, risk::assess);
        bus.serve(Addresses.ROUTE_FIND, asked -> Future.succeededFuture(router.find(asked)));
        bus.serve(Addresses.HOST_CALL.with("bank-a"), bank::call);
        this.actor = start();
    }

    private TransactionActor start() {
        boolean[] mine = {true};
        alive = mine;
        InMemoryJournal journal = new InMemoryJournal(
                store, incarnation++, step -> time.arm(random.nextInt(3), step), this::fate, () -> mine[0]);
        ActorSettings settings = new ActorSettings(
                "node-1",
                new TxIds(incarnation, 0, time, random),
                KEYS,
                new FlowPolicy(1_000, 60_000, 300_000, 5, 60_000),
                1_000,
                1_000,
                5_000);
        return new TransactionActor(
                settings,
                new Ports(
                        journal, bus, time, time, new FlowMetrics(new SimpleMeterRegistry(), () -> 0L), () -> mine[0]));
    }

    private Fate fate() {
        if (!faults || random.nextInt(10) > 0) {
            return Fate.COMMITTED;
        }
        return Fate.values()[random.nextInt(Fate.values().length)];
    }

    /** A kill: what was in memory is gone, and a new process finds the journal. */
    void crash() {
        alive[0] = false;
        actor = start();
        actor.recover(id -> true);
    }

    Future<Outcome> sale(int trace, long amountMinor) {
        return begin(Kind.SALE, trace, amountMinor, null);
    }

    /** What follows an earlier trace. */
    Future<Outcome> follow(Kind kind, int trace, int original, long amountMinor) {
        return begin(kind, trace, amountMinor, key(original));
    }

    Future<Outcome> begin(Kind kind, int trace, long amountMinor, @Nullable String originalKey) {
        CardData card = new CardData(new Pan("4111111111111111"), "3012", "021", null, new Secret("track"), null, null);
        return actor.submit(new SubmitPayment(
                kind,
                key(trace),
                "f" + amountMinor,
                "M1",
                "T0000001",
                "card",
                Money.cny(amountMinor),
                card,
                null,
                "%06d".formatted(trace),
                "0301100000",
                null,
                null,
                null,
                ANSWER_WITHIN_MS,
                originalKey,
                null,
                null));
    }

    Future<Outcome> reversal(int trace) {
        return actor.reverse(new ReversePayment(key(trace), "M1", "T0000001", null, "%06d".formatted(trace)));
    }

    private static String key(int trace) {
        return "t:T0000001:0301:" + trace;
    }

    /** Lets everything come to rest, taking up again what a crash left. */
    void settle() {
        time.advance(SETTLE_MS);
        actor.recover(id -> true);
        time.advance(SETTLE_MS);
    }
}
