package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.txswitch.channel.wallet.Transfer;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every channel does that sends money to payers. */
abstract class TransferContract extends ChannelFixture {
    private static final String PAYEE = "oPayee000000000000000001";

    private static Transfer transfer(TxHeader about, long amountMinor) {
        return new Transfer(about.id().text(), Money.cny(amountMinor), PAYEE, null, "Thank you");
    }

    private HostAnswer send(TxHeader about, long amountMinor) {
        return bench.direct(about, channel -> channel.transfer(transfer(about, amountMinor)));
    }

    private HostAnswer query(TxHeader about) {
        return bench.direct(about, channel -> channel.queryTransfer(about.id().text()));
    }

    @ParameterizedTest(name = "{0} fen ends {1}")
    @CsvSource({"1200, APPROVED, 1", "1266, DECLINED, 0", "1269, APPROVED, 1"})
    void aTransferIsCarriedOutOncePerNumber(long amountMinor, Result inTheEnd, int moved) {
        TxHeader about = payment(amountMinor);
        assertThat(send(about, amountMinor).result()).isIn(Result.PENDING, inTheEnd);
        assertThat(send(about, amountMinor).result()).isIn(Result.PENDING, inTheEnd);
        await().untilAsserted(() -> assertThat(query(about).result()).isEqualTo(inTheEnd));
        assertThat(booked("TRANSFER")).hasSize(moved);
        if (inTheEnd == Result.APPROVED) {
            assertThat(query(about).money()).isEqualTo(Money.cny(amountMinor));
            assertThat(query(about).facts().channelNo()).isNotBlank();
        }
    }

    @Test
    void theCoresTransferGoesUnderItsOwnNumberAndARepeatMovesNothing() {
        TxHeader transfer = ChannelBench.transfer(1_200, PAYEE);
        assertThat(bench.ask(Operation.QUERY_TRANSFER, transfer).result()).isEqualTo(Result.NOT_FOUND);
        assertThat(bench.askRefund(Operation.TRANSFER, transfer, null, 0).result())
                .isIn(Result.PENDING, Result.APPROVED);
        assertThat(bench.askRefund(Operation.TRANSFER, transfer, null, 1).result())
                .isIn(Result.PENDING, Result.APPROVED);
        await().untilAsserted(() -> assertThat(
                        bench.ask(Operation.QUERY_TRANSFER, transfer).money())
                .isEqualTo(Money.cny(1_200)));
        assertThat(booked("TRANSFER"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("out_trade_no"))
                        .isEqualTo(transfer.id().text()));
    }

    @Test
    void aMerchantWithoutMoneySendsNone() {
        HostAnswer answer = send(payment(1_251), 1_251);
        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(Reason.INSUFFICIENT_FUNDS);
        assertThat(booked("TRANSFER")).isEmpty();
    }

    @Test
    void theNumberOfAnotherTransferIsNoDecline() {
        TxHeader about = payment(1_200);
        send(about, 1_200);
        assertThat(send(about, 1_300).result()).isNotEqualTo(Result.APPROVED);
    }

    @Test
    void aTransferNobodyTookIsNotFound() {
        assertThat(query(payment(1_200)).result()).isEqualTo(Result.NOT_FOUND);
    }

    @Test
    void whatTheWalletDoesNotTransferIsNotSent() {
        assertThat(send(payment(9), 9).reason()).isEqualTo(Reason.INVALID_AMOUNT);
        assertThat(relay.calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"TAMPER", "UNSIGNED", "HTML", "DROP", "BUSY"})
    void anAnswerThatIsNotTheWalletsIsNoAnswerAndNothingIsSentTwice(Relay.Spoil spoil) {
        TxHeader about = payment(1_200);
        relay.spoil(spoil);
        assertThatThrownBy(() -> send(about, 1_200)).isInstanceOf(RuntimeException.class);
        assertThat(posts()).isEqualTo(1);
    }

    @Test
    void nobodyKeepsThePayee() {
        TxHeader about = payment(1_200);
        send(about, 1_200);
        assertThat(bench.messagesOf(about))
                .isNotEmpty()
                .noneMatch(message -> message.body().contains(PAYEE));
    }
}
