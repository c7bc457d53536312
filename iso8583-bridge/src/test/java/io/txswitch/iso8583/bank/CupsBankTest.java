package io.txswitch.iso8583.bank;

import static io.txswitch.iso8583.TestWorld.await;
import static io.txswitch.iso8583.bank.TestLine.charge;
import static io.txswitch.iso8583.bank.TestLine.reversal;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.sandbox.bank.BankOptions;
import io.txswitch.sandbox.bank.BankScript;
import io.txswitch.sandbox.bank.BankSimulator;
import io.txswitch.sandbox.books.Book;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A bank that speaks UnionPay's interchange: another dialect and another framing, and nothing else changes. */
@ExtendWith(VertxExtension.class)
class CupsBankTest {
    @TempDir
    Path dir;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void salesAndReversalsGoOverAnInterchangeLine() throws Exception {
        Path book = dir.resolve("book.jsonl");
        BankSimulator bank = await(BankSimulator.start(
                vertx,
                BankOptions.of(TestLine.ID, book)
                        .withWire(BankOptions.Wire.CUPS)
                        .withSignOnRequired()));
        TestLine line = new TestLine(vertx)
                .up(TestBanks.config(
                        TestLine.ID, bank.port(), "dialect: cups\nframing: cups\nanswer-within-ms: 500\n"));

        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
        assertThat(line.call(charge(1_051)).result()).isEqualTo(Result.DECLINED);
        bank.planNext(BankScript.SILENT);
        HostRequest silent = charge(1_000);
        assertThat(line.call(silent).result()).isEqualTo(Result.UNKNOWN);
        assertThat(line.call(reversal(silent, 0)).result()).isEqualTo(Result.REVERSED);

        assertThat(Book.rows(book))
                .extracting(row -> row.get("kind"))
                .containsExactly("DEBIT", "DEBIT", "DEBIT", "REVERSAL");
    }
}
