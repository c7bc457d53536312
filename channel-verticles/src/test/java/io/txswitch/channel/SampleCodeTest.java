package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.codePayment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.TxHeader;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleCodeTest extends CodePaymentContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return SampleWallet.start(vertx, book, payer, noticeDelaysMs);
    }

    private TxHeader waitingForConfirmation() {
        TxHeader payment = codePayment(1_277);
        HostAnswer answer = bench.askByCode(payment, wallet.payerCode());
        assertThat(answer.result()).isEqualTo(Result.CONFIRM_NEEDED);
        assertThat(answer.facts().hostCode()).isEqualTo("WAIT_CONFIRM");
        return payment;
    }

    private String sentTo(TxHeader payment) {
        return wallet.confirmCode(payment.id().text());
    }

    @Test
    void thePayersSecondStepPays() {
        TxHeader payment = waitingForConfirmation();
        HostAnswer answer = bench.confirm(payment, sentTo(payment));
        assertThat(answer.result()).isEqualTo(Result.APPROVED);
        assertThat(answer.money()).isEqualTo(Money.cny(1_277));
        assertThat(bench.confirm(payment, "000000").result()).as("a repeat").isEqualTo(Result.APPROVED);
        assertThat(booked("DEBIT")).hasSize(1);
        await().until(() -> wallet.notices().acceptances() == 1);
    }

    @Test
    void aWrongSecondCodeMayBeTriedAgainAndTheThirdEndsThePayment() {
        TxHeader payment = waitingForConfirmation();
        String wrong = sentTo(payment).equals("000000") ? "000001" : "000000";
        assertThat(bench.confirm(payment, wrong).result()).isEqualTo(Result.CONFIRM_NEEDED);
        assertThat(bench.confirm(payment, wrong).result()).isEqualTo(Result.CONFIRM_NEEDED);
        assertThat(bench.confirm(payment, wrong).result()).isEqualTo(Result.DECLINED);
        assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.DECLINED);
        assertThat(booked("DEBIT")).isEmpty();
    }

    @Test
    void nobodyKeepsTheSecondCode() {
        TxHeader payment = waitingForConfirmation();
        String code = sentTo(payment);
        bench.confirm(payment, code);
        assertThat(bench.messagesOf(payment))
                .anyMatch(message -> message.body().contains("/confirm"))
                .noneMatch(message -> message.body().contains(code));
    }

    @Test
    void aPaymentThatWaitsForItsSecondStepCanBeTakenBack() {
        TxHeader payment = waitingForConfirmation();
        String code = sentTo(payment);
        assertThat(bench.ask(Operation.REVERSE, payment).result()).isEqualTo(Result.REVERSED);
        assertThat(bench.confirm(payment, code).result()).isEqualTo(Result.CLOSED);
        assertThat(booked("DEBIT")).isEmpty();
    }
}
