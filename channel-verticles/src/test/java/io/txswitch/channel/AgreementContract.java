package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.agreement;
import static io.txswitch.channel.ChannelBench.deduction;
import static io.txswitch.channel.ChannelBench.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.AgreementTerms.Unit;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import io.txswitch.sandbox.wallet.NoticeFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every channel does whose wallet has agreements.
 *
 * <p>The payer goes by the last two digits of the amount per period: 51 refuses, 68 signs and nobody tells, 69 signs
 * late; and by those of a deduction as with a code of his own.
 */
abstract class AgreementContract extends ChannelFixture {
    static AgreementTerms terms(long amountMinor) {
        return new AgreementTerms("payer-1", Unit.MONTH, 1, amountMinor, "CNY", LocalDate.of(2030, 1, 15), false);
    }

    /** The place where the payer signs, or a refusal. */
    HostAnswer begun(TxHeader agreement) {
        HostAnswer answer = bench.ask(Operation.CHARGE, agreement);
        assertThat(answer.result()).isEqualTo(Result.PENDING);
        assertThat(answer.facts().qrCode()).isNotBlank();
        return answer;
    }

    static HttpResponse<String> open(String link) {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(link))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            HttpResponse<String> page = browser.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            return page;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that the payer has signed, with the wallet's number of it. */
    HostFacts signed(TxHeader agreement) {
        open(begun(agreement).facts().qrCode());
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.QUERY, agreement).result()).isEqualTo(Result.APPROVED));
        return bench.ask(Operation.QUERY, agreement).facts();
    }

    private HostAnswer deduct(TxHeader payment, TxHeader agreement, HostFacts facts) {
        return bench.askAbout(Operation.CHARGE, payment, agreement, facts, 0);
    }

    private HostAnswer query(TxHeader payment, TxHeader agreement, HostFacts facts) {
        return bench.askAbout(Operation.QUERY, payment, agreement, facts, 0);
    }

    @Test
    void aSignedAgreementIsReportedAndFoundByAQuery() {
        TxHeader agreement = agreement(terms(1_200));
        HostAnswer begun = begun(agreement);
        assertThat(bench.ask(Operation.QUERY, agreement).result()).isIn(Result.PENDING, Result.NOT_FOUND);
        open(begun.facts().qrCode());
        await().until(() -> !bench.facts.isEmpty());
        ReportHostFact fact = bench.facts.getFirst();
        assertThat(fact.id()).isEqualTo(agreement.id());
        assertThat(fact.answer().result()).isEqualTo(Result.APPROVED);
        assertThat(fact.answer().money()).isNull();
        assertThat(fact.appId()).isEqualTo(wallet.settings(1).get("app-id"));
        HostAnswer seen = bench.ask(Operation.QUERY, agreement);
        assertThat(seen.result()).isEqualTo(Result.APPROVED);
        assertThat(seen.facts().channelNo())
                .isNotBlank()
                .isEqualTo(fact.answer().facts().channelNo());
        await().until(() -> wallet.notices().acceptances() == 1);
        assertThat(booked("SIGN")).hasSize(1);
        assertThat(booked("DEBIT")).isEmpty();
    }

    @Test
    void aRepeatedRequestIsAboutTheSameAgreement() {
        TxHeader agreement = agreement(terms(1_200));
        open(begun(agreement).facts().qrCode());
        open(begun(agreement).facts().qrCode());
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.QUERY, agreement).result()).isEqualTo(Result.APPROVED));
        assertThat(booked("SIGN")).hasSize(1);
    }

    @Test
    void aSilentWalletIsFoundToHaveItSignedByAQuery() {
        signed(agreement(terms(1_268)));
        assertThat(bench.facts).isEmpty();
    }

    @Test
    void aPayerWhoHesitatesIsWaitedFor() {
        TxHeader agreement = agreement(terms(1_269));
        open(begun(agreement).facts().qrCode());
        assertThat(bench.ask(Operation.QUERY, agreement).result()).isIn(Result.PENDING, Result.NOT_FOUND);
        await().until(() -> !bench.facts.isEmpty());
        assertThat(bench.ask(Operation.QUERY, agreement).result()).isEqualTo(Result.APPROVED);
    }

    @Test
    void nothingIsCalledClosedWhileSomebodyMaySignAndItIsOnceItsTimeIsOver() {
        TxHeader agreement = agreement(terms(1_251));
        open(begun(agreement).facts().qrCode());
        assertThat(bench.ask(Operation.CLOSE, agreement).result()).isNotEqualTo(Result.APPROVED);
        bench.clockOffset = Duration.ofMinutes(9);
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.CLOSE, agreement).result()).isEqualTo(Result.CLOSED));
        assertThat(booked("SIGN")).isEmpty();
    }

    @Test
    void closingFindsThatThePayerWasFaster() {
        TxHeader agreement = agreement(terms(1_200));
        signed(agreement);
        assertThat(bench.ask(Operation.CLOSE, agreement).result()).isEqualTo(Result.APPROVED);
        assertThat(booked("UNSIGN")).isEmpty();
    }

    @Test
    void aCancelledAgreementIsEndedOnceAndTakesNoMoreMoney() {
        TxHeader agreement = agreement(terms(1_200));
        HostFacts facts = signed(agreement);
        assertThat(bench.askKnowing(Operation.REVERSE, agreement, facts).result())
                .isEqualTo(Result.REVERSED);
        assertThat(bench.askKnowing(Operation.REVERSE, agreement, facts).result())
                .isEqualTo(Result.REVERSED);
        assertThat(bench.askKnowing(Operation.QUERY, agreement, facts).result()).isEqualTo(Result.CLOSED);
        HostAnswer refused = deduct(deduction(agreement, 1_000), agreement, facts);
        assertThat(refused.result()).isEqualTo(Result.DECLINED);
        assertThat(refused.reason()).isEqualTo(Reason.AGREEMENT_NOT_ACTIVE);
        assertThat(booked("UNSIGN")).hasSize(1);
        assertThat(booked("DEBIT")).isEmpty();
    }

    @Test
    void anAgreementThatThePayerEndsInHisWalletIsReported() {
        TxHeader agreement = agreement(terms(1_200));
        HostFacts facts = signed(agreement);
        await().until(() -> bench.facts.size() == 1);
        ChannelBench.await(wallet.endAgreement(agreement.id().text()));
        await().until(() -> bench.facts.size() == 2);
        ReportHostFact ended = bench.facts.getLast();
        assertThat(ended.id()).isEqualTo(agreement.id());
        assertThat(ended.answer().result()).isEqualTo(Result.REVERSED);
        assertThat(ended.answer().facts().channelNo()).isEqualTo(facts.channelNo());
    }

    @ParameterizedTest(name = "a deduction of {0} fen is answered {1} and ends {2}")
    @CsvSource({
        "1200, APPROVED, APPROVED, 1",
        "1169, PENDING,  APPROVED, 1",
        "1166, PENDING,  CLOSED,   0",
        "1168, UNKNOWN,  APPROVED, 1",
        "1152, UNKNOWN,  APPROVED, 1"
    })
    void aDeductionIsTakenOnce(long amountMinor, Result first, Result inTheEnd, int moved) {
        TxHeader agreement = agreement(terms(1_200));
        HostFacts facts = signed(agreement);
        TxHeader payment = deduction(agreement, amountMinor);
        HostAnswer answer = deduct(payment, agreement, facts);
        assertThat(answer.result()).isEqualTo(first);
        if (first == Result.APPROVED) {
            assertThat(answer.money()).isEqualTo(Money.cny(amountMinor));
            assertThat(answer.facts().channelNo()).isNotBlank();
        }
        await().untilAsserted(() ->
                assertThat(query(payment, agreement, facts).result()).isEqualTo(inTheEnd));
        assertThat(deduct(payment, agreement, facts).result()).isNotEqualTo(Result.DECLINED);
        assertThat(booked("DEBIT")).hasSize(moved);
    }

    @Test
    void aPayerWithoutMoneyIsDeclined() {
        TxHeader agreement = agreement(terms(1_200));
        HostAnswer answer = deduct(deduction(agreement, 1_151), agreement, signed(agreement));
        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(Reason.INSUFFICIENT_FUNDS);
        assertThat(booked("DEBIT")).isEmpty();
    }

    @Test
    void moreThanThePayerAgreedToIsNotTaken() {
        TxHeader agreement = agreement(terms(1_200));
        HostFacts facts = signed(agreement);
        HostAnswer answer = deduct(deduction(agreement, 1_300), agreement, facts);
        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(Reason.AMOUNT_LIMIT);
        assertThat(booked("DEBIT")).isEmpty();
    }

    @Test
    void aDeductionIsGivenBackLikeAnyPayment() {
        TxHeader agreement = agreement(terms(1_200));
        HostFacts facts = signed(agreement);
        TxHeader payment = deduction(agreement, 1_200);
        HostFacts paid = deduct(payment, agreement, facts).facts();
        TxHeader refund = refund(payment, 300);
        assertThat(bench.askAbout(Operation.REFUND, refund, payment, paid, 0).result())
                .isIn(Result.APPROVED, Result.PENDING);
        await().untilAsserted(() -> assertThat(bench.askAbout(Operation.QUERY_REFUND, refund, payment, paid, 0)
                        .money())
                .isEqualTo(Money.cny(300)));
        assertThat(booked("REFUND")).hasSize(1);
    }

    @Test
    void aDeductionThatTheWalletNeverSawIsNotCalledClosedBeforeItsTimeIsOver() {
        TxHeader agreement = agreement(terms(1_200));
        HostFacts facts = signed(agreement);
        TxHeader payment = deduction(agreement, 1_200);
        assertThat(bench.askAbout(Operation.CLOSE, payment, agreement, facts, 0).result())
                .isEqualTo(Result.PENDING);
        bench.clockOffset = Duration.ofMinutes(10);
        assertThat(bench.askAbout(Operation.CLOSE, payment, agreement, facts, 0).result())
                .isEqualTo(Result.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"TAMPER", "UNSIGNED", "HTML", "DROP", "BUSY"})
    void anAnswerThatIsNotTheWalletsIsUnknownAndNothingIsSentTwice(Relay.Spoil spoil) {
        TxHeader agreement = agreement(terms(1_200));
        HostFacts facts = signed(agreement);
        relay.forget();
        relay.spoil(spoil);
        assertThat(deduct(deduction(agreement, 1_200), agreement, facts).result())
                .isEqualTo(Result.UNKNOWN);
        assertThat(relay.calls()).hasSize(1);
        assertThat(bench.askKnowing(Operation.QUERY, agreement, facts).result()).isEqualTo(Result.UNKNOWN);
        assertThat(relay.calls()).hasSize(2);
        assertThat(bench.askKnowing(Operation.REVERSE, agreement, facts).result())
                .isEqualTo(Result.UNKNOWN);
        assertThat(relay.calls()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"TAMPERED", "FOREIGN_ORDER", "FOREIGN_MERCHANT"})
    void anAgreementThatIsNotOursIsNotReported(NoticeFault fault) {
        wallet.faults().notices(fault);
        signed(agreement(terms(1_200)));
        await().until(() -> !bench.acknowledgements.isEmpty());
        assertThat(bench.facts).isEmpty();
        assertThat(wallet.notices().acceptances()).isZero();
    }

    @Test
    void aServerErrorIsUnknownAndSentOnce() {
        TxHeader agreement = agreement(terms(1_200));
        HostFacts facts = signed(agreement);
        relay.forget();
        wallet.faults().serverErrorOnce();
        assertThat(deduct(deduction(agreement, 1_200), agreement, facts).result())
                .isEqualTo(Result.UNKNOWN);
        assertThat(posts()).isEqualTo(1);
    }

    @Test
    void withoutTheWalletsNumberNothingIsTaken() {
        TxHeader agreement = agreement(terms(1_200));
        signed(agreement);
        relay.forget();
        assertThat(deduct(deduction(agreement, 1_200), agreement, HostFacts.NONE)
                        .reason())
                .isEqualTo(Reason.AGREEMENT_NOT_ACTIVE);
        assertThat(relay.calls()).isEmpty();
    }
}
