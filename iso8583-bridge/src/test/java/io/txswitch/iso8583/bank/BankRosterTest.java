package io.txswitch.iso8583.bank;

import static io.txswitch.iso8583.TestWorld.await;
import static io.txswitch.iso8583.bank.TestLine.charge;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.sandbox.bank.BankOptions;
import io.txswitch.sandbox.bank.BankSimulator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Banks that come and go while nodes run, and the one line that there may be of some. */
@ExtendWith(VertxExtension.class)
class BankRosterTest {
    private static final long TTL_MS = 600;

    @TempDir
    Path dir;

    private final Vertx vertx = Vertx.vertx();
    private final Vertx otherVertx = Vertx.vertx();
    private final InstantSource clock = InstantSource.system();
    private final BankDirectory directory = new InMemoryBankDirectory(clock);
    private final Leases leases = new Leases(new InMemoryLineLeases(clock, TTL_MS));

    @AfterEach
    void stop() {
        await(vertx.close());
        await(otherVertx.close());
    }

    private static BankRosterVerticle roster(TestLine line, String node, BankStores stores, BankConfig... banks) {
        BankPorts ports = TestBanks.ports(node, line.bus);
        return new BankRosterVerticle(List.of(banks), ports, stores, Dialects.builtIn(), Framings.builtIn());
    }

    @Test
    void aBankThatIsAddedIsServedChangedAndTakenAwayWithoutARestart() {
        TestLine line = new TestLine(vertx);
        FakeBank first = FakeBank.start(vertx);
        FakeBank second = FakeBank.start(vertx);
        await(vertx.deployVerticle(roster(line, "n1", new BankStores(directory, leases))));

        await(directory.add("bank-a", "{\"id\": \"bank-a\", \"port\": " + first.port() + "}"));
        Awaitility.await().until(() -> ask(line) == Result.APPROVED);
        assertThat(first.heard("0200")).isPositive();

        await(directory.replace("bank-a", "id: bank-a\nport: 70000\n"));
        await(directory.add("bank-b", "nonsense"));
        assertThat(ask(line)).isEqualTo(Result.APPROVED);

        await(directory.replace("bank-a", "id: bank-a\nport: " + second.port() + "\n"));
        Awaitility.await().until(() -> ask(line) == Result.APPROVED && second.heard("0200") > 0);
        Awaitility.await()
                .until(() -> await(directory.told("bank-a")).stream()
                        .anyMatch(
                                told -> told.node().equals("n1") && told.state().up()));

        await(directory.remove("bank-a"));
        Awaitility.await().until(() -> isNobodys(line));
        Awaitility.await().until(() -> second.lines.isEmpty());
    }

    @Test
    void aBankOfTheNodesFileIsNotReplacedFromOutside() {
        TestLine line = new TestLine(vertx);
        FakeBank own = FakeBank.start(vertx);
        FakeBank other = FakeBank.start(vertx);
        await(directory.add("bank-a", "id: bank-a\nport: " + other.port() + "\n"));
        await(vertx.deployVerticle(
                roster(line, "n1", new BankStores(directory, leases), TestBanks.config("bank-a", own.port(), ""))));

        Awaitility.await().until(() -> ask(line) == Result.APPROVED);
        assertThat(own.heard("0200")).isPositive();
        assertThat(other.heard).isEmpty();
    }

    @Test
    void theOneLineOfABankIsTakenOverWhenItsNodeDies() {
        BankSimulator bank = await(BankSimulator.start(
                vertx, BankOptions.of("bank-a", dir.resolve("book.jsonl")).withSingleConnection()));
        BankConfig config = TestBanks.config("bank-a", bank.port(), "single-connection: true\n");
        BankStores stores = new BankStores(directory, leases);
        TestLine dying = new TestLine(otherVertx);
        TestLine surviving = new TestLine(vertx);
        await(otherVertx.deployVerticle(roster(dying, "n1", stores, config)));
        Awaitility.await().until(() -> ask(dying) == Result.APPROVED);
        await(vertx.deployVerticle(roster(surviving, "n2", stores, config)));
        assertThat(isNobodys(surviving)).isTrue();
        assertThat(bank.connections()).isEqualTo(1);

        leases.nodeIsDead = "n1";
        await(otherVertx.close());

        Awaitility.await().until(() -> ask(surviving) == Result.APPROVED);
        assertThat(bank.connections()).isEqualTo(1);
    }

    @Test
    void aNodeThatCannotRenewItsLeaseLetsTheLineGoBeforeAnotherMayHaveIt() {
        BankSimulator bank = await(BankSimulator.start(
                vertx, BankOptions.of("bank-a", dir.resolve("book.jsonl")).withSingleConnection()));
        BankConfig config = TestBanks.config("bank-a", bank.port(), "single-connection: true\n");
        TestLine line = new TestLine(vertx);
        await(vertx.deployVerticle(roster(line, "n1", new BankStores(directory, leases), config)));
        Awaitility.await().until(() -> ask(line) == Result.APPROVED);

        leases.nodeIsDead = "n1";
        Awaitility.await().until(() -> isNobodys(line) && bank.connections() == 0);

        leases.nodeIsDead = "";
        Awaitility.await().until(() -> ask(line) == Result.APPROVED);
    }

    @Test
    void aNodeThatLeavesGivesTheLineBackAtOnce() {
        FakeBank bank = FakeBank.start(vertx);
        BankConfig config = TestBanks.config("bank-a", bank.port(), "single-connection: true\n");
        LineLeases longOnes = new InMemoryLineLeases(clock, 3_600_000);
        TestLine leaving = new TestLine(otherVertx);
        await(otherVertx.deployVerticle(roster(leaving, "n1", new BankStores(directory, longOnes), config)));
        Awaitility.await().until(() -> ask(leaving) == Result.APPROVED);

        await(otherVertx.close());

        assertThat(await(longOnes.take("bank-a", "n2"))).isPresent();
    }

    private static Result ask(TestLine line) {
        return line.ask(charge(1_000))
                .map(answer -> answer.result())
                .otherwise(Result.NOT_FOUND)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** No line of this node serves the bank. */
    private static boolean isNobodys(TestLine line) {
        return ask(line) == Result.NOT_FOUND;
    }

    /** A store that one node does not reach. */
    private static final class Leases implements LineLeases {
        private final LineLeases all;
        private volatile String nodeIsDead = "";

        Leases(LineLeases all) {
            this.all = all;
        }

        @Override
        public long ttlMs() {
            return all.ttlMs();
        }

        @Override
        public Future<Optional<Held>> take(String bankId, String node) {
            return node.equals(nodeIsDead) ? Future.failedFuture("unreachable") : all.take(bankId, node);
        }

        @Override
        public Future<Boolean> renew(Held held) {
            return held.node().equals(nodeIsDead) ? Future.failedFuture("unreachable") : all.renew(held);
        }

        @Override
        public Future<Void> release(Held held) {
            return held.node().equals(nodeIsDead) ? Future.failedFuture("unreachable") : all.release(held);
        }
    }
}
