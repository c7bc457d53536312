package io.txswitch.iso8583.bank;

import static io.txswitch.iso8583.TestWorld.await;
import static io.txswitch.iso8583.bank.TestLine.charge;
import static io.txswitch.iso8583.bank.TestLine.reversal;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line against banks that answer wrongly, oddly or from elsewhere. */
@ExtendWith(VertxExtension.class)
class BankWireTest {
    private static final String QUICK = "answer-within-ms: 300\n";

    private final Vertx vertx = Vertx.vertx();
    private final TestLine line = new TestLine(vertx);
    private final FakeBank bank = FakeBank.start(vertx);

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private static BankConfig to(FakeBank bank, String settings) {
        return TestBanks.config(TestLine.ID, bank.port(), settings);
    }

    @ParameterizedTest
    @CsvSource({"4, 000000000999, amount", "49, 840, currency", "11, 000000, trace", "41, T9999999, terminal"})
    void anAnswerForSomethingElseIsNoApproval(int number, String value, String what) {
        line.up(to(bank, QUICK + "match-by: [37]\n"));
        bank.money =
                request -> FakeBank.answer(request, "00").set(number, value).build();

        HostAnswer answer = line.call(charge(1_000));

        assertThat(answer.result()).isEqualTo(Result.UNKNOWN);
        assertThat(answer.facts().detail()).endsWith("another " + what);
    }

    @Test
    void aBankWithoutReferencesIsMatchedByTraceAndTime() {
        line.up(to(bank, QUICK + "match-by: [\"11\", \"7\"]\nstan: leased\nstan-range: 100\n"));
        bank.money = request -> IsoMessage.of("0210")
                .copy(request, 3, 4, 7, 11, 49)
                .set(De.RESPONSE_CODE, "00")
                .build();
        HostRequest sale = charge(1_000);

        assertThat(line.call(sale).result()).isEqualTo(Result.APPROVED);
        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
        assertThat(bank.heard.stream().filter(m -> m.mti().equals("0200")).map(m -> m.text(De.STAN)))
                .containsExactly("000001", "000002");
        bank.money = request -> IsoMessage.of("0430")
                .copy(request, 3, 4, 7, 11, 49)
                .set(De.RESPONSE_CODE, "00")
                .build();
        assertThat(line.call(reversal(sale, 0)).result()).isEqualTo(Result.REVERSED);
        assertThat(bank.last("0420").text(De.STAN)).isEqualTo("000001");
        assertThat(bank.last("0420").text(De.ORIGINAL_DATA)).startsWith("0200000001");
    }

    @Test
    void foreignAnswersAreNobodysAndDuplicatesAreNoNews() {
        line.up(to(bank, QUICK));
        HostRequest sale = charge(1_000);
        assertThat(line.call(sale).result()).isEqualTo(Result.APPROVED);
        IsoMessage said = FakeBank.approve(bank.last("0200"));

        bank.say(said);
        bank.say(IsoMessage.of("0210")
                .copy(said, 3, 4, 7, 39, 49)
                .set(De.STAN, "123456")
                .set(De.RRN, "000000000042")
                .build());
        bank.say(IsoMessage.of("0210").set(De.RESPONSE_CODE, "00").build());
        bank.say(IsoMessage.of("0200").copy(said, 3, 4, 7, 11).build());

        Awaitility.await().until(() -> line.counted("unmatched_answers") == 2);
        assertThat(line.counted("duplicate_answers")).isEqualTo(1);
        assertThat(line.facts).isEmpty();
    }

    @Test
    void anAnswerThatComesLateIsAFactAndAnotherCodeIsNewsOnce() {
        line.up(to(bank, QUICK));
        bank.money = request -> null;
        HostRequest sale = charge(1_000);
        assertThat(line.call(sale).result()).isEqualTo(Result.UNKNOWN);

        IsoMessage late = FakeBank.approve(bank.last("0200"));
        bank.say(late);
        bank.say(late);
        bank.say(FakeBank.answer(bank.last("0200"), "51").build());

        Awaitility.await().until(() -> line.facts.size() == 2);
        assertThat(line.facts)
                .extracting(fact -> fact.answer().result())
                .containsExactly(Result.APPROVED, Result.DECLINED);
        assertThat(line.facts).allMatch(fact -> fact.id().equals(sale.header().id()));
        assertThat(line.counted("duplicate_answers")).isEqualTo(1);
    }

    @Test
    void swappedAnswersFindTheirRequests() {
        line.up(to(bank, QUICK));
        List<IsoMessage> waiting = new CopyOnWriteArrayList<>();
        bank.money = request -> {
            waiting.add(request);
            return null;
        };
        Future<HostAnswer> one = line.ask(charge(1_000));
        Future<HostAnswer> two = line.ask(charge(2_000));
        Awaitility.await().until(() -> waiting.size() == 2);

        bank.say(FakeBank.answer(waiting.get(1), "51").build());
        bank.say(FakeBank.approve(waiting.get(0)));

        assertThat(await(one).result()).isEqualTo(Result.APPROVED);
        assertThat(await(two).result()).isEqualTo(Result.DECLINED);
    }

