package io.txswitch.api;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.WireJson;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.contract.Verdict;
import io.txswitch.core.flow.ActorSettings;
import io.txswitch.core.flow.FlowMetrics;
import io.txswitch.core.flow.FlowPolicy;
import io.txswitch.core.flow.Ports;
import io.txswitch.core.flow.Shards;
import io.txswitch.core.flow.SwitchVerticle;
import io.txswitch.core.flow.TransactionActor;
import io.txswitch.core.flow.TxIds;
import io.txswitch.core.flow.VertxTimers;
import io.txswitch.core.journal.JournalMigrations;
import io.txswitch.core.journal.MySqlConnections;
import io.txswitch.core.journal.MySqlJournal;
import io.txswitch.core.journal.MySqlPaymentSearch;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Secret;
import io.txswitch.core.reads.ReadsVerticle;
import io.txswitch.sandbox.stores.StoreAddresses;
import io.txswitch.sandbox.stores.TestStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** The core itself behind an API, on a database of its own, with a wallet that does whatever it is asked. */
final class RealCore {
    static final int READ_CONNECTIONS = 2;
    private static final String NODE = "node-1";
    private static final long EPOCH = 7;
    private static final String WALLET = "alipay";
    private static final int PATIENT_MS = 10_000;

    /** What the wallet was asked. */
    final List<HostRequest> asked = new CopyOnWriteArrayList<>();

    final Pool reads;
    private final StoresConfig.MySql database;
    private final Vertx vertx;
    private final MySqlJournal journal;
    private boolean lost;

    RealCore(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        StoreAddresses at = TestStores.get().addresses();
        this.database = new StoresConfig.MySql(
                at.mysqlHost(),
                at.mysqlPort(),
                at.mysqlUser(),
                new Secret(at.mysqlPassword()),
                TestStores.get().freshSchema("api"),
                4);
        JournalMigrations.run(database.jdbcUrl(), database.user(), database.password());
        this.reads = MySqlConnections.pool(vertx, database.withPoolSize(READ_CONNECTIONS));
        Waiting.on(reads.query("INSERT INTO node_lease VALUES('" + NODE + "',1," + EPOCH + ",UTC_TIMESTAMP(6),NULL)")
                .execute());
        MySqlJournal.Settings settings = new MySqlJournal.Settings(database, NODE, 1, 1);
        this.journal =
                Waiting.on(MySqlJournal.start(vertx, settings, WireJson.mapper(ApiNode.KEYS), () -> EPOCH, () -> {}));
        Waiting.on(around(bus)
                .compose(v -> vertx.deployVerticle(
                        new ReadsVerticle(bus, new MySqlPaymentSearch(reads, WireJson.mapper(ApiNode.KEYS)))))
                .compose(
                        v -> vertx.deployVerticle(new SwitchVerticle(0, NODE, shards, bus, here -> actor(here, bus)))));
    }

    private final Shards shards = new Shards(1);

    private TransactionActor actor(Vertx here, Bus bus) {
        TxIds ids = new TxIds(1, 0, InstantSource.system(), new Random(1));
        ActorSettings settings =
                new ActorSettings(NODE, ids, ApiNode.KEYS, FlowPolicy.DEFAULT, 1_000, PATIENT_MS, PATIENT_MS);
        FlowMetrics metrics = new FlowMetrics(new SimpleMeterRegistry(), System::nanoTime);
        return new TransactionActor(
                settings, new Ports(journal, bus, new VertxTimers(here), InstantSource.system(), metrics, () -> true));
    }

    private Future<Void> around(Bus bus) {
        return bus.serve(Addresses.RISK_ASSESS, question -> Future.succeededFuture(Verdict.pass("none")))
                .compose(v -> bus.serve(
                        Addresses.ROUTE_FIND,
                        question -> Future.succeededFuture(
                                question.excludedHosts().isEmpty()
                                        ? new RouteChoice(WALLET, "only")
                                        : RouteChoice.none("only"))))
                .compose(v -> bus.serve(Addresses.HOST_CALL.with(WALLET), request -> {
                    asked.add(request);
                    return Future.succeededFuture(HostAnswer.of(
                            request.operation() == HostRequest.Operation.REVERSE
                                    ? HostAnswer.Result.REVERSED
                                    : HostAnswer.Result.APPROVED,
                            HostFacts.NONE));
                }));
    }

    /** What one SQL number is, by connections that are nobody else's. */
    long number(String sql) {
        Pool own = MySqlConnections.pool(vertx, database.withPoolSize(1));
        long found = Waiting.on(own.query(sql).execute()).iterator().next().getLong(0);
        Waiting.on(own.close());
        return found;
    }

    /** The flow has lost its database; the reads have not. */
    void loseJournal() {
        Waiting.on(journal.close(vertx));
        lost = true;
    }

    void close() {
        if (!lost) {
            loseJournal();
        }
        Waiting.on(reads.close());
    }
}
