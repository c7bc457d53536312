package io.txswitch.cluster.cli.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.channel.ChannelBills;
import io.txswitch.channel.WalletChannels;
import io.txswitch.channel.bill.BillAnswer;
import io.txswitch.channel.bill.BillException;
import io.txswitch.channel.bill.BillLine;
import io.txswitch.channel.bill.BillSum;
import io.txswitch.channel.message.InMemoryChannelMessages;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.ChannelPorts;
import io.txswitch.cluster.cli.CommandLineTool;
import io.txswitch.cluster.control.AuditTrail;
import io.txswitch.cluster.control.ControlActions;
import io.txswitch.cluster.control.ControlConfig;
import io.txswitch.cluster.control.ControlPort;
import io.txswitch.cluster.control.InMemoryAudit;
import io.txswitch.cluster.provisioning.BillControl;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.InMemoryBus;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Secret;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.sample.SampleCredentials;
import io.txswitch.sandbox.wallet.sample.SampleOptions;
import io.txswitch.sandbox.wallet.sample.SampleSimulator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command, the control port, and the wallet that the bill comes from. */
@ExtendWith(VertxExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class BillCommandTest {
    private static final String TOKEN = "alice-has-a-token-of-her-own";
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir
    Path folder;

    private final InMemoryAudit audit = new InMemoryAudit();
    private Vertx vertx;
    private HttpServer server;

    private record Said(int exit, String out, String err) {}

    /** Has no payments. */
    private static final class Nothing implements ControlActions {
        @Override
        public Future<JsonObject> show(String id, boolean messages) {
            return status();
        }

        @Override
        public Future<JsonObject> find(Filter filter) {
            return status();
        }

        @Override
        public Future<JsonObject> totals(LocalDate day, String by) {
            return status();
        }

        @Override
        public Future<JsonObject> status() {
            return Future.succeededFuture(new JsonObject());
        }
    }

    @BeforeEach
    void remember(Vertx given) {
        vertx = given;
    }

    private void serve(Set<String> channels, BillControl.Bills bills) {
        ControlPort port = new ControlPort(
                new ControlConfig("127.0.0.1", 0, List.of(new ControlConfig.Person("alice", new Secret(TOKEN)))),
                new Nothing(),
                new BillControl(() -> channels, bills).extensions(),
                new AuditTrail(audit, "node-1", InstantSource.system()));
        server =
                done(vertx.createHttpServer().requestHandler(port.router(vertx)).listen(0, "127.0.0.1"));
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A wallet whose bill has so many lines, and then ends as told. */
    private void serveLines(long count, BillAnswer end) {
        serve(
                Set.of("wallet"),
                (channel, type, day, lines) ->
                        Future.future(promise -> Thread.ofVirtual().start(() -> {
                            LongStream.range(0, count).forEach(i -> lines.accept(line(i)));
                            vertx.runOnContext(now -> {
                                if (end == null) {
                                    promise.fail(new BillException("its lines and its totals disagree"));
                                } else {
                                    promise.complete(end);
                                }
                            });
                        })));
    }

    private static BillLine line(long i) {
        return new BillLine(BillLine.Kind.PAYMENT, AT, "=order" + i, "trade" + i, null, Money.cny(1), null, "PAID");
    }

    private Said run(String... words) {
        String[] all = Stream.concat(
                        Stream.of("bill"),
                        Stream.concat(
                                Stream.of(words),
                                Stream.of("--control", "http://127.0.0.1:" + server.actualPort(), "--token", TOKEN)))
                .toArray(String[]::new);
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream wrong = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(wrong, true, StandardCharsets.UTF_8));
        try {
            int exit = CommandLineTool.run(all);
            return new Said(exit, said.toString(StandardCharsets.UTF_8), wrong.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Test
    void aBillOfTheSampleWalletIsFetchedAsCsvAndJson() {
        SampleSimulator wallet =
                done(SampleSimulator.start(vertx, SampleOptions.defaults(folder.resolve("book.jsonl"))));
        WalletChannels channels = channels(wallet.credentials());
        ChannelBills bills = channels.bills();
        serve(bills.channels(), (channel, type, day, lines) -> bills.read(vertx, channel, type, day, lines));
        String no = paid(wallet);
        String today =
                Instant.now().atOffset(ZoneOffset.ofHours(8)).toLocalDate().toString();
        Said csv = run("--channel", "sample", "--date", today);
        assertThat(csv.err()).isEmpty();
        assertThat(csv.exit()).isZero();
        assertThat(csv.out().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("PAYMENT," + no)
                .contains(",1200,CNY,");
        Said json = run("--channel", "sample", "--date", today, "--type", "fund", "-o", "json");
        JsonObject bill = new JsonObject(json.out());
        JsonArray lines = bill.getJsonArray("lines");
        assertThat(lines).hasSize(1);
        assertThat(lines.getJsonObject(0).getString("kind")).isEqualTo("INCOME");
        assertThat(bill.getJsonObject("sum").getLong("in_minor")).isEqualTo(1_200);
        Said refused = run("--channel", "sample", "--date", today, "--type", "refunds");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("sample does not offer: bills of payments or refunds alone");
        assertThat(run("--channel", "sample", "--date", "2020-01-01").err()).contains("no bill of that day");
        assertThat(audit.entries()).extracting("action").containsOnly("bill.read");
        done(wallet.close());
    }

    private final InMemoryBus bus = new InMemoryBus();

    private WalletChannels channels(SampleCredentials given) {
        String text = new JsonObject()
                .put(
                        "channels",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("id", "sample")
                                        .put("kind", "sample")
                                        .put("base-url", given.baseUrl())
                                        .put("app-id", given.appId())
                                        .put("merchant-no", given.merchantNo())
                                        .put("secret", given.secret())
                                        .put("notify-base-url", "http://127.0.0.1:1")))
                .encode();
        ChannelPorts ports = new ChannelPorts(
                "node-1", bus, new InMemoryChannelMessages(), new SimpleMeterRegistry(), InstantSource.system());
        WalletChannels channels = WalletChannels.of(
                ChannelConfig.readAll(ConfigFile.parse(text, Map.of())).values(), ports);
        channels.verticles().forEach(each -> done(vertx.deployVerticle(each)));
        return channels;
    }

    /** The number of an order that the payer has paid. */
    private String paid(SampleSimulator wallet) {
        TxId id = new TxId(System.currentTimeMillis() << 20);
        Instant now = Instant.now();
        TxHeader payment = new TxHeader(
                id,
                Kind.WALLET_PAYMENT,
                "k",
                "f",
                "M1",
                null,
                "sample_qr",
                Money.cny(1_200),
                null,
                "o1",
                null,
                null,
                null,
                "Tea",
                null,
                now,
                now.plusSeconds(10),
                "node-1",
                null,
                null,
                null,
                null);
        HostRequest charge = new HostRequest(Operation.CHARGE, "sample", payment, null, HostFacts.NONE, null, 0, 5_000);
        done(bus.request(Addresses.HOST_CALL.with("sample"), charge, 10_000));
        done(wallet.pay(id.text()));
        await().until(() ->
                Book.rows(folder.resolve("book.jsonl")).stream().anyMatch(row -> "DEBIT".equals(row.get("kind"))));
        return id.text();
    }

    @Test
    void aLongBillGoesThroughLineByLineIntoItsFile() throws IOException {
        long count = 50_000;
        serveLines(count, new BillAnswer.Read(new BillSum(count, count, 0)));
        Path target = folder.resolve("march.csv");
        Said said = run("--channel", "wallet", "--date", "2026-03-01", "--out", target.toString());
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains(count + " lines, in " + count);
        try (Stream<String> lines = Files.lines(target)) {
            assertThat(lines.count()).isEqualTo(count + 1);
        }
        assertThat(Files.readString(target)).contains("'=order7,");
        assertThat(files()).containsExactly(target);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000})
    void aBillThatCannotBeBelievedLeavesNoFileAndNoOutput(int before) throws IOException {
        serveLines(before, null);
        Path target = folder.resolve("march.csv");
        Said said = run("--channel", "wallet", "--date", "2026-03-01", "--out", target.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("cannot be believed: its lines and its totals disagree");
        assertThat(files()).isEmpty();
        assertThat(run("--channel", "wallet", "--date", "2026-03-01").out()).isEmpty();
    }

    @Test
    void aChannelThatIsNotThereOrADayThatIsNoneIsSaid() {
        serveLines(0, new BillAnswer.None("no bill yet"));
        assertThat(run("--channel", "other", "--date", "2026-03-01"))
                .satisfies(said -> assertThat(said.err()).contains("no channel other"))
                .extracting(Said::exit)
                .isEqualTo(1);
        assertThat(run("--channel", "wallet", "--date", "yesterday").exit()).isEqualTo(2);
        assertThat(run("--channel", "wallet", "--date", "2026-03-01", "--type", "all")
                        .exit())
                .isEqualTo(2);
        assertThat(run("--channel", "wallet", "--date", "2026-03-01").err()).contains("no bill yet");
    }
}
