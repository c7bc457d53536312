package io.txswitch.iso8583.terminal;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.config.ConfigException;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.registry.InMemoryTerminalRegistry;
import io.txswitch.iso8583.registry.Terminal;
import io.txswitch.iso8583.registry.TerminalProfile;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.PosOptions;
import io.txswitch.sandbox.pos.PosTerminal;
import io.txswitch.sandbox.tls.TestAuthority;
import io.txswitch.sandbox.tls.TestCertificates;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call, over what, how often; and what is said when a store is away. */
@ExtendWith(VertxExtension.class)
class ListenersTest {
    private static final String PLAIN = """
            terminal:
              port: 0
              profiles:
                - match: "T*"
            """;

    @TempDir
    Path dir;

    private final Vertx vertx = Vertx.vertx();
    private final VertxBus bus = new VertxBus(vertx, TestWorld.KEYS);
    private final FakeCore core = new FakeCore();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /** A client that nobody holds is closed by the collector. */
    private final List<NetClient> clients = new ArrayList<>();

    private TerminalVerticle deploy(String yaml) {
        TerminalConfig config = TestFamilies.config(yaml);
        return deploy(config, TestServices.of(bus, config.families()));
    }

    private TerminalVerticle deploy(TerminalConfig config, TerminalServices services) {
        core.serve(bus);
        TerminalVerticle server = new TerminalVerticle(config, TestWorld.MERCHANTS, services, TestWorld.KEYS, meters);
        await(vertx.deployVerticle(server));
        return server;
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private PosTerminal pos(int port) {
        return await(PosTerminal.connect(
                vertx, PosOptions.of(port, "T0000001", TestWorld.MERCHANT).withAnswerTimeoutMs(10_000)));
    }

    private double refused(String why) {
        return meters.counter("txswitch_terminal_refusals", "why", why).count();
    }

    @Test
    void anAddressThatIsNotOnTheListIsClosedAtOnce() {
        TerminalVerticle server = deploy(PLAIN + """
              listeners:
                - {port: 0, allow: [10.1.0.0/16]}
                - {port: 0, allow: ["127.0.0.0/8"]}
            """.indent(0));

        await(pos(server.ports().get(1)).closed());
        assertThat(await(pos(server.ports().get(2)).echo()).approved()).isTrue();
        assertThat(refused("STRANGER")).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.255.3, true",
        "10.1.0.0/16, 10.2.0.1, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "fd00::/8, fd12::1, true",
        "fd00::/8, fe80::1, false",
        "fd00::/8, 10.1.2.3, false",
    })
    void anAddressBelongsToANetwork(String network, String address, boolean allowed) {
        AllowList list =
                TestFamilies.config(PLAIN + "  allow: ['" + network + "']\n").allow();

        assertThat(list.allows(address)).isEqualTo(allowed);
        assertThat(list.allows(null)).isFalse();
    }

