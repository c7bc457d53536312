package io.txswitch.iso8583.bank;

import static io.txswitch.iso8583.TestWorld.await;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostHealth;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.HostFacts;
import io.txswitch.iso8583.TestWorld;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The core's side of a line under test: asks, and hears what it is told. */
final class TestLine {
    static final String ID = "bank-a";

    final Vertx vertx;
    final VertxBus bus;
    final BankPorts ports;
    final Queue<ReportHostFact> facts = new ConcurrentLinkedQueue<>();
    final Queue<HostHealth> health = new ConcurrentLinkedQueue<>();

    TestLine(Vertx vertx) {
        this.vertx = vertx;
        this.bus = new VertxBus(vertx, TestWorld.KEYS);
        this.ports = TestBanks.ports("n1", bus);
        await(bus.serve(Addresses.HOST_FACT, fact -> {
            facts.add(fact);
            return Future.succeededFuture(FactReceipt.TAKEN);
        }));
        await(bus.listen(Addresses.HOST_HEALTH, health::add));
    }

    /** Deploys a line and waits for nothing. */
    void deploy(BankConfig config) {
        await(vertx.deployVerticle(new BankLineVerticle(config, ports)));
    }

    /** Deploys a line and waits until it would send. */
    TestLine up(BankConfig config) {
        deploy(config);
        awaitUp();
        return this;
    }

    void awaitUp() {
        health.clear();
        // A bank that was not read has its whole backlog to work off before it answers a sign-on.
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::isUp);
    }

    void awaitDown() {
        health.clear();
        Awaitility.await().until(() -> !health.isEmpty() && !isUp());
    }

    boolean isUp() {
        List<HostHealth> all = List.copyOf(health);
        return !all.isEmpty() && all.getLast().up();
    }

    HostAnswer call(HostRequest request) {
        return await(ask(request));
    }

    Future<HostAnswer> ask(HostRequest request) {
        return bus.request(Addresses.HOST_CALL.with(ID), request, 10_000);
    }

    double counted(String counter) {
        return ports.meters().get("txswitch_bank_" + counter).counter().count();
    }

    static HostRequest charge(long amountMinor) {
        return charge(amountMinor, TestWorld.card());
    }

    static HostRequest charge(long amountMinor, CardData card) {
        return request(Operation.CHARGE, amountMinor, card);
    }

    private static HostRequest request(Operation operation, long amountMinor, @Nullable CardData card) {
        return new HostRequest(
                operation,
                ID,
                TestWorld.header(TestWorld.nextId(), amountMinor, TestWorld.card()),
                card,
                HostFacts.NONE,
                null,
                0,
                10_000);
    }

    /** As after a crash: no card in memory, and nothing known of the bank. */
    static HostRequest reversal(HostRequest sale, int attempt) {
        return new HostRequest(Operation.REVERSE, ID, sale.header(), null, HostFacts.NONE, null, attempt, 10_000);
    }
}
