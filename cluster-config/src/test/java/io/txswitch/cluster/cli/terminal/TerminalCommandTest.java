package io.txswitch.cluster.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.cluster.cli.CommandLineTool;
import io.txswitch.cluster.control.Audit;
import io.txswitch.cluster.control.AuditTrail;
import io.txswitch.cluster.control.ControlActions;
import io.txswitch.cluster.control.ControlConfig;
import io.txswitch.cluster.control.ControlPort;
import io.txswitch.cluster.control.InMemoryAudit;
import io.txswitch.cluster.provisioning.KeyControl;
import io.txswitch.cluster.provisioning.TerminalControl;
import io.txswitch.cluster.provisioning.TerminalStores;
import io.txswitch.cluster.provisioning.TestKeys;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.InMemoryBus;
import io.txswitch.core.config.Problems;
import io.txswitch.core.config.Section;
import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.crypto.KeyAlgorithm;
import io.txswitch.iso8583.crypto.KeyScheme;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.SoftwareSecurityModule;
import io.txswitch.iso8583.crypto.WrappedKey;
import io.txswitch.iso8583.keys.InMemoryKeyStore;
import io.txswitch.iso8583.keys.KeyOwner;
import io.txswitch.iso8583.registry.Families;
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
import java.util.HexFormat;
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
class TerminalCommandTest {
    private static final String TOKEN = "alice-has-a-token-of-her-own";
    private static final String ONE = "11111111111111112222222222222222";
    private static final String TWO = "0123456789ABCDEF0011223344556677";
    private static final String FAMILIES = """
            {"families":[{"name":"unionpay","keys":"unionpay-003"},{"name":"p400","keys":"dukpt"},{"name":"plain"}],
             "profiles":[{"match":"P*","merchant":"M1","family":"unionpay"},{"match":"Q*","family":"unionpay"}]}""";

    private final InMemoryAudit audit = new InMemoryAudit();
    private final InMemoryBus bus = new InMemoryBus();
    private final List<String> told = new ArrayList<>();
    private final SoftwareSecurityModule module = new SoftwareSecurityModule(
            new Secret(Base64.getEncoder().encodeToString(new byte[32])), new SecureRandom());
    private final TerminalStores stores = new TerminalStores(
            new InMemoryTerminalRegistry(InstantSource.system()),
            new InMemoryBatches(InstantSource.system()),
            new InMemoryKeyStore(InstantSource.system()),
            module);
    private HttpServer server;

