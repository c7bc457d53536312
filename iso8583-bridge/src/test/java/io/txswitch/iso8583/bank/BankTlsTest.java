package io.txswitch.iso8583.bank;

import static io.txswitch.iso8583.TestWorld.await;
import static io.txswitch.iso8583.bank.TestLine.charge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.core.config.ConfigException;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.sandbox.bank.BankOptions;
import io.txswitch.sandbox.bank.BankSimulator;
import io.txswitch.sandbox.tls.TestAuthority;
import io.txswitch.sandbox.tls.TestCertificates;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who may be at the other end of a line. */
@ExtendWith(VertxExtension.class)
class BankTlsTest {
    private static final String QUICK = "answer-within-ms: 500\n";

    @TempDir
    Path dir;

    private final Vertx vertx = Vertx.vertx();
    private final TestLine line = new TestLine(vertx);
    private final TestAuthority authority = new TestAuthority("authority", Instant.now());
    private final TestCertificates ours = authority.issue("switch");
    private final TestCertificates banks = authority.issue("bank");
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    /** A client that nobody holds any more closes its sockets. */
    private final List<NetClient> clients = new ArrayList<>();

    private int port;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(dir.resolve("trust.pem"), ours.authority());
        Files.writeString(dir.resolve("cert.pem"), ours.certificate());
        Files.writeString(dir.resolve("key.pem"), ours.key());
        Files.writeString(
                dir.resolve("other.pem"),
                new TestAuthority("other", Instant.now()).issue("x").authority());
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private String tls(String trust, boolean withOwn, String more) {
        return "tls: {trust: \"" + dir.resolve(trust) + "\""
                + (withOwn
                        ? ", cert: \"" + dir.resolve("cert.pem") + "\", key: \"" + dir.resolve("key.pem") + "\""
                        : "")
                + more + "}\n";
    }

    private static NetServerOptions on(String host) {
        return new NetServerOptions().setHost(host);
    }

    private NetServerOptions securely(String host) {
        NetServerOptions options = on(host);
        banks.secure(options);
        return options.setClientAuth(ClientAuth.NONE);
    }

    @Test
    void bothEndsShowTheirCertificates() {
        BankSimulator bank = await(BankSimulator.start(
                vertx, BankOptions.of(TestLine.ID, dir.resolve("book.jsonl")).withTls(banks)));

        line.up(TestBanks.config(TestLine.ID, bank.port(), QUICK + tls("trust.pem", true, "")));

        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
    }

    @Test
    void aBankThatAsksForACertificateRefusesALineWithoutOne() {
        BankSimulator bank = await(BankSimulator.start(
                vertx, BankOptions.of(TestLine.ID, dir.resolve("book.jsonl")).withTls(banks)));

        line.deploy(TestBanks.config(TestLine.ID, bank.port(), QUICK + tls("trust.pem", false, "")));

        neverUp(bank.port());
        assertThat(bank.received("0800")).isZero();
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() {
        FakeBank bank = FakeBank.start(vertx, securely("127.0.0.2"));

        line.deploy(TestBanks.config(
                "id: bank-a\nhost: 127.0.0.2\nport: " + bank.port() + "\n" + QUICK + tls("trust.pem", true, "")));

        neverUp(bank.port());
        assertThat(bank.heard).isEmpty();
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        FakeBank bank = FakeBank.start(vertx, securely("127.0.0.1"));

        line.deploy(TestBanks.config(TestLine.ID, bank.port(), QUICK + tls("other.pem", false, "")));

        neverUp(bank.port());
        assertThat(bank.heard).isEmpty();
    }

    @Test
    void aBankThatSpeaksInTheClearIsNotSpokenTo() {
        FakeBank bank = FakeBank.start(vertx, on("127.0.0.1"));
        NetServer counting = counting(bank);

        line.deploy(TestBanks.config(TestLine.ID, counting.actualPort(), QUICK + tls("trust.pem", false, "")));

        Awaitility.await().until(() -> attempts.get() > 1);
        assertThat(line.isUp()).isFalse();
        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.NOT_SENT);
        assertThat(bank.heard).isEmpty();
    }

    private NetServer counting(FakeBank bank) {
        return await(vertx.createNetServer(on("127.0.0.1"))
                .connectHandler(socket -> {
                    attempts.incrementAndGet();
                    bank.serve(socket);
                })
                .listen());
    }

