package io.txswitch.iso8583.bank;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostHealth;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.sandbox.bank.BankOptions;
import io.txswitch.sandbox.bank.BankScript;
import io.txswitch.sandbox.bank.BankSimulator;
import io.txswitch.sandbox.books.Book;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class BankLineTest {
    private static final long ANSWER_MS = 400;
    private static final long LATE_MS = 900;

    @TempDir
    Path dir;

    private final Vertx vertx = Vertx.vertx();
    private final VertxBus bus = new VertxBus(vertx, TestWorld.KEYS);
    private final Queue<ReportHostFact> facts = new ConcurrentLinkedQueue<>();
    private final Queue<HostHealth> health = new ConcurrentLinkedQueue<>();
    private BankSimulator bank;

    @BeforeEach
    void startBank() {
        bank = await(BankSimulator.start(vertx, options()));
        await(bus.serve(Addresses.HOST_FACT, fact -> {
            facts.add(fact);
            return Future.succeededFuture(FactReceipt.TAKEN);
        }));
        await(bus.listen(Addresses.HOST_HEALTH, health::add));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private BankOptions options() {
        return BankOptions.of("bank-a", dir.resolve("bank-a.jsonl"))
                .withLateDelayMs(LATE_MS)
                .withSignOnRequired();
    }

    @Test
    void anApprovedSaleCarriesTheBanksWords() {
        line(10);
        HostRequest request = charge(1_000);

        HostAnswer answer = call(request);

        assertThat(answer.result()).isEqualTo(Result.APPROVED);
        assertThat(answer.money()).isEqualTo(Money.cny(1_000));
        assertThat(answer.facts().hostCode()).isEqualTo("00");
        assertThat(answer.facts().authCode()).hasSize(6);
        assertThat(answer.facts().stan()).isEqualTo(Stan.of(request.header().id()));
        assertThat(bank.last("0200")).hasValueSatisfying(sale -> {
            assertThat(sale.text(37)).isEqualTo(request.header().id().rrn());
            assertThat(sale.text(35)).isEqualTo("4111111111111111=301210100000");
            assertThat(sale.get(52)).contains("0102030405060708");
            assertThat(sale.text(41)).isEqualTo("T0000001");
        });
    }

    @Test
    void aDeclineKeepsTheBanksCode() {
        line(10);

        HostAnswer answer = call(charge(1_051));

        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(Reason.INSUFFICIENT_FUNDS);
        assertThat(answer.facts().hostCode()).isEqualTo("51");
    }

    @Test
    void aBankThatSaysItIsUnavailableMayBeRoutedAround() {
        line(10);
        bank.planNext(BankScript.UNAVAILABLE);
        bank.planNext(BankScript.MALFUNCTION);

        assertThat(call(charge(1_000)).result()).isEqualTo(Result.RETRYABLE);
        assertThat(call(charge(1_000)).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void aSilentBankIsUnknownAndItsReversalNamesTheSale() throws Exception {
        line(10);
        HostRequest sale = charge(1_068);

        HostAnswer answer = call(sale);
        HostAnswer reversed = call(reversal(sale, 0));

        assertThat(answer.result()).isEqualTo(Result.UNKNOWN);
        assertThat(answer.facts().stan()).isEqualTo(Stan.of(sale.header().id()));
        assertThat(reversed.result()).isEqualTo(Result.REVERSED);
        assertThat(bank.last("0420")).hasValueSatisfying(m -> {
            assertThat(m.text(37)).isEqualTo(sale.header().id().rrn());
            assertThat(m.text(90)).startsWith("0200" + Stan.of(sale.header().id()));
            assertThat(m.has(35)).isFalse();
            assertThat(m.has(52)).isFalse();
        });
        assertThat(Book.rows(dir.resolve("bank-a.jsonl"))).hasSize(2);
    }

    @Test
    void aBankDeafToReversalsHearsRepeatsUntilItAnswers() {
        line(10);
        HostRequest sale = charge(1_067);

        assertThat(call(sale).result()).isEqualTo(Result.UNKNOWN);
        assertThat(call(reversal(sale, 0)).result()).isEqualTo(Result.UNKNOWN);
        assertThat(call(reversal(sale, 1)).result()).isEqualTo(Result.UNKNOWN);
        assertThat(call(reversal(sale, 2)).result()).isEqualTo(Result.REVERSED);
        assertThat(call(reversal(sale, 3)).result()).isEqualTo(Result.REVERSED);
        assertThat(bank.received("0420")).isEqualTo(1);
        assertThat(bank.received("0421")).isEqualTo(3);
    }

    @Test
    void whatWasNeverSoldCannotBeReversed() {
        line(10);

        assertThat(call(reversal(charge(1_000), 0)).result()).isEqualTo(Result.NOT_FOUND);
    }

    @Test
    void aLateAnswerIsReportedAsAFactWithItsMoney() {
        line(10);
        HostRequest sale = charge(1_069);

        assertThat(call(sale).result()).isEqualTo(Result.UNKNOWN);

        ReportHostFact fact = Awaitility.await().until(facts::poll, f -> f != null);
        assertThat(fact.hostId()).isEqualTo("bank-a");
        assertThat(fact.id()).isEqualTo(sale.header().id());
        assertThat(fact.answer().result()).isEqualTo(Result.APPROVED);
        assertThat(fact.answer().money()).isEqualTo(Money.cny(1_069));
    }

    @Test
    void anAnswerForAnotherAmountIsNoApproval() {
        line(10);
        bank.planNext(BankScript.WRONG_AMOUNT);

        HostAnswer answer = call(charge(1_000));

        assertThat(answer.result()).isEqualTo(Result.UNKNOWN);
        assertThat(answer.facts().detail()).contains("another amount");
    }

    @Test
    void anAnswerUnderAnotherNumberIsNobodys() {
        line(10);
        bank.planNext(BankScript.WRONG_STAN);
        bank.planNext(BankScript.WRONG_RRN);

        assertThat(call(charge(1_000)).result()).isEqualTo(Result.UNKNOWN);
        assertThat(call(charge(1_000)).result()).isEqualTo(Result.UNKNOWN);
        assertThat(facts).isEmpty();
    }

    @Test
    void answersInAnotherOrderFindTheirRequests() {
        line(10);
        bank.planNext(BankScript.SWAPPED);
        HostRequest first = charge(1_000);
        HostRequest second = charge(2_051);

        Future<HostAnswer> one = ask(first);
        Future<HostAnswer> two = ask(second);

        assertThat(await(one).money()).isEqualTo(Money.cny(1_000));
        assertThat(await(two).result()).isEqualTo(Result.DECLINED);
    }

    @Test
    void anAnswerGivenTwiceIsNoFact() {
        line(10);
        bank.planNext(BankScript.TWICE);

        assertThat(call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
        assertThat(call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
        assertThat(facts).isEmpty();
    }

    @Test
    void aLineLostMidRequestIsUnknownAtOnceAndComesBack() {
        line(10);
        bank.planNext(BankScript.HALF);

        assertThat(call(charge(1_000)).result()).isEqualTo(Result.UNKNOWN);
        awaitUp();
        assertThat(call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
    }

    @Test
    void aBankThatIsDownGetsNothing() {
        line(10);
        int port = bank.port();
        await(bank.close());
        Awaitility.await().until(() -> lastHealth() != null && !lastHealth().up());

        assertThat(call(charge(1_000)).result()).isEqualTo(Result.NOT_SENT);
        assertThat(call(reversal(charge(1_000), 0)).result()).isEqualTo(Result.NOT_SENT);

        bank = await(BankSimulator.start(vertx, options().withPort(port)));
        awaitUp();
        assertThat(call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
    }

    @Test
    void withoutSignOnNothingIsSent() {
        bank.refuseSignOn(true);
        deploy(config(10, 1_024));
        Awaitility.await().until(() -> bank.received("0800") > 1);

        assertThat(call(charge(1_000)).result()).isEqualTo(Result.NOT_SENT);
        assertThat(bank.received("0200")).isZero();

        bank.refuseSignOn(false);
        awaitUp();
        assertThat(call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
    }

    @Test
    void silenceInARowOpensTheCircuitAndAnAnswerClosesIt() {
        line(2);
        bank.setMode(BankScript.SILENT);
        HostRequest silent = charge(1_000);
        assertThat(call(silent).result()).isEqualTo(Result.UNKNOWN);
        assertThat(call(charge(1_000)).result()).isEqualTo(Result.UNKNOWN);

        HostAnswer refused = call(charge(1_000));
        assertThat(refused.result()).isEqualTo(Result.NOT_SENT);
        assertThat(refused.facts().detail()).isEqualTo("the circuit is open");
        assertThat(call(reversal(silent, 0)).result()).isEqualTo(Result.REVERSED);

        bank.setMode(BankScript.APPROVE);
        awaitUp();
        assertThat(call(charge(1_000)).result()).isEqualTo(Result.APPROVED);
        assertThat(bank.received("0200")).isEqualTo(3);
    }

    @Test
    void aFullWindowRefusesAtOnceAndLeavesReversalsTheirOwn() {
        deploy(config(100, 2));
        awaitUp();
        bank.setMode(BankScript.SILENT);
        HostRequest one = charge(1_000);
        Future<HostAnswer> first = ask(one);
        Future<HostAnswer> second = ask(charge(1_000));
        HostAnswer third = call(charge(1_000));

        assertThat(third.result()).isEqualTo(Result.NOT_SENT);
        assertThat(first.isComplete()).isFalse();
        assertThat(call(reversal(one, 0)).result()).isEqualTo(Result.REVERSED);
        assertThat(await(first).result()).isEqualTo(Result.UNKNOWN);
        assertThat(await(second).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void aDeadlineThatIsOverSendsNothing() {
        line(10);
        HostRequest request = charge(1_000);

        HostAnswer answer = call(new HostRequest(
                Operation.CHARGE, "bank-a", request.header(), request.card(), HostFacts.NONE, null, 0, 0));

        assertThat(answer.result()).isEqualTo(Result.NOT_SENT);
        assertThat(bank.received("0200")).isZero();
    }

    @Test
    void aPromiseThatIsOverSendsNothingHoweverLongTheRequestSays() {
        line(10);
        TxHeader header =
                TestWorld.promisedBy(charge(1_000).header(), Instant.now().minusMillis(1));

        HostAnswer answer = call(
                new HostRequest(Operation.CHARGE, "bank-a", header, TestWorld.card(), HostFacts.NONE, null, 0, 10_000));

        assertThat(answer.result()).isEqualTo(Result.NOT_SENT);
        assertThat(bank.received("0200")).isZero();
    }

    @Test
    void aChargeWhoseCardIsGoneIsNotSentAgainAndNotDenied() {
        line(10);
        HostRequest request = charge(1_000);

        HostAnswer answer = call(
                new HostRequest(Operation.CHARGE, "bank-a", request.header(), null, HostFacts.NONE, null, 0, 1_000));

        assertThat(answer.result()).isEqualTo(Result.UNKNOWN);
        assertThat(bank.received("0200")).isZero();
    }

    @Test
    void theLineIsTriedWithEchoes() {
        line(10);

        Awaitility.await().until(() -> bank.received("0800") > 2);

        assertThat(bank.last("0800"))
                .hasValueSatisfying(m -> assertThat(m.text(70)).isEqualTo("301"));
        assertThat(bank.connections()).isEqualTo(1);
    }

    @Test
    void thisBankHasNoQueries() {
        line(10);
        HostRequest request = charge(1_000);

        HostAnswer answer = call(
                new HostRequest(Operation.QUERY, "bank-a", request.header(), null, HostFacts.NONE, null, 0, 1_000));

        assertThat(answer).isEqualTo(HostAnswer.unknown("no query"));
    }

    private void line(int breakerFailures) {
        deploy(config(breakerFailures, 1_024));
        awaitUp();
    }

    private void deploy(BankConfig config) {
        await(vertx.deployVerticle(new BankLineVerticle(config, TestBanks.ports("n1", bus))));
    }

    private BankConfig config(int breakerFailures, int window) {
        return TestBanks.config("bank-a", bank.port(), """
                echo-every-ms: 200
                answer-within-ms: %d
                max-in-flight: %d
                breaker-failures: %d
                breaker-reset-ms: 300
                """.formatted(ANSWER_MS, window, breakerFailures));
    }

    private void awaitUp() {
        health.clear();
        Awaitility.await().until(() -> lastHealth() != null && lastHealth().up());
    }

    private HostHealth lastHealth() {
        List<HostHealth> all = List.copyOf(health);
        return all.isEmpty() ? null : all.getLast();
    }

    private HostAnswer call(HostRequest request) {
        return await(ask(request));
    }

    private Future<HostAnswer> ask(HostRequest request) {
        return bus.request(Addresses.HOST_CALL.with("bank-a"), request, 10_000);
    }

    private static HostRequest charge(long amountMinor) {
        TxId id = TestWorld.nextId();
        CardData card = TestWorld.card();
        TxHeader header = TestWorld.header(id, amountMinor, card);
        return new HostRequest(Operation.CHARGE, "bank-a", header, card, HostFacts.NONE, null, 0, 10_000);
    }

    /** As after a crash: no card in memory, and nothing known of the bank. */
    private static HostRequest reversal(HostRequest sale, int attempt) {
        return new HostRequest(Operation.REVERSE, "bank-a", sale.header(), null, HostFacts.NONE, null, attempt, 10_000);
    }
}
