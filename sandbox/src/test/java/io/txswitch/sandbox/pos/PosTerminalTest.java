package io.txswitch.sandbox.pos;

import static io.txswitch.sandbox.Eventually.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.txswitch.sandbox.bank.BankOptions;
import io.txswitch.sandbox.bank.BankScript;
import io.txswitch.sandbox.bank.BankSimulator;
import io.txswitch.sandbox.books.Book;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class PosTerminalTest {
    @TempDir
    Path folder;

    private BankSimulator host;
    private Book book;
    private PosOptions options;
    private PosTerminal terminal;

    @BeforeEach
    void connect(Vertx vertx) throws Exception {
        host = get(BankSimulator.start(vertx, BankOptions.of("A", folder.resolve("bank-A.jsonl"))));
        book = Book.open(folder.resolve("pos.jsonl"));
        options = PosOptions.of(host.port(), "T0000001", "M00000000000001")
                .withFirstTrace(1)
                .withBook(book);
        terminal = get(PosTerminal.connect(vertx, options));
    }

    @AfterEach
    void closeBook() {
        book.close();
    }

    @Test
    void whatATerminalWasToldIsInItsBook() throws Exception {
        get(terminal.echo());
        PosAnswer sold = get(terminal.chipSale(CardDeck.unionPay(1), 1_000));
        get(terminal.magstripeSale(CardDeck.unionPay(2), 1_051));
        get(terminal.reverse(sold.request()));

        assertThat(Book.rows(folder.resolve("pos.jsonl")))
                .extracting(row -> row.get("mti") + " " + row.get("trace") + " " + row.get("amount_minor") + " "
                        + row.get("response_code"))
                .containsExactly(
                        "0800 000001 0 00", "0200 000002 1000 00", "0200 000003 1051 51", "0400 000004 1000 00");
        assertThat(Book.rows(folder.resolve("pos.jsonl")).get(1))
                .containsEntry("terminal_id", "T0000001")
                .containsEntry("rrn", sold.rrn().orElseThrow());
    }

    @Test
    void anAnswerThatStaysOutIsAFailureAndARow(Vertx vertx) throws Exception {
        PosTerminal impatient = get(PosTerminal.connect(vertx, options.withAnswerTimeoutMs(20)));

        assertThatThrownBy(() -> get(impatient.magstripeSale(CardDeck.visa(), 1_068)))
                .isInstanceOfSatisfying(
                        NoAnswerException.class,
                        none -> assertThat(none.request().amountMinor()).isEqualTo(1_068))
                .hasMessageContaining("timeout");
        assertThat(Book.rows(folder.resolve("pos.jsonl")))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("response_code", "none"));
    }

    @Test
    void aRepeatIsTheSameBytesAndEachGetsItsOwnAnswer() throws Exception {
        host.planNext(BankScript.SWAPPED);
        PosRequest sale = terminal.messages().magstripeSale(CardDeck.visa(), 1_000);

        Future<PosAnswer> first = terminal.send(sale);
        Future<PosAnswer> second = terminal.repeat(sale);

        assertThat(List.of(get(first).responseCode(), get(second).responseCode()))
                .containsExactlyInAnyOrder("00", "94");
        assertThat(host.last("0200")).contains(sale.message());
    }

    @Test
    void answersFindTheirRequestsInAnyOrder() throws Exception {
        List<Future<PosAnswer>> answers = IntStream.range(0, PosInbox.MAX_WAITING)
                .mapToObj(i -> terminal.magstripeSale(CardDeck.unionPay(i), 1_011 + i % 40))
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(get(answers.get(i)).approved()).isTrue();
            assertThat(get(answers.get(i)).message().number(4)).isEqualTo(1_011 + i % 40);
        }
    }

    @Test
    void aClosedLineEndsWhatWaitsAndRefusesWhatComes() throws Exception {
        Future<PosAnswer> waiting = terminal.magstripeSale(CardDeck.visa(), 1_068);
        await().until(() -> host.received("0200") == 1);

        get(host.disconnectAll());

        assertThatThrownBy(() -> get(waiting)).hasMessageContaining("line closed");
        get(terminal.closed());
        assertThat(terminal.isOpen()).isFalse();
        assertThatThrownBy(() -> get(terminal.echo())).isInstanceOf(NoAnswerException.class);
    }

    @Test
    void nobodyListeningIsAFailureAtOnce(Vertx vertx) throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(() -> get(PosTerminal.connect(vertx, options.withAddress("127.0.0.1", free))))
                .hasMessageContaining("refused");
    }

    @Test
    void aHexSaleIsReadyToBeSent(Vertx vertx) throws Exception {
        String hex = terminal.hexSale(CardDeck.unionPay(1), 1_000);

        get(terminal.send(HexFormat.of().parseHex(hex)));

        await().until(() -> terminal.unmatched().size() == 1);
        assertThat(terminal.unmatched().getFirst().text(39)).isEqualTo("00");
    }

    @Test
    void aHostThatAnswersNonsenseLosesItsTerminal(Vertx vertx) throws Exception {
        NetServer nonsense = get(vertx.createNetServer()
                .connectHandler(socket -> socket.write(Buffer.buffer("HTTP/1.1 400 Bad Request")))
                .listen(0, "127.0.0.1"));

        PosTerminal confused = get(PosTerminal.connect(vertx, options.withAddress("127.0.0.1", nonsense.actualPort())));

        get(confused.closed());
        assertThat(confused.unmatched()).isEmpty();
    }
}