    @Test
    void aLineInTheClearGetsNothingFromABankThatSpeaksTls() {
        FakeBank bank = FakeBank.start(vertx, securely("127.0.0.1"));

        line.deploy(TestBanks.config(TestLine.ID, bank.port(), QUICK));

        neverUp(bank.port());
        assertThat(bank.heard).isEmpty();
    }

    /** Nothing was ready after several attempts. */
    private void neverUp(int port) {
        line.health.clear();
        Awaitility.await().until(() -> line.health.size() > 1);
        assertThat(line.health).noneMatch(each -> each.up());
        assertThat(line.call(charge(port)).result()).isEqualTo(Result.NOT_SENT);
    }

    @Test
    void aBankThatConnectsToUsIsServedWhenItIsOnTheList() {
        FakeBank bank = listeningLine("allow: [127.0.0.1]\nsign-on: false\n");
        NetSocket socket = await(connect(new NetClientOptions()).onSuccess(bank::serve));
        line.awaitUp();

        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
        socket.close();
        line.awaitDown();
        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.NOT_SENT);
    }

    @Test
    void strangersAreShownTheDoor() {
        listeningLine("allow: [10.0.0.0/8, 127.0.0.1]\nsign-on: false\nconnections: 1\n");

        shownTheDoor(new NetClientOptions().setLocalAddress("127.0.0.3"));
        NetSocket first = await(connect(new NetClientOptions()));
        line.awaitUp();
        shownTheDoor(new NetClientOptions());
        first.close();
    }

    @Test
    void aBankThatConnectsToUsMustHaveItsName() {
        String secure = "allow: [127.0.0.1]\nsign-on: false\n" + tls("trust.pem", true, ", peer-names: [bank.example]");
        listeningLine(secure);
        NetClientOptions client = new NetClientOptions();
        banks.secure(client);

        shownTheDoor(client);
        shownTheDoor(new NetClientOptions().setSsl(true).setTrustAll(true).setHostnameVerificationAlgorithm(""));
    }

    @Test
    void aBankOfTheAgreedNameIsServed() {
        FakeBank bank = listeningLine(
                "allow: [127.0.0.1]\nsign-on: false\n" + tls("trust.pem", true, ", peer-names: [localhost]"));
        NetClientOptions client = new NetClientOptions();
        banks.secure(client);
        await(connect(client).onSuccess(bank::serve));
        line.awaitUp();

        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
    }

    @Test
    void whatCannotBeIsReported() {
        assertThatThrownBy(() -> TestBanks.config("id: a\nport: 1\nmode: listen\ntls: {trust: no.pem, cert: c.pem}\n"
                        + "match-by: [11, 2]\nendpoints: [here]\nallow: [somewhere, 10.0.0.0/40]\nsurprise: 1\n"
                        + "mac-algorithm: rot13\npin-format: 1\nsingle-connection: true\nconnections: 2\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tls.trust")
                .hasMessageContaining("cert and key go together")
                .hasMessageContaining("a line that listens has cert, key and peer-names")
                .hasMessageContaining("cannot match by '2'")
                .hasMessageContaining("is not unique")
                .hasMessageContaining("'here' is not host:port")
                .hasMessageContaining("'somewhere' is neither")
                .hasMessageContaining("'10.0.0.0/40' is neither")
                .hasMessageContaining("surprise")
                .hasMessageContaining("mac-algorithm")
                .hasMessageContaining("pin-format")
                .hasMessageContaining("single-connection");
    }

    private FakeBank listeningLine(String settings) {
        NetServer probe = await(
                vertx.createNetServer(on("127.0.0.1")).connectHandler(s -> {}).listen());
        port = probe.actualPort();
        await(probe.close());
        line.deploy(TestBanks.config(TestLine.ID, port, QUICK + "mode: listen\n" + settings));
        return FakeBank.start(vertx);
    }

    private Future<NetSocket> connect(NetClientOptions options) {
        NetClient client = vertx.createNetClient(options);
        clients.add(client);
        Promise<NetSocket> connected = Promise.promise();
        // On the socket's own context: on any other thread its end could come before there is a handler for it.
        vertx.getOrCreateContext()
                .runOnContext(begin -> client.connect(port, "127.0.0.1")
                        .onSuccess(socket -> {
                            socket.exceptionHandler(e -> {});
                            socket.closeHandler(end -> closed.incrementAndGet());
                        })
                        .onComplete(connected));
        return connected.future();
    }

    /** Let in or not, it is closed without a word. */
    private void shownTheDoor(NetClientOptions options) {
        int before = closed.get();
        Future<NetSocket> connecting = connect(options);
        Awaitility.await().until(() -> connecting.failed() || closed.get() > before);
    }
}
