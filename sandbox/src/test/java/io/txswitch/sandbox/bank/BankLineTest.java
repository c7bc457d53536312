package io.txswitch.sandbox.bank;

import static io.txswitch.sandbox.Eventually.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.PosRequest;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class BankLineTest {
    private static final Instant NOON = Instant.parse("2026-03-21T12:00:00Z");

    @TempDir
    Path folder;

    private BankOptions options;
    private BankWorld world;

    @BeforeEach
    void openBank(Vertx vertx) throws Exception {
        options = BankOptions.of("A", folder.resolve("bank-A.jsonl")).withClock(() -> NOON);
        world = BankWorld.open(vertx, options.withSignOnRequired());
    }

    @Test
    void aLineSignsOnEchoesAndSignsOff() throws Exception {
        PosRequest sale = BankWorld.sale("R00000000001", 7, 1_000);
        assertThat(get(world.line.send(sale)).responseCode()).isEqualTo("58");

        assertThat(network("001")).isEqualTo("00");
        assertThat(network("301")).isEqualTo("00");
        assertThat(get(world.line.send(sale)).responseCode()).isEqualTo("00");

        assertThat(network("002")).isEqualTo("00");
        assertThat(get(world.line.send(BankWorld.sale("R00000000002", 8, 1_000)))
                        .responseCode())
                .isEqualTo("58");
        assertThat(network("888")).isEqualTo("12");
        assertThat(world.bank.received("0800")).isEqualTo(4);
        assertThat(world.rows()).hasSize(1);
    }

    @Test
    void signOnCanBeRefused() throws Exception {
        world.bank.refuseSignOn(true);
        assertThat(network("001")).isEqualTo("58");

        world.bank.refuseSignOn(false);
        assertThat(network("001")).isEqualTo("00");
    }

    @Test
    void everyLineCanBeCutAndComeBack(Vertx vertx) throws Exception {
        await().until(() -> world.bank.connections() == 1);
        get(world.bank.disconnectAll());
        get(world.line.closed());
        await().until(() -> world.bank.connections() == 0);

        assertThat(get(BankWorld.connect(vertx, world.bank).echo()).responseCode())
                .isEqualTo("00");
    }

    @Test
    void aRowSaysWhoWhenAndHowMuchAndNamesNoCard(Vertx vertx) throws Exception {
        BankWorld open = BankWorld.open(
                vertx, BankOptions.of("B", folder.resolve("bank-B.jsonl")).withClock(() -> NOON));
        get(open.line.send(BankWorld.sale("R00000000001", 7, 1_000)));

        assertThat(Book.rows(folder.resolve("bank-B.jsonl")).getFirst().toString())
                .matches("\\{at=2026-03-21T12:00:00Z, bank=B, kind=DEBIT, rrn=R00000000001, stan=000007, "
                        + "terminal_id=T0000001, merchant_id=M00000000000001, amount_minor=1000, currency=CNY, "
                        + "status=OK, rc=00, auth_code=\\d{6}, sent_at=0321103045, "
                        + "op=SALE, mti=0200}");
    }

    @Test
    void aTakenPortIsAFailureAndNotAnotherPort(Vertx vertx) {
        assertThatThrownBy(() -> get(BankSimulator.start(vertx, options.withPort(world.bank.port()))))
                .hasMessageContaining("in use");
    }

    @Test
    void aBankCanBeStartedAgainOnItsPortAtOnce(Vertx vertx) throws Exception {
        int port = world.bank.port();
        for (int i = 0; i < 30; i++) {
            get(world.bank.close());
            world = BankWorld.open(vertx, options.withPort(port));
        }

        assertThat(get(world.line.echo()).responseCode()).isEqualTo("00");
    }

    @Test
    void aMessageWithAReadableHeaderIsAnswered30() throws Exception {
        // A sale whose DE4 holds a letter: type, bitmap and DE3 are fine.
        get(world.line.send(HexFormat.of()
                .parseHex("0018" + "6000010000" + "0200" + "3000000000000000" + "000000" + "00000001234E")));

        await().until(() -> !world.line.unmatched().isEmpty());
        IsoMessage answer = world.line.unmatched().getFirst();
        assertThat(answer.mti()).isEqualTo("0210");
        assertThat(answer.text(39)).isEqualTo("30");
        assertThat(world.line.isOpen()).isTrue();
        assertThat(world.bank.hostile()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000",
                "FFFF",
                "000E6000010000",
                "1006",
                "000F4100010000020030000000000000FF",
                "000F6000010000ABCD3000000000000000",
                "000F600001000002103000000000000000"
            })
    void framesThatAreNoneCloseTheLineAndLeaveTheBankStanding(String hex, Vertx vertx) throws Exception {
        get(world.line.send(HexFormat.of().parseHex(hex)));

        get(world.line.closed());
        assertThat(world.bank.hostile()).isEqualTo(1);
        assertThat(get(BankWorld.connect(vertx, world.bank).echo()).responseCode())
                .isEqualTo("00");
    }

    @Test
    void aSaleWithoutItsAmountIsAFormatError() throws Exception {
        network("001");
        PosRequest whole = BankWorld.sale("R00000000001", 7, 1_000);

        for (int number : new int[] {3, 4, 7, 41, 42, 49, 2}) {
            PosRequest lacking = BankWorld.request(whole.message().toBuilder().without(number));
            assertThat(get(world.line.send(lacking)).responseCode())
                    .as("DE" + number)
                    .isEqualTo("30");
        }
        assertThat(world.rows()).isEmpty();
    }

    @Test
    void aTransactionThatTheBankDoesNotKnowIs12() throws Exception {
        network("001");
        PosRequest unknownType = BankWorld.request(IsoMessage.builder("0300").set(11, 7));
        PosRequest transfer = BankWorld.request(
                BankWorld.sale("R00000000001", 7, 1_000).message().toBuilder().set(3, "400000"));

        assertThat(get(world.line.send(unknownType)).responseCode()).isEqualTo("12");
        assertThat(get(world.line.send(transfer)).responseCode()).isEqualTo("12");
        assertThat(world.rows()).isEmpty();
    }

    @Test
    void garbageOfAnyKindLeavesTheBankAnswering(Vertx vertx) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] sale = world.line
                .messages()
                .chipSale(CardDeck.unionPay(3), 1_000)
                .frame()
                .toBuffer()
                .getBytes();
        for (int i = 0; i < 200; i++) {
            byte[] twisted = sale.clone();
            twisted[2 + random.nextInt(i % 2 == 0 ? 20 : sale.length - 2)] = (byte) random.nextInt();
            var line = BankWorld.connect(vertx, world.bank);
            get(line.send(twisted));
            get(line.close());
        }

        assertThat(get(world.line.echo()).responseCode()).as("seed=" + seed).isEqualTo("00");
        assertThat(world.rows()).isEmpty();
    }

    private String network(String code) throws Exception {
        return get(world.line.send(BankWorld.request(IsoMessage.builder("0800")
                        .set(7, "0321103045")
                        .set(11, Integer.parseInt(code))
                        .set(70, code))))
                .responseCode();
    }
}
