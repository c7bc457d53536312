package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.payment;
import static io.txswitch.channel.ChannelBench.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.ShareReceiver.Type;
import io.txswitch.core.model.TxHeader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every channel does that hands parts of a payment on.
 *
 * <p>The sum's last two digits say what happens: 51 has no money, 66 is accepted and fails, 67 fails for the first
 * receiver alone, 69 takes its time.
 */
abstract class ShareContract extends ChannelFixture {
    private String person() {
        return wallet.receivers().getLast();
    }

    /** What the wallet calls it when there is not enough money. */
    Reason wantOfMoney() {
        return Reason.INSUFFICIENT_FUNDS;
    }

    /** A payment and what the wallet said of it. */
    record Paid(TxHeader payment, HostFacts facts) {}

    Paid paid(long amountMinor) {
        TxHeader payment = payment(amountMinor);
        bench.ask(Operation.CHARGE, payment);
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.APPROVED));
        return new Paid(payment, bench.ask(Operation.QUERY, payment).facts());
    }

    TxHeader shareOf(Paid paid, long amountMinor) {
        return share(
                paid.payment(),
                List.of(
                        new ShareReceiver(Type.MERCHANT, wallet.receivers().getFirst(), 100, "Commission"),
                        new ShareReceiver(Type.PERSON, person(), amountMinor - 100, "Thank you")));
    }

    HostAnswer send(TxHeader share, Paid paid, int attempt) {
        return bench.askAbout(Operation.SHARE, share, paid.payment(), paid.facts(), attempt);
    }

    HostAnswer query(TxHeader share, Paid paid) {
        return bench.askAbout(Operation.QUERY_SHARE, share, paid.payment(), paid.facts(), 0);
    }

    @ParameterizedTest(name = "{0} fen end {1}")
    @CsvSource({"500, APPROVED, 1", "566, DECLINED, 0", "569, APPROVED, 1"})
    void aShareIsHandedOnOncePerNumber(long amountMinor, Result inTheEnd, int moved) {
        Paid paid = paid(1_200);
        TxHeader share = shareOf(paid, amountMinor);
        assertThat(send(share, paid, 0).result()).isIn(Result.PENDING, inTheEnd);
        assertThat(send(share, paid, 1).result()).isIn(Result.PENDING, inTheEnd);
        await().untilAsserted(() -> assertThat(query(share, paid).result()).isEqualTo(inTheEnd));
        assertThat(booked("SHARE")).hasSize(moved);
        if (inTheEnd == Result.APPROVED) {
            assertThat(query(share, paid).money()).isEqualTo(Money.cny(amountMinor));
        }
    }

    @Test
    void aShareThatReachedOnlySomeIsForPeopleToLookAt() {
        Paid paid = paid(1_200);
        TxHeader share = shareOf(paid, 567);
        send(share, paid, 0);
        await().until(() -> booked("SHARE").size() == 1);
        assertThat(query(share, paid).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void moreThanIsLeftOfThePaymentIsDeclined() {
        Paid paid = paid(1_200);
        TxHeader first = shareOf(paid, 800);
        send(first, paid, 0);
        await().untilAsserted(() -> assertThat(query(first, paid).result()).isEqualTo(Result.APPROVED));
        HostAnswer answer = send(shareOf(paid, 500), paid, 0);
        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(Reason.SHARE_TOO_LARGE);
        assertThat(booked("SHARE")).hasSize(1);
    }

    @Test
    void aMerchantWithoutMoneySharesNone() {
        Paid paid = paid(1_200);
        HostAnswer answer = send(shareOf(paid, 551), paid, 0);
        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(wantOfMoney());
        assertThat(booked("SHARE")).isEmpty();
    }

    @Test
    void aShareNobodyTookIsNotFound() {
        Paid paid = paid(1_200);
        assertThat(query(shareOf(paid, 500), paid).result()).isEqualTo(Result.NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(names = {"TAMPER", "UNSIGNED", "HTML", "DROP", "BUSY"})
    void anAnswerThatIsNotTheWalletsIsUnknownAndNothingIsSentTwice(Relay.Spoil spoil) {
        Paid paid = paid(1_200);
        relay.forget();
        relay.spoil(spoil);
        TxHeader share = shareOf(paid, 500);
        assertThat(send(share, paid, 0).result()).isEqualTo(Result.UNKNOWN);
        assertThat(posts()).isEqualTo(1);
        relay.spoil(Relay.Spoil.NOTHING);
        send(share, paid, 1);
        await().untilAsserted(() -> assertThat(query(share, paid).result()).isEqualTo(Result.APPROVED));
        assertThat(booked("SHARE")).hasSize(1);
    }

    @Test
    void nobodyKeepsWhoGotIt() {
        Paid paid = paid(1_200);
        TxHeader share = shareOf(paid, 500);
        send(share, paid, 0);
        query(share, paid);
        assertThat(bench.messagesOf(share))
                .isNotEmpty()
                .noneMatch(message -> message.body().contains(person()));
    }
}
