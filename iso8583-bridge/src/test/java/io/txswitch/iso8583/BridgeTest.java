package io.txswitch.iso8583;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.contract.HostHealth;
import io.txswitch.iso8583.bank.BankConfig;
import io.txswitch.iso8583.bank.BankLineVerticle;
import io.txswitch.iso8583.bank.TestBanks;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.terminal.TerminalConfig;
import io.txswitch.iso8583.terminal.TerminalVerticle;
import io.txswitch.iso8583.terminal.TestServices;
import io.txswitch.sandbox.bank.BankOptions;
import io.txswitch.sandbox.bank.BankSimulator;
import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.PosAnswer;
import io.txswitch.sandbox.pos.PosOptions;
import io.txswitch.sandbox.pos.PosTerminal;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Both sides together: a simulated terminal, our server, our line, a simulated bank with a book. */
@ExtendWith(VertxExtension.class)
class BridgeTest {
    @TempDir
    Path dir;

    private final Vertx vertx = Vertx.vertx();
    private final VertxBus bus = new VertxBus(vertx, TestWorld.KEYS);
    private final Queue<HostHealth> health = new ConcurrentLinkedQueue<>();
    private BankSimulator bank;
    private PosTerminal pos;

    @BeforeEach
    void start() {
        bank = await(BankSimulator.start(
                vertx, BankOptions.of("bank-a", dir.resolve("bank-a.jsonl")).withSignOnRequired()));
        await(bus.listen(Addresses.HOST_HEALTH, health::add));
        new RelayCore(bus, "bank-a").serve();
        BankConfig line = TestBanks.config("bank-a", bank.port(), """
                echo-every-ms: 10000
                answer-within-ms: 500
                max-in-flight: 64
                connections: 2
                breaker-reset-ms: 500
                """);
        TerminalConfig config = new TerminalConfig(
                "127.0.0.1",
                0,
                Dialects.iso87Binary(),
                Framings.nac(),
                16,
                64,
                65_536,
                60_000,
                10_000,
                5_000,
                1_000,
                List.of(new TerminalConfig.Profile("T*", null)));
        TerminalVerticle server = new TerminalVerticle(
                config,
                TestWorld.MERCHANTS,
                TestServices.of(bus, config.families()),
                TestWorld.KEYS,
                new SimpleMeterRegistry());
        await(vertx.deployVerticle(new BankLineVerticle(line, TestBanks.ports("n1", bus))));
        await(vertx.deployVerticle(server));
        Awaitility.await().until(() -> health.stream().anyMatch(HostHealth::up));
        pos = await(PosTerminal.connect(vertx, PosOptions.of(server.port(), "T0000001", TestWorld.MERCHANT)));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void stripeAndChipSalesReachTheBanksBook() throws Exception {
        PosAnswer stripe = await(pos.magstripeSale(CardDeck.visa(), 1_000));
        PosAnswer chip = await(pos.chipSale(CardDeck.unionPay(7), 2_000));

        assertThat(stripe.approved()).isTrue();
        assertThat(chip.approved()).isTrue();
        assertThat(chip.message().has(55)).isTrue();
        assertThat(Book.rows(dir.resolve("bank-a.jsonl")))
                .extracting(row -> row.get("rrn"))
                .containsExactly(stripe.rrn().orElseThrow(), chip.rrn().orElseThrow());
    }

    @Test
    void aDeclineAndASilentBankLookDifferent() {
        assertThat(await(pos.chipSale(CardDeck.unionPay(7), 1_051)).responseCode())
                .isEqualTo("51");
        assertThat(await(pos.chipSale(CardDeck.unionPay(7), 1_068)).responseCode())
                .isEqualTo("68");
        await(bank.close());
        Awaitility.await()
                .until(() -> "91"
                        .equals(await(pos.chipSale(CardDeck.unionPay(7), 1_000)).responseCode()));
    }

    @Test
    void aTerminalsReversalReachesTheBank() throws Exception {
        PosAnswer sale = await(pos.chipSale(CardDeck.unionPay(7), 1_000));

        PosAnswer reversed = await(pos.reverse(sale.request()));

        assertThat(reversed.responseCode()).isEqualTo("00");
        List<Map<String, Object>> rows = Book.rows(dir.resolve("bank-a.jsonl"));
        assertThat(rows).extracting(row -> row.get("kind")).containsExactly("DEBIT", "REVERSAL");
        assertThat(rows)
                .extracting(row -> row.get("rrn"))
                .containsOnly(sale.rrn().orElseThrow());
    }
}
