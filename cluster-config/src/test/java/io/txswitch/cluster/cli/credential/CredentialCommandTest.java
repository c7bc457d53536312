package io.txswitch.cluster.cli.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.channel.credentials.CredentialAccess;
import io.txswitch.channel.credentials.CredentialVault;
import io.txswitch.channel.credentials.InMemoryCredentialStore;
import io.txswitch.channel.credentials.SealedCredential;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.cluster.cli.CommandLineTool;
import io.txswitch.cluster.control.AuditTrail;
import io.txswitch.cluster.control.ControlActions;
import io.txswitch.cluster.control.ControlConfig;
import io.txswitch.cluster.control.ControlPort;
import io.txswitch.cluster.control.InMemoryAudit;
import io.txswitch.cluster.provisioning.CredentialControl;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.InMemoryBus;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Section;
import io.txswitch.core.contract.CredentialsChanged;
import io.txswitch.core.model.Secret;
import io.txswitch.sandbox.wallet.Certificate;
import io.txswitch.sandbox.wallet.WalletKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The command, the control port and what stands behind it, as one. */
@ExtendWith(VertxExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class CredentialCommandTest {
    private static final String TOKEN = "bob-has-a-token-of-his-own";
    private static final String OLD_V3 = "0123456789abcdef0123456789abcdef";
    private static final String NEW_V3 = "fedcba9876543210fedcba9876543210";
    private static WalletKeys ours;
    private static WalletKeys theirs;

    @TempDir
    Path folder;

    private final InMemoryAudit audit = new InMemoryAudit();
    private final InMemoryBus bus = new InMemoryBus();
    private final InMemoryCredentialStore store = new InMemoryCredentialStore();
    private final List<CredentialsChanged> told = new ArrayList<>();
    private final KeyRing keys = KeyRing.of(new Secret(Base64.getEncoder().encodeToString(new byte[32])));
    private HttpServer server;

    private record Said(int exit, String out, String err) {}

    @BeforeAll
    static void keys() {
        ours = WalletKeys.generate();
        theirs = WalletKeys.generate();
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("key.pem"), ours.privatePem());
        Files.writeString(folder.resolve("platform.pem"), theirs.publicPem());
        Files.writeString(folder.resolve("v3.txt"), OLD_V3 + "\n");
    }

    private void serve(Vertx vertx, boolean sandbox) throws Exception {
        bus.listen(Addresses.CREDENTIALS_CHANGED, told::add);
        CredentialControl credentials = new CredentialControl(
                channels(),
                new CredentialAccess(store, new CredentialVault(keys, sandbox)),
                vertx,
                bus,
                InstantSource.system());
        ControlPort port = new ControlPort(
                new ControlConfig("127.0.0.1", 0, List.of(new ControlConfig.Person("bob", new Secret(TOKEN)))),
                new Nothing(),
                credentials.extensions(),
                new AuditTrail(audit, "node-1", InstantSource.system()));
        server = vertx.createHttpServer()
                .requestHandler(port.router(vertx))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private static Map<String, ChannelConfig> channels() {
        Section root = ConfigFile.parse("""
                channels:
                  - id: wechat
                    kind: wechat
                    base-url: https://api.mch.weixin.qq.com
                    app-id: wx0000000000000001
                    mch-id: "1900000001"
                    credentials: stored
                    notify-base-url: https://pay.example.com
                  - id: alipay
                    kind: alipay
                    base-url: https://openapi.alipay.com/gateway.do
                    app-id: "2021000000000001"
                    seller-id: "2088000000000001"
                    private-key: %s
                    alipay-public-key: %s
                    notify-base-url: https://pay.example.com
                """.formatted(ours.privateBase64(), theirs.publicBase64()), Map.of());
        Map<String, ChannelConfig> channels = ChannelConfig.readAll(root);
        root.problems().throwIfAny();
        return channels;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Said addWeChat(String id, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "add",
                "wechat",
                id,
                "--set",
                "merchant-serial=5F3A",
                "--set",
                "platform-public-key-id=PUB_KEY_ID_1",
                "--file",
                "private-key=" + file("key.pem"),
                "--file",
                "platform-public-key=" + file("platform.pem"),
                "--file",
                "api-v3-key=" + file("v3.txt"),
                "--reason",
                "contract signed"));
        all.addAll(List.of(more));
        return run("", all.toArray(String[]::new));
    }

    private JsonArray listed(String channel) {
        return new JsonObject(run("", "list", channel, "-o", "json").out()).getJsonArray("credentials");
    }

    private List<String> states(String channel) {
        return listed(channel).stream()
                .map(JsonObject.class::cast)
                .map(each -> each.getString("id") + " " + each.getString("state"))
                .toList();
    }

    @Test
    void aCredentialIsAddedListedReplacedAndRetired(Vertx vertx) throws Exception {
        serve(vertx, true);
        Said added = addWeChat("2026-11");
        assertThat(added.err()).isEmpty();
        assertThat(added.exit()).isZero();
        assertThat(added.out()).contains("2026-11", "merchant-serial 5F3A");

        Said changed = run(
                NEW_V3,
                "add",
                "wechat",
                "2026-12",
                "--like",
                "2026-11",
                "--file",
                "api-v3-key=-",
                "--reason",
                "API v3 key changed");
        assertThat(changed.err()).isEmpty();
        assertThat(states("wechat")).containsExactly("2026-12 signing", "2026-11 live");
        SealedCredential newest = store.of("wechat").result().getFirst();
        assertThat(new CredentialVault(keys, true).settings(newest))
                .containsEntry("api-v3-key", NEW_V3)
                .containsEntry("merchant-serial", "5F3A");

        assertThat(run("", "retire", "wechat", "2026-11", "--reason", "a day is over")
                        .exit())
                .isZero();
        assertThat(states("wechat")).containsExactly("2026-12 signing", "2026-11 retired");
        assertThat(store.of("wechat").result().getLast().sealed()).isEmpty();
        assertThat(told).hasSize(3).containsOnly(new CredentialsChanged("wechat"));
        assertThat(audit.entries())
                .extracting(entry -> entry.action())
                .contains("credential.add.done", "credential.retire.done", "credential.list");
    }

    @Test
    void theFilesCredentialIsListedAndRetiredInTheFileOnly(Vertx vertx) throws Exception {
        serve(vertx, true);
        assertThat(states("alipay")).containsExactly("config signing");
        Said refused = run("", "retire", "alipay", "config", "--reason", "stolen");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("configuration file");
    }

    @Test
    void theCertificateModeIsCheckedAsTheWalletsLibraryDoes(Vertx vertx) throws Exception {
        serve(vertx, true);
        Certificate root = Certificate.selfSigned("root", BigInteger.ONE, Instant.now(), true);
        Files.writeString(
                folder.resolve("app.crt"),
                root.certify("app", BigInteger.TEN, Instant.now(), ours).pem());
        Files.writeString(
                folder.resolve("alipay.crt"),
                root.issue("alipay", BigInteger.TWO, Instant.now(), false).pem());
        Files.writeString(folder.resolve("root.crt"), root.pem());
        Said added = run(
                "",
                "add",
                "alipay",
                "certified",
                "--reason",
                "transfers",
                "--file",
                "private-key=" + file("key.pem"),
                "--file",
                "app-certificate=" + file("app.crt"),
                "--file",
                "alipay-certificate=" + file("alipay.crt"),
                "--file",
                "alipay-root-certificate=" + file("root.crt"));
        assertThat(added.err()).isEmpty();
        assertThat(added.out()).contains("mode certificate");
        assertThat(states("alipay")).containsExactly("certified signing", "config live");
        Said swapped = run(
                "",
                "add",
                "alipay",
                "swapped",
                "--reason",
                "x",
                "--file",
                "private-key=" + file("key.pem"),
                "--file",
                "app-certificate=" + file("alipay.crt"),
                "--file",
                "alipay-certificate=" + file("alipay.crt"),
                "--file",
                "alipay-root-certificate=" + file("root.crt"));
        assertThat(swapped.exit()).isEqualTo(2);
        assertThat(swapped.err()).contains("app-certificate: expected the certificate of the private key");
    }

    @Test
    void beforeItsTimeACredentialDoesNotSign(Vertx vertx) throws Exception {
        serve(vertx, true);
        addWeChat("now");
        addWeChat("later", "--signs-from", Instant.now().plusSeconds(3_600).toString());
        assertThat(states("wechat")).containsExactly("later live", "now signing");
        assertThat(addWeChat("never", "--signs-from", "tomorrow").exit()).isEqualTo(2);
    }

    @Test
    void whatCannotBeIsRefusedWithEverythingThatIsWrongAndNothingOfItIsQuoted(Vertx vertx) throws Exception {
        serve(vertx, true);
        Files.writeString(folder.resolve("v3.txt"), "tooshort-secret");
        Files.writeString(folder.resolve("key.pem"), "no-key-at-all");
        Said wrong = addWeChat("2026-11", "--set", "colour=red");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("private-key", "api-v3-key: expected 32 bytes", "colour: is not a setting")
                .doesNotContain("tooshort-secret")
                .doesNotContain("no-key-at-all");
        assertThat(audit.entries().toString()).doesNotContain("tooshort-secret").doesNotContain("no-key-at-all");
        assertThat(store.of("wechat").result()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aSecretIsNoArgumentAndAReasonIsAskedFor(Vertx vertx) throws Exception {
        serve(vertx, true);
        Said argument = run("", "add", "wechat", "a", "--set", "api-v3-key=" + OLD_V3, "--reason", "x");
        assertThat(argument.exit()).isEqualTo(2);
        assertThat(argument.err()).contains("no argument").doesNotContain(OLD_V3);
        assertThat(run("", "add", "wechat", "a", "--file", "api-v3-key=" + file("v3.txt"))
                        .exit())
                .isEqualTo(2);
        assertThat(run("", "add", "wechat", "a", "--file", "api-v3-key=/no/such/file", "--reason", "x")
                        .err())
                .contains("cannot be read");
        assertThat(run("", "retire", "wechat", "a").exit()).isEqualTo(2);
    }

    @Test
    void conflictsAreSaidInWords(Vertx vertx) throws Exception {
        serve(vertx, true);
        addWeChat("2026-11");
        assertThat(addWeChat("2026-11").err()).contains("already");
        assertThat(addWeChat("config").exit()).isEqualTo(2);
        assertThat(addWeChat("Not A Name").exit()).isEqualTo(2);
        assertThat(run("", "list", "nobody").err()).contains("no channel 'nobody'");
        assertThat(run("", "retire", "wechat", "nobody", "--reason", "x").err()).contains("no live stored");
        Said last = run("", "retire", "wechat", "2026-11", "--reason", "x");
        assertThat(last.exit()).isEqualTo(1);
        assertThat(last.err()).contains("--last");
        assertThat(run("", "retire", "wechat", "2026-11", "--last", "--reason", "stolen")
                        .exit())
                .isZero();
        assertThat(addWeChat("2026-11").err()).as("a name is used once").contains("already");
    }

    @Test
    void nothingSecretIsShownOrWrittenDown(Vertx vertx) throws Exception {
        serve(vertx, true);
        String said = addWeChat("2026-11").out()
                + run("", "list", "wechat").out()
                + run("", "list", "wechat", "-o", "json").out()
                + run("", "list", "alipay").out()
                + run("", "retire", "wechat", "2026-11", "--last", "--reason", "x", "-o", "json")
                        .out();
        for (String text : List.of(said, audit.entries().toString())) {
            assertThat(text)
                    .contains("2026-11")
                    .doesNotContain(OLD_V3)
                    .doesNotContain(ours.privateBase64().substring(40, 80));
        }
    }

    @Test
    void aNodeOutsideTheSandboxTakesNoCredentialOfIt(Vertx vertx) throws Exception {
        serve(vertx, false);
        Said refused = addWeChat("2026-11");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("made for the sandbox");
        assertThat(store.of("wechat").result()).isEmpty();
    }

    @Test
    void everyNodeIsToldToReadAgain(Vertx vertx) throws Exception {
        serve(vertx, true);
        assertThat(run("", "refresh", "wechat").out()).contains("every node");
        assertThat(told).containsExactly(new CredentialsChanged("wechat"));
        assertThat(run("", "refresh", "nobody").exit()).isEqualTo(1);
    }

    @Test
    void helpSaysHow(Vertx vertx) throws Exception {
        serve(vertx, true);
        assertThat(run("", "add", "--help").out()).contains("--file", "standard input");
        assertThat(run("").exit()).isEqualTo(2);
    }

    private Said run(String input, String... args) {
        List<String> all = new ArrayList<>(List.of("credential"));
        all.addAll(List.of(args));
        if (args.length > 0) {
            all.addAll(List.of("--control", "http://127.0.0.1:" + server.actualPort(), "--token", TOKEN));
        }
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
