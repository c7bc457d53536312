package io.txswitch.sandbox.pos.console;

import static io.txswitch.sandbox.Eventually.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.bank.BankOptions;
import io.txswitch.sandbox.bank.BankSimulator;
import io.txswitch.sandbox.pos.PosOptions;
import io.txswitch.sandbox.pos.PosTerminal;
import io.txswitch.sandbox.pos.unionpay.CashRegister;
import io.txswitch.sandbox.pos.unionpay.FakeAcquirer;
import io.txswitch.sandbox.pos.unionpay.UnionPayOptions;
import io.txswitch.sandbox.pos.unionpay.UnionPayTerminal;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@ExtendWith(VertxExtension.class)
class PosCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void aDayAtTheCounter(Vertx vertx) throws Exception {
        FakeAcquirer host = new FakeAcquirer(vertx, UnionPayOptions.Mac.UNIONPAY_ECB);

        int failures = play(unionPay(vertx, host), """
                # a comment, and a blank line

                signin
                swipe 1000 --card 12 --pin 123456
                insert 2000 --pin
                tap 500 --card sample
                qr 6225012345678901 700
                void 2
                preauth 10000
                complete 7 9000
                balance
                refund 3 100
                tip 4 50
                offline 300
                list
                echo
                settle
                signoff
                quit
                swipe 1
                """);

        assertThat(printed()).contains("settlement: response 00, balanced", "VOID  APPROVED", "CNY 123.45");
        assertThat(printed()).contains("--pin ****").doesNotContain("--pin 123456");
        assertThat(failures).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"swipe 1000", "void 9", "swipe", "swipe ten", "dance", "insert 1 --card x", "tap 1 --pan 2"})
    void whatCannotBeDoneIsAFailureAndTheNextCommandIsDone(String line, Vertx vertx) throws Exception {
        FakeAcquirer host = new FakeAcquirer(vertx, UnionPayOptions.Mac.UNIONPAY_ECB);

        assertThat(play(unionPay(vertx, host), line + "\necho\n")).isEqualTo(1);
        assertThat(printed()).contains("  ! ", "echo: response 00");
    }

    @Test
    void noAnswerIsAFailureAlthoughItWasTakenBack(Vertx vertx) throws Exception {
        FakeAcquirer host = new FakeAcquirer(vertx, UnionPayOptions.Mac.UNIONPAY_ECB);
        host.twists.add(FakeAcquirer.silence());

        assertThat(play(unionPay(vertx, host), "signin\nswipe 1000\n")).isEqualTo(1);
        assertThat(printed()).contains("SALE  REVERSED", "no answer");
    }

    @Test
    void theBinaryWireIsSpokenToo(Vertx vertx) throws Exception {
        BankSimulator bank = get(BankSimulator.start(vertx, BankOptions.of("A", folder.resolve("bank-A.jsonl"))));
        PosTerminal terminal = get(PosTerminal.connect(
                vertx, PosOptions.of(bank.port(), "T0000001", "M00000000000001").withFirstTrace(1)));

        int failures = play(new Iso87Register(terminal, new byte[16]), """
                echo
                insert 1000
                swipe 1051
                balance
                preauth 5000
                """);

        assertThat(failures).isZero();
        assertThat(printed()).contains("SALE  APPROVED", "insufficient funds", "CNY 123456.78", "PRE_AUTH  APPROVED");
        assertThat(bank.cryptogramsVerified()).isEqualTo(3);
    }

    @Test
    void theCommandReadsAScriptAndSaysHowItWent(Vertx vertx) throws Exception {
        FakeAcquirer host = new FakeAcquirer(vertx, UnionPayOptions.Mac.X9_19);
        Path good = Files.writeString(folder.resolve("good.pos"), "signin\nswipe 1000 --pin\nsettle\n");
        Path bad = Files.writeString(folder.resolve("bad.pos"), "swipe 1000\n");
        String port = Integer.toString(host.port());

        assertThat(command("--port", port, "--mac", "X9_19", "--script", good.toString()))
                .isZero();
        assertThat(command("--port", port, "--script", bad.toString())).isEqualTo(1);
        assertThat(command("--port", port, "--dialect", "telex")).isEqualTo(2);
        assertThat(command("--port", port, "--tmk", "12")).isEqualTo(2);
        assertThat(command("--port", "1")).isEqualTo(2);
    }

    private static int command(String... arguments) {
        return new CommandLine(new PosCommand())
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }

    private static CashRegister unionPay(Vertx vertx, FakeAcquirer host) throws Exception {
        return get(UnionPayTerminal.connect(
                vertx,
                UnionPayOptions.of(host.port(), "T0000001", "M00000000000001")
                        .withFirstTrace(1)
                        .withAnswerTimeoutMs(500)));
    }

    private int play(CashRegister register, String script) throws Exception {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int failures = new PosConsole(register, out, false).run(new BufferedReader(new StringReader(script)));
        get(register.close());
        return failures;
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