    @Test
    void whatIsNoAddressIsReported() {
        assertThatThrownBy(() -> TestFamilies.config(PLAIN + "  allow: [example.org, 10.1.2.3/33, 10.1]\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("example.org")
                .hasMessageContaining("10.1.2.3/33")
                .hasMessageContaining("'10.1'");
    }

    @Test
    void aPrivatePortAsksForTheTerminalsCertificate() throws IOException {
        TestAuthority authority = new TestAuthority("terminals", Instant.now());
        TestCertificates own = authority.issue("switch");
        TerminalVerticle server = deploy(PLAIN + "  tls: {certificate: " + file("cert.pem", own.certificate())
                + ", key: " + file("key.pem", own.key()) + ", client-ca: " + file("ca.pem", own.authority()) + "}\n");
        NetClientOptions known = new NetClientOptions();
        authority.issue("terminal").secure(known);
        NetClientOptions stranger = new NetClientOptions();
        new TestAuthority("others", Instant.now()).issue("terminal").secure(stranger);
        stranger.setTrustAll(true);

        assertThat(echoed(known, server.port())).isTrue();
        assertThat(echoed(stranger, server.port())).isFalse();
        assertThat(echoed(new NetClientOptions(), server.port())).isFalse();
    }

    /** Whether an echo is answered; false when there is no connection, or it is closed instead. */
    private boolean echoed(NetClientOptions options, int port) {
        NetClient client = vertx.createNetClient(options);
        clients.add(client);
        Promise<Boolean> answered = Promise.promise();
        client.connect(port, "localhost")
                .onSuccess(socket -> {
                    socket.handler(bytes -> answered.tryComplete(true));
                    socket.closeHandler(closed -> answered.tryComplete(false));
                    socket.exceptionHandler(e -> answered.tryComplete(false));
                    socket.write(echo());
                })
                .onFailure(e -> answered.tryComplete(false));
        return await(answered.future());
    }

    private Buffer echo() {
        return Buffer.buffer(new byte[] {
            0, 28, 0x60, 0, 1, 0, 2, 8, 0, (byte) 0x80, 0x20, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 1
        });
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text).toString();
    }

    @Test
    void theOldestConnectionOfATerminalGivesWay() {
        TerminalVerticle server = deploy(PLAIN + "  max-per-terminal: 2\n");
        List<PosTerminal> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            open.add(pos(server.port()));
            assertThat(await(open.getLast().echo()).approved()).isTrue();
        }

        await(open.getFirst().closed());
        assertThat(await(open.get(1).echo()).approved()).isTrue();
        assertThat(await(open.get(2).echo()).approved()).isTrue();
        assertThat(refused("GAVE_WAY")).isOne();
    }

    @Test
    void aTerminalThatIsNotInMemoryIsRefusedAtOnceWhileTheDatabaseIsAway() {
        TerminalConfig config = TestFamilies.config(PLAIN);
        TerminalServices usual = TestServices.of(bus, config.families());
        TerminalServices away = new TerminalServices(
                bus, id -> Future.failedFuture("no database"), usual.batches(), usual.keys(), usual.module());
        TerminalVerticle server = deploy(config, away);

        assertThat(await(pos(server.port()).magstripeSale(CardDeck.visa(), 1_000))
                        .responseCode())
                .isEqualTo("91");
        assertThat(core.submitted).isEmpty();
        assertThat(refused("UNAVAILABLE")).isOne();
    }

    @Test
    void aTerminalAtAPortOfAnotherDialectIsSentAway() {
        TerminalConfig config = TestFamilies.config(PLAIN + """
              families:
                - {name: other, dialect: unionpay-pos, framing: unionpay-pos, keys: unionpay-003}
            """.indent(0));
        InMemoryTerminalRegistry registry = new InMemoryTerminalRegistry(InstantSource.system());
        await(registry.add(
                new Terminal("T0000001", TestWorld.MERCHANT, "other", Terminal.Status.ACTIVE, "", Instant.now())));
        TerminalVerticle server =
                deploy(config, TestServices.of(bus, config.families(), registry, InstantSource.system()));

        assertThat(await(pos(server.port()).echo()).responseCode()).isEqualTo("58");
    }

    @Test
    void oneTraceIsKeptInOrderAndAnotherDoesNotWait() {
        TerminalConfig config = TestFamilies.config(PLAIN);
        TerminalServices usual = TestServices.of(bus, config.families());
        List<Promise<Optional<TerminalProfile>>> asked = new ArrayList<>();
        TerminalServices slow = new TerminalServices(
                bus,
                id -> {
                    Promise<Optional<TerminalProfile>> promise = Promise.promise();
                    asked.add(promise);
                    return promise.future();
                },
                usual.batches(),
                usual.keys(),
                usual.module());
        TraceOrder order = new TraceOrder();
        List<String> done = new ArrayList<>();
        for (String trace : List.of("1", "1", "2")) {
            int number = asked.size();
            Future<?> ordered = order.after(trace, slow.directory().lookup("T"));
            ordered.onComplete(each -> {
                done.add(trace + "/" + number);
                order.done(trace, ordered);
            });
        }

        asked.get(2).complete(Optional.empty());
        asked.get(1).complete(Optional.empty());
        assertThat(done).containsExactly("2/2");
        asked.get(0).fail("no database");

        Awaitility.await().until(() -> done.size() == 3);
        assertThat(done).containsExactly("2/2", "1/0", "1/1");
        assertThat(order.after("1", Future.succeededFuture()).isComplete()).isTrue();
    }
}
