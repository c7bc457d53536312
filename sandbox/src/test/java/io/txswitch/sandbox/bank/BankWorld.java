package io.txswitch.sandbox.bank;

import static io.txswitch.sandbox.Eventually.get;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.iso.Frame;
import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.pos.PosOptions;
import io.txswitch.sandbox.pos.PosRequest;
import io.txswitch.sandbox.pos.PosTerminal;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A bank with one line into it; the line can also speak as a switch does, with a reference number of its own. */
final class BankWorld {
    final BankSimulator bank;
    final PosTerminal line;
    private final Path book;

    private BankWorld(BankSimulator bank, PosTerminal line, Path book) {
        this.bank = bank;
        this.line = line;
        this.book = book;
    }

    static BankWorld open(Vertx vertx, BankOptions options) throws Exception {
        BankSimulator bank = get(BankSimulator.start(vertx, options));
        return new BankWorld(bank, connect(vertx, bank), options.book());
    }

    static PosTerminal connect(Vertx vertx, BankSimulator bank) throws Exception {
        return get(PosTerminal.connect(
                vertx, PosOptions.of(bank.port(), "T0000001", "M00000000000001").withFirstTrace(1)));
    }

    /** The book's rows without what differs from run to run. */
    List<String> rows() {
        return Book.rows(book).stream().map(BankWorld::shown).toList();
    }

    private static String shown(Map<String, Object> row) {
        return row.get("kind") + " " + row.get("rrn") + " " + row.get("amount_minor") + " " + row.get("status") + " "
                + row.get("rc");
    }

    /** A sale as a switch sends it. */
    static PosRequest sale(String rrn, long stan, long amountMinor) {
        return request(IsoMessage.builder("0200")
                .set(2, "4111111111111111")
                .set(3, "000000")
                .set(4, amountMinor)
                .set(7, "0321103045")
                .set(11, stan)
                .set(12, "183045")
                .set(13, "0321")
                .set(22, "021")
                .set(25, "00")
                .set(37, rrn)
                .set(41, "T0000001")
                .set(42, "M00000000000001")
                .set(49, "156"));
    }

    /** A reversal of such a sale under a trace number of its own. */
    static IsoMessage.Builder reversal(String mti, PosRequest sale, long stan) {
        IsoMessage original = sale.message();
        return IsoMessage.builder(mti)
                .copy(original, 2, 3, 4, 37, 41, 42, 49)
                .set(7, "0321103145")
                .set(11, stan)
                .set(90, "0200" + original.text(11) + original.text(7) + "0".repeat(22));
    }

    static PosRequest request(IsoMessage.Builder message) {
        IsoMessage built = message.build();
        return new PosRequest(built, Frame.of(HexFormat.of().parseHex("6000010000"), built));
    }
}
