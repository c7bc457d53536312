package io.txswitch.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.cluster.cli.CommandLineTool;
import io.txswitch.sandbox.books.BookComparer;
import io.txswitch.sandbox.demo.World;
import io.txswitch.sandbox.process.FreePorts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A terminal is added, keyed and certified against a real node, by the commands that an integrator types. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(Resources.SYSTEM_OUT)
final class CertifyTest {
    private static final String COMPONENTS = "0".repeat(32) + "\n0123456789ABCDEFFEDCBA9876543210\n";

    private TestSwitch running;
    private int keyedPort;

    @BeforeAll
    void start() {
        keyedPort = FreePorts.reserve();
        running = TestSwitch.start(
                "certify",
                1,
                (config, ports) -> config.getJsonObject("terminal")
                        .put(
                                "families",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("name", "unionpay")
                                                .put("dialect", "unionpay-pos")
                                                .put("framing", "unionpay-pos")
                                                .put("keys", "unionpay-003")
                                                .put("pin", "pass-on")))
                        .put(
                                "listeners",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("family", "unionpay")
                                                .put("port", keyedPort))));
    }

    @AfterAll
    void stop() {
        running.close();
        FreePorts.release(keyedPort);
    }

    private record Said(int exit, String out, String err) {}

    private static Said run(String input, List<String> args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        ByteArrayOutputStream saidOut = new ByteArrayOutputStream();
        ByteArrayOutputStream saidErr = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.US_ASCII)));
            System.setOut(new PrintStream(saidOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(saidErr, true, StandardCharsets.UTF_8));
            int exit = CommandLineTool.run(args.toArray(String[]::new));
            return new Said(exit, saidOut.toString(StandardCharsets.UTF_8), saidErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Said terminal(String input, String... args) {
        List<String> all = new ArrayList<>(List.of("terminal"));
        all.addAll(List.of(args));
        all.addAll(List.of(
                "--control",
                running.node(0).controlUrl(),
                "--token",
                running.shared().token()));
        return run(input, all);
    }

    private static void passes(Said certified) {
        JsonObject report = new JsonObject(certified.out());
        List<String> failed = report.getJsonArray("cases").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("verdict").equals("fail"))
                .map(each -> each.getString("name") + ": " + each.getString("detail"))
                .toList();
        assertThat(failed).isEmpty();
        assertThat(certified.exit()).isZero();
    }

    private void theBooksAgree() {
        BookComparer.Result books = running.booksAtRest();
        assertThat(books.differences()).isEmpty();
        assertThat(running.errors(0)).isEmpty();
    }

    @Test
    void aTerminalWithKeysPassesEveryCase() {
        assertThat(terminal("", "add", "U0000001", "--merchant", World.MERCHANT_ID, "--family", "unionpay")
                        .exit())
                .isZero();
        Said keyed = terminal(COMPONENTS, "key", "U0000001", "--tmk-components", "--reason", "certification");
        assertThat(keyed.out()).as(keyed.err()).contains("08D7B4");
        passes(run(
                "",
                List.of(
                        "certify",
                        "--terminal",
                        "U0000001",
                        "--port",
                        Integer.toString(keyedPort),
                        "--merchant",
                        World.MERCHANT_ID,
                        "--dialect",
                        "unionpay-pos",
                        "-o",
                        "json")));
        theBooksAgree();
    }

    @Test
    void aPlainTerminalPassesEveryCaseThatIsForIt() {
        passes(run(
                "",
                List.of(
                        "certify",
                        "--terminal",
                        "T9100001",
                        "--port",
                        Integer.toString(running.node(0).ports().terminal()),
                        "--merchant",
                        World.MERCHANT_ID,
                        "-o",
                        "json")));
        theBooksAgree();
    }

    @Test
    void anotherMasterKeyAndABlockFailAndSaySo(@TempDir Path directory) throws Exception {
        Path key = Files.writeString(directory.resolve("tmk"), "11112222333344445555666677778888");
        terminal("", "add", "U0000002", "--merchant", World.MERCHANT_ID, "--family", "unionpay");
        terminal(COMPONENTS, "key", "U0000002", "--tmk-components", "--reason", "certification");
        List<String> certify = List.of(
                "certify",
                "--terminal",
                "U0000002",
                "--port",
                Integer.toString(keyedPort),
                "--merchant",
                World.MERCHANT_ID,
                "--dialect",
                "unionpay-pos",
                "--tmk-file",
                key.toString(),
                "--only",
                "echo");
        Said wrongKey = run("", certify);
        assertThat(wrongKey.exit()).isEqualTo(1);
        assertThat(wrongKey.out())
                .contains("FAIL sign-in")
                .contains("another master key")
                .contains("PASS echo");
        terminal("", "block", "U0000002", "--reason", "lost");
        assertThat(run("", certify).out()).contains("answered 0810 58");
    }
}