    private record Said(int exit, String out, String err) {}

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

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        bus.listen(Addresses.TERMINAL_CHANGED, changed -> told.add(changed.terminalId()));
        serve(vertx, new TestKeys(false));
    }

    private void serve(Vertx vertx, TestKeys testKeys) throws Exception {
        Families families = Families.read(
                Section.root(new ObjectMapper().readTree(FAMILIES), new Problems()),
                Dialects.builtIn(),
                Framings.builtIn(),
                Dialects.iso87Binary(),
                Framings.nac());
        ControlPort port = new ControlPort(
                new ControlConfig("127.0.0.1", 0, List.of(new ControlConfig.Person("alice", new Secret(TOKEN)))),
                new Nothing(),
                new TerminalControl(stores, families, Set.of("M1"), bus, InstantSource.system())
                        .extensions()
                        .and(new KeyControl(stores, families, testKeys, bus).extensions()),
                new AuditTrail(audit, "node-1", InstantSource.system()));
        server = vertx.createHttpServer()
                .requestHandler(port.router(vertx))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private Said run(String input, String... args) {
        List<String> all = new ArrayList<>(List.of("terminal"));
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

    private Said run(String command) {
        return run("", command.split(" "));
    }

    private void addT1() {
        assertThat(run("add T1 --merchant M1 --family unionpay").exit()).isZero();
    }

    private WrappedKey imported(KeyType type, String... components) {
        return module.importClear(
                        type,
                        KeyAlgorithm.TDES2,
                        List.of(components).stream()
                                .map(HexFormat.of()::parseHex)
                                .toList())
                .result();
    }

    @Test
    void aTerminalIsAddedShownBlockedAndFreed() {
        addT1();
        assertThat(run("list").out())
                .contains("T1")
                .contains("M1")
                .contains("unionpay")
                .contains("ACTIVE");
        Said blocked = run("", "block", "T1", "--reason", "stolen from the counter");
        assertThat(blocked.exit()).isZero();
        assertThat(blocked.out()).contains("BLOCKED").contains("stolen from the counter");
        assertThat(new JsonObject(run("show T1 -o json").out()).getString("status"))
                .isEqualTo("BLOCKED");
        assertThat(run("unblock T1").out()).contains("ACTIVE");
        assertThat(told).containsExactly("T1", "T1", "T1");
        assertThat(audit.entries())
                .extracting(Audit.Entry::action)
                .containsExactly(
                        "terminal.add",
                        "terminal.add.done",
                        "terminal.list",
                        "terminal.block",
                        "terminal.block.done",
                        "terminal.show",
                        "terminal.unblock",
                        "terminal.unblock.done");
        Audit.Entry done = audit.entries().get(4);
        assertThat(new JsonObject(done.before()).getString("status")).isEqualTo("ACTIVE");
        assertThat(new JsonObject(done.after()).getString("status")).isEqualTo("BLOCKED");
    }

    @Test
    void pagesAreFollowedByTheLastId() {
        for (String id : List.of("T3", "T1", "T2")) {
            run("add " + id + " --merchant M1");
        }
        JsonObject first = new JsonObject(run("list --limit 2 -o json").out());
        assertThat(first.getJsonArray("terminals")).hasSize(2);
        assertThat(first.getString("next")).isEqualTo("T2");
        assertThat(run("list --limit 2 --after T2").out()).contains("T3").doesNotContain("more:");
    }

    @Test
    void whatCannotBeIsRefusedWithWordsAndAnExitCode() {
        addT1();
        assertThat(run("add T1 --merchant M1"))
                .matches(said -> said.exit() == 1 && said.err().contains("already"));
        assertThat(run("add T2 --merchant M7"))
                .matches(said -> said.exit() == 2 && said.err().contains("M7"));
        assertThat(run("add T2 --merchant M1 --family x").exit()).isEqualTo(2);
        assertThat(run("add T'2 --merchant M1").exit()).isEqualTo(2);
        assertThat(run("block T1").exit()).isEqualTo(2);
        assertThat(run("block NOBODY --reason x").exit()).isEqualTo(1);
        assertThat(run("show NOBODY").exit()).isEqualTo(1);
        assertThat(run("key T1 --tmk-components").exit()).isEqualTo(2);
        assertThat(run("key T1").exit()).isEqualTo(2);
        assertThat(run("key --bdk --reason x").exit()).isEqualTo(2);
        assertThat(run("key T1 --family p400 --show").exit()).isEqualTo(2);
        assertThat(run("list --limit 0").exit()).isEqualTo(2);
    }

    @Test
    void aTerminalThatAProfileKnowsIsBlockedWithARowOfItsOwn() {
        assertThat(run("show P1").out()).contains("matched by a profile");
        assertThat(run("block P1 --reason lost").out()).contains("BLOCKED");
        assertThat(run("list").out()).contains("P1");
        assertThat(run("block Q1 --reason lost"))
                .matches(said -> said.exit() == 1 && said.err().contains("merchant"));
    }

    @Test
    void componentsBecomeAKeyAndOnlyItsCheckValueIsSeen() {
        addT1();
        WrappedKey expected = imported(KeyType.TMK, ONE, TWO);
        Said kept = run(ONE + "\n" + TWO + "\n", "key", "T1", "--tmk-components", "--reason", "new terminal");
        assertThat(kept.exit()).as(kept.err()).isZero();
        assertThat(kept.out()).contains("TERMINAL/T1 TMK version 1").contains(expected.kcv());
        assertThat(run("key T1 --show").out()).contains("TMK").contains(expected.kcv());
        assertThat(run("show T1").out()).contains(expected.kcv());
        assertThat(stores.keys().current(KeyOwner.terminal("T1"), KeyType.TMK).result())
                .isPresent();
        assertThat(told).endsWith("T1");
        String all = kept.out() + kept.err() + audit.entries();
        assertThat(all).doesNotContainIgnoringCase(ONE).doesNotContainIgnoringCase(TWO);
        assertThat(all)
                .doesNotContain(stores.keys()
                        .current(KeyOwner.terminal("T1"), KeyType.TMK)
                        .result()
                        .orElseThrow()
                        .key()
                        .wrapped());
    }

    @Test
    void aSecondKeyIsAnotherVersionAndTheAuditSaysWhichWasBefore() {
        addT1();
        run(ONE + "\n" + TWO + "\n", "key", "T1", "--tmk-components", "--reason", "first");
        run(ONE + "\n" + TWO.replace('7', '8') + "\n", "key", "T1", "--tmk-components", "--reason", "second");
        Audit.Entry last = audit.entries().getLast();
        assertThat(last.action()).isEqualTo("terminal.key.done");
        assertThat(last.before()).contains(imported(KeyType.TMK, ONE, TWO).kcv());
        assertThat(new JsonObject(last.after()).getInteger("version")).isEqualTo(2);
    }

    @Test
    void badComponentsAreRefusedWithoutBeingQuoted() {
        addT1();
        for (String input : List.of(
                ONE + "\n",
                ONE + "\n" + ONE + "\n",
                ONE + "\n" + TWO.substring(2) + "\n",
                ONE + "\nXY" + TWO.substring(2) + "\n",
                ONE + "\n" + TWO + "\n" + ONE + "\n" + TWO + "\n",
                "x".repeat(500) + "\n")) {
            Said said = run(input, "key", "T1", "--tmk-components", "--reason", "x");
            assertThat(said.exit()).as(input).isEqualTo(2);
            assertThat(said.err() + audit.entries()).doesNotContain(ONE).doesNotContain(TWO.substring(2));
        }
        assertThat(run("key T1 --show").out()).contains("no keys");
    }

    @Test
    void aKeyWithAnotherCheckValueIsNotKept() {
        addT1();
        Said said = run(ONE + "\n" + TWO + "\n", "key", "T1", "--tmk-components", "--reason", "x", "--kcv", "123456");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("the check value is");
        assertThat(run("key T1 --show").out()).contains("no keys");
    }

    @Test
    void aCryptogramComesInUnderTheTransportKeyOfTheFamily() {
        addT1();
        WrappedKey transport = imported(KeyType.ZMK, ONE, TWO);
        WrappedKey tmk = imported(KeyType.TMK, TWO);
        String ecb = HexFormat.of()
                .formatHex(module.exportUnder(transport, tmk, KeyScheme.ECB).result());
        assertThat(run("key T1 --reason x --cryptogram " + ecb))
                .matches(said -> said.exit() == 1 && said.err().contains("no transport key"));
        assertThat(run(ONE + "\n" + TWO, "key", "--family", "unionpay", "--transport", "--reason", "facility")
                        .exit())
                .isZero();
        Said kept = run("key T1 --reason injected --cryptogram " + ecb + " --kcv " + tmk.kcv());
        assertThat(kept.exit()).as(kept.err()).isZero();
        assertThat(kept.out()).contains(tmk.kcv());
        String block =
                new String(module.exportUnder(transport, tmk, KeyScheme.TR31).result(), StandardCharsets.US_ASCII);
        assertThat(run("key T1 --reason injected --tr31 " + block).out()).contains("version 2");
        assertThat(run("key T1 --reason x --tr31 B0000000").exit()).isEqualTo(2);
        assertThat(audit.entries().toString()).doesNotContainIgnoringCase(ecb).doesNotContain(block);
    }

    @Test
    void aFamilyThatDerivesItsKeysHasABaseKeyAndItsTerminalsHaveNone() {
        run("add D1 --merchant M1 --family p400");
        assertThat(run(ONE + "\n" + TWO, "key", "--family", "p400", "--bdk", "--reason", "ceremony")
                        .out())
                .contains("FAMILY/p400 BDK version 1");
        assertThat(run("key --family p400 --show").out()).contains("BDK");
        assertThat(run(ONE + "\n" + TWO, "key", "D1", "--tmk-components", "--reason", "x")
                        .exit())
                .isEqualTo(2);
        assertThat(run(ONE + "\n" + TWO, "key", "--family", "unionpay", "--bdk", "--reason", "x")
                        .exit())
                .isEqualTo(2);
        assertThat(run("key --family nobody --show").exit()).isEqualTo(1);
    }

    @Test
    void aPublishedKeyIsTakenInTheSandboxOnly(Vertx vertx) throws Exception {
        addT1();
        String published = "0".repeat(32) + "\n0123456789ABCDEFFEDCBA9876543210\n";
        Said refused = run(published, "key", "T1", "--tmk-components", "--reason", "x");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("sandbox only");
        serve(vertx, new TestKeys(true));
        assertThat(run(published, "key", "T1", "--tmk-components", "--reason", "x")
                        .exit())
                .isZero();
    }
}