    @Test
    void answersJoinedInOneSegmentOrCutIntoBytesAreRead() {
        line.up(to(bank, "answer-within-ms: 5000\n"));
        Buffer all = Buffer.buffer();
        bank.money = request -> {
            all.appendBuffer(FakeBank.frame(FakeBank.encode(FakeBank.approve(request))));
            return null;
        };
        List<Future<HostAnswer>> asked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            asked.add(line.ask(charge(1_000)));
        }
        Awaitility.await().until(() -> bank.heard("0200") == 100);
        bank.lines.getLast().write(all);
        assertThat(asked).allMatch(each -> await(each).result() == Result.APPROVED);

        bank.money = request -> {
            Buffer bytes = FakeBank.frame(FakeBank.encode(FakeBank.approve(request)));
            for (int i = 0; i < bytes.length(); i++) {
                bank.lines.getLast().write(bytes.getBuffer(i, i + 1));
            }
            return null;
        };
        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
    }

    @Test
    void aBankThatDoesNotReadGetsNoMoreAndIsLeft() {
        line.up(to(
                bank, "answer-within-ms: 2000\necho-every-ms: 50\nmax-in-flight: 100000\nbreaker-failures: 10000\n"));
        NetSocket socket = bank.lines.getFirst();
        AtomicBoolean closed = new AtomicBoolean();
        socket.pause();
        bank.money = request -> null;

        Awaitility.await().until(() -> {
            for (int i = 0; i < 2_000; i++) {
                line.ask(charge(1_000)).onSuccess(answer -> {
                    if ("no line to the bank".equals(answer.facts().detail())) {
                        closed.set(true);
                    }
                });
            }
            return closed.get();
        });
        socket.resume();
        line.awaitUp();
    }

    @Test
    void whenThePrimaryIsDownTheBackupServesUntilItIsBack() {
        FakeBank backup = FakeBank.start(vertx);
        line.up(TestBanks.config("""
                id: bank-a
                endpoints: ["127.0.0.1:%d", "127.0.0.1:%d"]
                endpoint-order: primary-backup
                primary-retry-ms: 50
                answer-within-ms: 300
                """.formatted(bank.port(), backup.port())));
        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
        assertThat(backup.heard("0200")).isZero();

        int port = bank.port();
        bank.lines.forEach(NetSocket::close);
        bank.stop();
        Awaitility.await().until(() -> line.call(charge(1_000)).result() == Result.APPROVED);
        assertThat(backup.heard("0200")).isPositive();

        FakeBank again = FakeBank.start(
                vertx, new NetServerOptions().setHost(FakeBank.HOST).setPort(port));
        Awaitility.await().until(() -> {
            line.call(charge(1_000));
            return again.heard("0200") > 0;
        });
        Awaitility.await().until(() -> backup.lines.isEmpty());
        assertThat(backup.heard("0800")).isPositive();
        assertThat(backup.last("0800").text(De.NETWORK_CODE)).isEqualTo("002");
    }

    @Test
    void connectionsAreSpreadOverAllEndpoints() {
        FakeBank other = FakeBank.start(vertx);
        line.up(TestBanks.config("""
                id: bank-a
                endpoints: ["127.0.0.1:%d", "127.0.0.1:%d"]
                connections: 4
                answer-within-ms: 10000
                """.formatted(bank.port(), other.port())));
        Awaitility.await().until(() -> bank.lines.size() == 2 && other.lines.size() == 2);

        for (int i = 0; i < 20; i++) {
            assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
        }
        assertThat(bank.heard("0200")).isPositive();
        assertThat(other.heard("0200")).isPositive();
    }

    @Test
    void theBanksOwnRowsDecide() {
        line.up(to(bank, QUICK + "results: [{code: \"1A\", result: declined, reason: wrong-pin}]\n"));
        bank.money = request -> FakeBank.answer(request, "1A").build();

        assertThat(line.call(charge(1_000)).reason()).hasToString("WRONG_PIN");
    }

    @Test
    void chargesThatGetNoAnswerHoldUpNoReversal() {
        line.up(to(bank, "answer-within-ms: 2000\nmax-in-flight: 1\nmax-reversals-in-flight: 2\n"));
        bank.money = request -> request.mti().equals("0200") ? null : FakeBank.approve(request);
        HostRequest silent = charge(1_000);
        Future<HostAnswer> first = line.ask(silent);
        Awaitility.await().until(() -> bank.heard("0200") == 1);

        assertThat(line.call(charge(1_000)).result()).isEqualTo(Result.NOT_SENT);
        assertThat(line.call(reversal(charge(1_000), 0)).result()).isEqualTo(Result.REVERSED);
        assertThat(line.call(reversal(silent, 1)).result()).isEqualTo(Result.REVERSED);
        assertThat(bank.heard("0421")).isEqualTo(1);
        assertThat(first.isComplete()).isFalse();
    }
}
