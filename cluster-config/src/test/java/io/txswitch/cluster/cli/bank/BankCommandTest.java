package io.txswitch.cluster.cli.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.cluster.cli.CommandLineTool;
import io.txswitch.cluster.control.AuditTrail;
import io.txswitch.cluster.control.ControlActions;
import io.txswitch.cluster.control.ControlConfig;
import io.txswitch.cluster.control.ControlPort;
import io.txswitch.cluster.control.InMemoryAudit;
import io.txswitch.cluster.provisioning.BankControl;
import io.txswitch.cluster.provisioning.TerminalStores;
import io.txswitch.cluster.provisioning.TestKeys;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.InMemoryBus;
import io.txswitch.core.contract.KeysExchanged;
import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.bank.BankStores;
import io.txswitch.iso8583.bank.InMemoryBankDirectory;
import io.txswitch.iso8583.bank.InMemoryLineLeases;
import io.txswitch.iso8583.bank.LineState;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.crypto.SoftwareSecurityModule;
import io.txswitch.iso8583.keys.InMemoryKeyStore;
import io.txswitch.iso8583.registry.InMemoryBatches;
import io.txswitch.iso8583.registry.InMemoryTerminalRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The command, the control port and what stands behind it, as one. */
@ExtendWith(VertxExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class BankCommandTest {
    private static final String TOKEN = "bob-has-a-token-of-his-own";
    private static final String DEFINITION = "id: bank-b\nport: 7001\n";

    private final InstantSource clock = InstantSource.system();
    private final InMemoryAudit audit = new InMemoryAudit();
    private final InMemoryBus bus = new InMemoryBus();
    private final BankStores banks =
            new BankStores(new InMemoryBankDirectory(clock), new InMemoryLineLeases(clock, 1_000));
    private final TerminalStores stores = new TerminalStores(
            new InMemoryTerminalRegistry(clock),
            new InMemoryBatches(clock),
            new InMemoryKeyStore(clock),
            new SoftwareSecurityModule(
                    new Secret(Base64.getEncoder().encodeToString(new byte[32])), new SecureRandom()));
    private HttpServer server;

    private record Said(int exit, String out, String err) {}

    @BeforeEach
    void serve(Vertx vertx) throws Exception {
        BankControl.Known known = new BankControl.Known(Set.of("bank-a"), Dialects.builtIn(), Framings.builtIn());
        ControlPort port = new ControlPort(
                new ControlConfig("127.0.0.1", 0, List.of(new ControlConfig.Person("bob", new Secret(TOKEN)))),
                new Nothing(),
                new BankControl(banks, stores, new TestKeys(false), known, bus).extensions(),
                new AuditTrail(audit, "node-1", clock));
        server = vertx.createHttpServer()
                .requestHandler(port.router(vertx))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void aBankIsAddedListedReplacedAndRemoved() {
        assertThat(run(DEFINITION, "add", "-", "--reason", "new acquirer").exit())
                .isZero();
        assertThat(run("", "list").out()).contains("bank-a", "file", "bank-b", "added");
        assertThat(run(DEFINITION, "add", "-", "--reason", "again").err()).contains("already");
        assertThat(run(DEFINITION + "connections: 2\n", "add", "-", "--replace", "--reason", "wider")
                        .out())
                .contains("bank-b replaced");
        assertThat(banks.directory().list().result().getFirst().version()).isEqualTo(2);
        assertThat(run("", "remove", "bank-b", "--reason", "gone").exit()).isZero();
        assertThat(run("", "line", "bank-b").err()).contains("no bank bank-b");
        assertThat(audit.entries())
                .extracting(entry -> entry.action())
                .contains("bank.add.done", "bank.replace.done", "bank.remove.done");
    }

    @Test
    void whatCannotBeIsRefusedWithEverythingThatIsWrong() {
        Said wrong = run("id: bank-b\nport: 70000\nsurprise: 1\n", "add", "-", "--reason", "new");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("port", "surprise");
        assertThat(run("id: bank-a\nport: 1\n", "add", "-", "--reason", "x").err())
                .contains("file");
        assertThat(run(DEFINITION, "add", "-", "--replace", "--reason", "x").err())
                .contains("no bank");
        assertThat(run("", "add", "nowhere.yaml", "--reason", "x").exit()).isEqualTo(2);
        assertThat(run(DEFINITION, "add", "-").exit()).isEqualTo(2);
        assertThat(banks.directory().list().result()).isEmpty();
    }

    @Test
    void linesAreShownNodeByNode() {
        assertThat(run("", "line", "bank-a").out()).contains("no node has a line");
        banks.directory().tell("n1", new LineState("bank-a", true, "circuit CLOSED", 3, List.of("10.1.2.3:7001 up")));

        assertThat(run("", "line", "bank-a").out()).contains("n1", "up", "3 in flight", "10.1.2.3:7001 up");
        assertThat(new JsonObject(run("", "line", "bank-a", "-o", "json").out()).getJsonArray("lines"))
                .hasSize(1);
    }

    @Test
    void aMasterKeyComesByComponentsAndIsNowhereShown() {
        String components = "11111111111111112222222222222222\n0123456789ABCDEF0011223344556677\n";

        Said loaded = run(components, "key", "bank-a", "--zmk-components", "--reason", "ceremony");

        assertThat(loaded.err()).isEmpty();
        assertThat(loaded.out()).contains("BANK/bank-a ZMK version 1, check value ");
        assertThat(run("", "key", "bank-a", "--show").out()).contains("ZMK").contains("version 1");
        assertThat(audit.entries().toString() + loaded.out()).doesNotContain("11111111111111112222222222222222");
        assertThat(run(components, "key", "bank-a", "--zmk-components").exit()).isEqualTo(2);
        assertThat(run(components, "key", "bank-a", "--zmk-components", "--kcv", "000000", "--reason", "x")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void newKeysAreAskedForOfTheNodeThatHasTheLine() {
        assertThat(run("", "key", "bank-a", "--exchange", "--reason", "new").err())
                .contains("no node has a line");
        bus.serve(Addresses.BANK_KEYS.with("bank-a"), ask -> Future.succeededFuture(new KeysExchanged(true, "[ZPK]")));

        assertThat(run("", "key", "bank-a", "--exchange", "--reason", "new").out())
                .contains("bank-a sent [ZPK]");
    }

    private Said run(String input, String... args) {
        List<String> all = new ArrayList<>(List.of("bank"));
        all.addAll(List.of(args));
        all.addAll(List.of("--control", "http://127.0.0.1:" + server.actualPort(), "--token", TOKEN));
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        ByteArrayOutputStream saidOut = new ByteArrayOutputStream();
        ByteArrayOutputStream saidErr = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.US_ASCII)));
            System.setOut(new PrintStream(saidOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(saidErr, true, StandardCharsets.UTF_8));
            int exit = CommandLineTool.run(all.toArray(String[]::new));
            return new Said(exit, saidOut.toString(StandardCharsets.UTF_8), saidErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Has no payments. */
    private static final class Nothing implements ControlActions {
        @Override
        public Future<JsonObject> show(String id, boolean messages) {
            return Future.succeededFuture(new JsonObject());
        }

        @Override
        public Future<JsonObject> find(Filter filter) {
            return Future.succeededFuture(new JsonObject());
        }

        @Override
        public Future<JsonObject> totals(LocalDate day, String by) {
            return Future.succeededFuture(new JsonObject());
        }

        @Override
        public Future<JsonObject> status() {
            return Future.succeededFuture(new JsonObject());
        }
    }
}
