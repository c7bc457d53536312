package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.codePayment;
import static io.txswitch.channel.ChannelBench.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.channel.message.ChannelMessage;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.PayerCodes;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every wallet channel does with a payer's code: one table of scenarios, then what can go wrong on the way. */
abstract class CodePaymentContract extends ChannelFixture {
    private HostAnswer paidByCode(TxHeader payment) {
        HostAnswer answer = bench.askByCode(payment, wallet.payerCode());
        assertThat(answer.result()).isEqualTo(Result.APPROVED);
        return answer;
    }

    private Result query(TxHeader payment) {
        return bench.ask(Operation.QUERY, payment).result();
    }

    private Result reverse(TxHeader payment) {
        return bench.ask(Operation.REVERSE, payment).result();
    }

    /** Open and unpaid orders that the wallet has ended: by its own word a close or a decline. */
    private static String end(Result result) {
        return result == Result.CLOSED || result == Result.DECLINED ? "OVER" : result.name();
    }

    @ParameterizedTest(name = "{0} fen: {1}, then {2}")
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            amount, first,    in the end, debits, refunds after a reversal
            1200,   APPROVED, APPROVED,   1,      1
            1251,   DECLINED, OVER,       0,      0
            1252,   UNKNOWN,  APPROVED,   1,      1
            1266,   PENDING,  OVER,       0,      0
            1268,   UNKNOWN,  APPROVED,   1,      1
            1269,   PENDING,  APPROVED,   1,      1
            """)
    void theScenariosOfAPayersCode(long amountMinor, Result first, String inTheEnd, int debits, int refunds) {
        TxHeader payment = codePayment(amountMinor);
        HostAnswer answer = bench.askByCode(payment, wallet.payerCode());
        assertThat(answer.result()).isEqualTo(first);
        assertThat(posts()).as("sent once").isEqualTo(1);
        await().untilAsserted(() -> assertThat(end(query(payment))).isEqualTo(inTheEnd));
        assertThat(booked("DEBIT")).hasSize(debits);
        await().untilAsserted(() -> assertThat(reverse(payment)).isEqualTo(Result.REVERSED));
        assertThat(reverse(payment)).as("a repeated reversal").isEqualTo(Result.REVERSED);
        assertThat(booked("REFUND")).hasSize(refunds);
    }

    @Test
    void anApprovalNamesMoneyNumberAndPayer() {
        TxHeader payment = codePayment(1_200);
        HostAnswer answer = paidByCode(payment);
        assertThat(answer.money()).isEqualTo(Money.cny(1_200));
        assertThat(answer.facts().channelNo()).isNotBlank();
        assertThat(answer.facts().payer()).isNotBlank();
        HostAnswer query = bench.ask(Operation.QUERY, payment);
        assertThat(query.facts().channelNo()).isEqualTo(answer.facts().channelNo());
        assertThat(query.money()).isEqualTo(Money.cny(1_200));
    }

    @Test
    void aPayerWithoutMoneyIsAReasonTheTerminalUnderstands() {
        HostAnswer answer = bench.askByCode(codePayment(1_251), wallet.payerCode());
        assertThat(answer.reason()).isEqualTo(Reason.INSUFFICIENT_FUNDS);
    }

    @Test
    void aLatePayerIsReportedWhereTheWalletTells() {
        TxHeader payment = codePayment(1_269);
        bench.askByCode(payment, wallet.payerCode());
        await().untilAsserted(() -> assertThat(query(payment)).isEqualTo(Result.APPROVED));
        if (wallet.notifiesOfCodePayments()) {
            await().until(() -> wallet.notices().acceptances() == 1);
            assertThat(bench.facts.getFirst().id()).isEqualTo(payment.id());
            assertThat(bench.facts.getFirst().answer().money()).isEqualTo(Money.cny(1_269));
        } else {
            assertThat(wallet.notices().posts()).isZero();
        }
    }

    @Test
    void aPayerWhoIsAskedIsWaitedFor() {
        nobodyPaysByHimself();
        TxHeader payment = codePayment(1_269);
        assertThat(bench.askByCode(payment, wallet.payerCode()).result()).isEqualTo(Result.PENDING);
        assertThat(query(payment)).isEqualTo(Result.PENDING);
        assertThat(booked("DEBIT")).isEmpty();
        ChannelBench.await(wallet.pay(payment.id().text()));
        assertThat(query(payment)).isEqualTo(Result.APPROVED);
    }

    @Test
    void aPaymentTakenBackWhileThePayerIsBusyIsNeverPaid() {
        nobodyPaysByHimself();
        TxHeader payment = codePayment(1_269);
        bench.askByCode(payment, wallet.payerCode());
        assertThat(reverse(payment)).isEqualTo(Result.REVERSED);
        ChannelBench.await(wallet.pay(payment.id().text()));
        assertThat(booked("DEBIT")).isEmpty();
        assertThat(end(query(payment))).isEqualTo("OVER");
    }

    @Test
    void takingBackWhatTheWalletNeverSawIsNotFound() {
        assertThat(reverse(codePayment(1_200))).isEqualTo(Result.NOT_FOUND);
    }

    @Test
    void whatTheWalletNoLongerTakesBackGoesBackAsARefund() {
        TxHeader payment = codePayment(1_200);
        paidByCode(payment);
        wallet.faults().refuseReversals(true);
        await().untilAsserted(() -> assertThat(reverse(payment)).isEqualTo(Result.REVERSED));
        assertThat(reverse(payment)).as("a repeat").isEqualTo(Result.REVERSED);
        assertThat(booked("REFUND")).hasSize(1);
    }

    @Test
    void aRefundedPaymentIsNotGivenBackTwice() {
        TxHeader payment = codePayment(1_200);
        paidByCode(payment);
        TxHeader refund = refund(payment, 1_200);
        bench.askRefund(Operation.REFUND, refund, payment, 0);
        await().untilAsserted(() -> assertThat(bench.askRefund(Operation.QUERY_REFUND, refund, payment, 1)
                        .result())
                .isEqualTo(Result.APPROVED));
        reverse(payment);
        assertThat(booked("REFUND")).hasSize(1);
    }

    @Test
    void closingAPaymentByThePayersCodeOnlyLooks() {
        nobodyPaysByHimself();
        TxHeader payment = codePayment(1_269);
        bench.askByCode(payment, wallet.payerCode());
        assertThat(bench.ask(Operation.CLOSE, payment).result()).isEqualTo(Result.PENDING);
        assertThat(booked("CLOSE")).isEmpty();
    }

    @Test
    void aCodeThatIsSpentIsThePayersProblem() {
        String code = wallet.payerCode();
        bench.askByCode(codePayment(1_200), code);
        HostAnswer again = bench.askByCode(codePayment(1_300), code);
        assertThat(again.result()).isEqualTo(Result.DECLINED);
        assertThat(again.reason()).isEqualTo(Reason.PAYER_PROBLEM);
        assertThat(booked("DEBIT")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "281234567890123456",
        "131234567890123456",
        "6212345678901234567",
        "881234567890123456",
        "991234567890123456"
    })
    void aCodeOfAnotherWalletIsNotSent(String code) {
        PayerCodes.Wallet ours = PayerCodes.walletOf(wallet.payerCode());
        assertThat(ours).isNotNull();
        if (PayerCodes.walletOf(code) != ours) {
            assertThat(bench.askByCode(codePayment(1_200), code).result()).isEqualTo(Result.DECLINED);
            assertThat(relay.calls()).isEmpty();
        }
    }

    @Test
    void withoutTheCodeNothingIsSent() {
        assertThat(bench.askByCode(codePayment(1_200), null).result()).isEqualTo(Result.NOT_SENT);
        assertThat(relay.calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"TAMPER", "UNSIGNED", "HTML", "DROP", "BUSY"})
    void anAnswerThatIsNotTheWalletsIsUnknownAndNothingIsSentTwice(Relay.Spoil spoil) {
        TxHeader payment = codePayment(1_200);
        relay.spoil(spoil);
        assertThat(bench.askByCode(payment, wallet.payerCode()).result()).isEqualTo(Result.UNKNOWN);
        assertThat(posts()).isEqualTo(1);
        assertThat(reverse(payment)).isEqualTo(Result.UNKNOWN);
        relay.spoil(Relay.Spoil.NOTHING);
        await().untilAsserted(() -> assertThat(reverse(payment)).isIn(Result.REVERSED, Result.NOT_FOUND));
        assertThat(booked("DEBIT")).hasSameSizeAs(booked("REFUND"));
    }

    @Test
    void silenceIsUnknownAtTheDeadline() {
        relay.spoil(Relay.Spoil.HOLD);
        HostAnswer answer = ChannelBench.await(bench.sendByCode(codePayment(1_200), wallet.payerCode(), 300));
        assertThat(answer.result()).isEqualTo(Result.UNKNOWN);
        assertThat(posts()).isEqualTo(1);
    }

    @Test
    void nobodyKeepsThePayersCode() {
        TxHeader payment = codePayment(1_200);
        String code = wallet.payerCode();
        bench.askByCode(payment, code);
        assertThat(bench.messagesOf(payment))
                .isNotEmpty()
                .extracting(ChannelMessage::body)
                .noneMatch(body -> body.contains(code));
    }
}
