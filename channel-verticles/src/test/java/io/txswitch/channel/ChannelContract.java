package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.payment;
import static io.txswitch.channel.ChannelBench.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.channel.message.ChannelMessage;
import io.txswitch.channel.message.ChannelMessage.Direction;
import io.txswitch.channel.wallet.Capabilities;
import io.txswitch.channel.wallet.Feature;
import io.txswitch.channel.wallet.WalletKind;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import io.txswitch.sandbox.wallet.NoticeFault;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every wallet channel does, against its simulator, through the real bus and the official SDK. */
abstract class ChannelContract extends ChannelFixture {
    private HostAnswer charged(TxHeader payment) {
        HostAnswer answer = bench.ask(Operation.CHARGE, payment);
        assertThat(answer.result()).isEqualTo(Result.PENDING);
        return answer;
    }

    private TxHeader paid(long amountMinor) {
        TxHeader payment = payment(amountMinor);
        charged(payment);
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.APPROVED));
        return payment;
    }

    @Test
    void aPaidCodeIsReportedWithItsMoneyAndFoundByAQuery() {
        TxHeader payment = payment(1_200);
        assertThat(charged(payment).facts().qrCode()).isNotBlank();
        await().until(() -> !bench.facts.isEmpty());
        ReportHostFact fact = bench.facts.getFirst();
        assertThat(fact.id()).isEqualTo(payment.id());
        assertThat(fact.answer().result()).isEqualTo(Result.APPROVED);
        assertThat(fact.answer().money()).isEqualTo(Money.cny(1_200));
        assertThat(fact.appId()).isEqualTo(wallet.settings(1).get("app-id"));
        HostAnswer query = bench.ask(Operation.QUERY, payment);
        assertThat(query.result()).isEqualTo(Result.APPROVED);
        assertThat(query.money()).isEqualTo(Money.cny(1_200));
        assertThat(query.facts().channelNo())
                .isNotBlank()
                .isEqualTo(fact.answer().facts().channelNo());
        assertThat(query.facts().payer()).isNotBlank();
        await().until(() -> wallet.notices().acceptances() == 1);
        assertThat(wallet.notices().posts()).isEqualTo(1);
    }

    @Test
    void aRepeatedChargeShowsTheSameOrderAgain() {
        TxHeader payment = payment(1_269);
        String code = charged(payment).facts().qrCode();
        assertThat(charged(payment).facts().qrCode()).isEqualTo(code);
    }

    @Test
    void aWayToPayThatTheWalletDoesNotOfferIsRefusedAndNotSent() {
        WalletKind kind = WalletKind.valueOf(
                String.valueOf(wallet.settings(1).get("kind")).toUpperCase(Locale.ROOT));
        List<PayMode> refused = Arrays.stream(PayMode.values())
                .filter(mode -> Capabilities.by(kind, Feature.of(mode)).isEmpty())
                .toList();
        for (PayMode mode : refused) {
            HostAnswer answer = bench.ask(Operation.CHARGE, payment(1_200, mode));
            assertThat(answer.result()).isEqualTo(Result.DECLINED);
            assertThat(answer.reason()).isEqualTo(Reason.NOT_SUPPORTED);
            assertThat(answer.facts().detail()).contains(kind.title());
        }
        assertThat(relay.calls()).isEmpty();
    }

    @Test
    void aPayerWhoDeclinesLeavesAClosedOrder() {
        TxHeader payment = payment(1_251);
        charged(payment);
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.CLOSED));
        assertThat(bench.facts).isEmpty();
    }

    @Test
    void aSilentWalletIsFoundPaidByAQuery() {
        paid(1_268);
        assertThat(bench.facts).isEmpty();
    }

    @Test
    void aLatePayerIsWaitedFor() {
        TxHeader payment = payment(1_269);
        charged(payment);
        assertThat(bench.ask(Operation.QUERY, payment).result()).isIn(Result.PENDING, Result.NOT_FOUND);
        await().until(() -> !bench.facts.isEmpty());
        assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.APPROVED);
    }

    @Test
    void closingAnUnpaidOrderClosesItForGoodWhereTheWalletCanClose() {
        TxHeader payment = payment(1_269);
        charged(payment);
        if (!wallet.closesCodes()) {
            assertThat(bench.ask(Operation.CLOSE, payment).result()).isEqualTo(Result.PENDING);
            return;
        }
        assertThat(bench.ask(Operation.CLOSE, payment).result()).isEqualTo(Result.CLOSED);
        ChannelBench.await(wallet.pay(payment.id().text()));
        assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.CLOSED);
        assertThat(booked("DEBIT")).isEmpty();
    }

    @Test
    void closingFindsThatThePayerWasFaster() {
        HostAnswer answer = bench.ask(Operation.CLOSE, paid(1_200));
        assertThat(answer.result()).isEqualTo(Result.APPROVED);
        assertThat(answer.money()).isEqualTo(Money.cny(1_200));
    }

    @Test
    void closingAnOrderThatTheWalletNeverSawStaysOpenWhileItsCodeLives() {
        TxHeader payment = payment(1_200);
        assertThat(bench.ask(Operation.CLOSE, payment).result()).isEqualTo(Result.PENDING);
        bench.clockOffset = Duration.ofMinutes(10);
        assertThat(bench.ask(Operation.CLOSE, payment).result()).isEqualTo(Result.CLOSED);
    }

    @Test
    void reversingGivesBackWhatWasPaid() {
        TxHeader payment = paid(1_200);
        HostAnswer reversed = await().until(
                        () -> bench.ask(Operation.REVERSE, payment), answer -> answer.result() == Result.REVERSED);
        assertThat(booked("REFUND")).hasSize(1);
        assertThat(reversed.money()).as("what it gave back is named").isEqualTo(Money.cny(1_200));
        await().until(() -> wallet.notices().posts() == wallet.notices().acceptances());
        assertThat(bench.facts)
                .as("the news of what went back is no news of a payment")
                .allMatch(fact -> payment.id().equals(fact.id()))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aRepeatedRefundMovesMoneyOnce() {
        TxHeader payment = paid(1_200);
        TxHeader refund = refund(payment, 300);
        assertThat(bench.askRefund(Operation.REFUND, refund, payment, 0).result())
                .isIn(Result.APPROVED, Result.PENDING);
        assertThat(bench.askRefund(Operation.REFUND, refund, payment, 1).result())
                .isIn(Result.APPROVED, Result.PENDING);
        await().untilAsserted(() -> {
            HostAnswer seen = bench.askRefund(Operation.QUERY_REFUND, refund, payment, 2);
            assertThat(seen.result()).isEqualTo(Result.APPROVED);
            assertThat(seen.money()).isEqualTo(Money.cny(300));
        });
        assertThat(booked("REFUND")).hasSize(1);
        assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.APPROVED);
        assertThat(bench.facts).allMatch(fact -> fact.answer().result() == Result.APPROVED);
    }

    @Test
    void aWholeRefundNeverReadsAsACloseOfThePayment() {
        TxHeader payment = paid(1_200);
        await().until(() -> wallet.notices().acceptances() == 1);
        bench.askRefund(Operation.REFUND, refund(payment, 1_200), payment, 0);
        await().until(() -> wallet.notices().acceptances() == 2);
        assertThat(bench.facts).noneMatch(fact -> fact.answer().result() == Result.CLOSED);
    }

    @Test
    void aRefundLargerThanThePaymentIsDeclined() {
        TxHeader payment = paid(1_200);
        HostAnswer answer = bench.askRefund(Operation.REFUND, refund(payment, 1_300), payment, 0);
        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isNotNull();
        assertThat(booked("REFUND")).isEmpty();
    }

    @Test
    void aRefundNobodyTookIsNotFound() {
        TxHeader payment = paid(1_200);
        assertThat(bench.askRefund(Operation.QUERY_REFUND, refund(payment, 300), payment, 0)
                        .result())
                .isEqualTo(Result.NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(names = {"TAMPER", "UNSIGNED", "HTML"})
    void anAnswerThatIsNotTheWalletsIsUnknown(Relay.Spoil spoil) {
        TxHeader payment = paid(1_200);
        relay.spoil(spoil);
        relay.forget();
        assertThat(bench.askRefund(Operation.REFUND, refund(payment, 100), payment, 0)
                        .result())
                .isEqualTo(Result.UNKNOWN);
        assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.UNKNOWN);
        assertThat(relay.calls()).hasSize(2);
    }

    @Test
    void aServerErrorIsUnknown() {
        wallet.faults().serverErrorOnce();
        assertThat(bench.ask(Operation.CHARGE, payment(1_200)).result()).isEqualTo(Result.UNKNOWN);
        assertThat(posts()).isEqualTo(1);
    }

    @Test
    void aProxyThatInvitesARepeatGetsNone() {
        relay.spoil(Relay.Spoil.BUSY);
        assertThat(bench.ask(Operation.CHARGE, payment(1_200)).result()).isEqualTo(Result.UNKNOWN);
        assertThat(posts()).isEqualTo(1);
    }

    @Test
    void aConnectionThatDropsAfterTheRefundWasBookedIsUnknownAndSentOnce() {
        TxHeader payment = paid(1_200);
        TxHeader refund = refund(payment, 300);
        relay.forget();
        relay.spoil(Relay.Spoil.DROP);
        assertThat(bench.askRefund(Operation.REFUND, refund, payment, 0).result())
                .isEqualTo(Result.UNKNOWN);
        assertThat(posts()).isEqualTo(1);
        assertThat(booked("REFUND")).hasSize(1);
        relay.spoil(Relay.Spoil.NOTHING);
        await().untilAsserted(() -> assertThat(bench.askRefund(Operation.QUERY_REFUND, refund, payment, 0)
                        .result())
                .isEqualTo(Result.APPROVED));
    }

    @Test
    void theWalletsOwnDropAfterBookingIsUnknownAndSentOnce() {
        wallet.faults().dropConnectionAfterBookingOnce();
        assertThat(bench.ask(Operation.CHARGE, payment(1_200)).result()).isEqualTo(Result.UNKNOWN);
        assertThat(posts()).isEqualTo(1);
    }

    @Test
    void silenceIsUnknownAtTheDeadline() {
        relay.spoil(Relay.Spoil.HOLD);
        HostAnswer answer = ChannelBench.await(bench.send(Operation.CHARGE, payment(1_200), null, 0, 300));
        assertThat(answer.result()).isEqualTo(Result.UNKNOWN);
        assertThat(posts()).isEqualTo(1);
    }

    @Test
    void nothingIsSentAfterTheDeadline() {
        HostAnswer answer = ChannelBench.await(bench.send(Operation.CHARGE, payment(1_200), null, 0, 0));
        assertThat(answer.result()).isEqualTo(Result.NOT_SENT);
        assertThat(relay.calls()).isEmpty();
    }

    @Test
    void aNotificationIsTakenOnlyWhenTheCoreHasIt() {
        bench.receipt = FactReceipt.TRY_AGAIN;
        charged(payment(1_200));
        await().until(() -> bench.facts.size() >= 2);
        assertThat(wallet.notices().acceptances()).isZero();
        bench.receipt = FactReceipt.TAKEN;
        await().until(() -> wallet.notices().acceptances() == 1);
    }

    @Test
    void aDuplicateNotificationIsTakenTwice() {
        wallet.faults().notices(NoticeFault.DUPLICATE);
        charged(payment(1_200));
        await().until(() -> wallet.notices().acceptances() == 2);
        assertThat(bench.facts).hasSize(2);
    }

    @Test
    void anEarlyNotificationIsReportedBeforeTheCodeIsThere() {
        wallet.faults().notices(NoticeFault.EARLY);
        charged(payment(1_200));
        assertThat(bench.facts).hasSize(1);
    }

    @Test
    void aTamperedNotificationIsRefusedAndReportsNothing() {
        wallet.faults().notices(NoticeFault.TAMPERED);
        charged(payment(1_200));
        await().until(() -> wallet.notices().abandoned() == 1);
        assertThat(wallet.notices().acceptances()).isZero();
        assertThat(bench.acknowledgements).containsOnly(wallet.forgedStatus());
        assertThat(bench.facts).isEmpty();
    }

    @Test
    void aNotificationForAnotherMerchantOrOrderIsRefusedAndReportsNothing() {
        for (NoticeFault fault : List.of(NoticeFault.FOREIGN_MERCHANT, NoticeFault.FOREIGN_ORDER)) {
            wallet.faults().notices(fault);
            long before = wallet.notices().abandoned();
            charged(payment(1_200));
            await().until(() -> wallet.notices().abandoned() == before + 1);
            assertThat(wallet.notices().acceptances()).isZero();
            assertThat(bench.facts).as(fault.name()).isEmpty();
        }
    }

    @Test
    void aNotificationWithAnotherAmountIsReportedAsItIsAndRefusedWithTheCore() {
        bench.receipt = FactReceipt.MISMATCH;
        wallet.faults().notices(NoticeFault.FOREIGN_AMOUNT);
        charged(payment(1_200));
        await().until(() -> wallet.notices().abandoned() == 1);
        assertThat(wallet.notices().acceptances()).isZero();
        assertThat(bench.facts)
                .allMatch(fact -> Money.cny(1_201).equals(fact.answer().money()));
    }

    @Test
    void aStaleNotificationIsRefusedWhereTheWalletSaysWhenItWasSent() {
        bench.clockOffset = Duration.ofMinutes(6);
        charged(payment(1_200));
        if (wallet.refusesStaleNotices()) {
            await().until(() -> wallet.notices().abandoned() == 1);
            assertThat(bench.facts).isEmpty();
        } else {
            await().until(() -> wallet.notices().acceptances() == 1);
        }
    }

    @Test
    void theRawExchangeIsKeptWithoutSecretsAndSignatures() {
        TxHeader payment = payment(1_200);
        String code = charged(payment).facts().qrCode();
        await().until(() -> wallet.notices().acceptances() == 1);
        bench.ask(Operation.QUERY, payment);
        List<ChannelMessage> kept = bench.messagesOf(payment);
        assertThat(kept)
                .extracting(ChannelMessage::direction)
                .contains(Direction.REQUEST, Direction.ANSWER, Direction.CALLBACK, Direction.CALLBACK_ANSWER);
        assertThat(kept).anyMatch(message -> message.body().contains(code) && message.httpStatus() == 200);
        assertThat(kept)
                .anyMatch(message ->
                        "CHARGE".equals(message.operation()) && message.body().contains("12"));
        Map<String, Object> settings = wallet.settings(1);
        for (ChannelMessage message : kept) {
            assertThat(message.body())
                    .doesNotContain(String.valueOf(settings.get("private-key")))
                    .doesNotContain("2088102000000009")
                    .doesNotContain("oSandboxPayer000000000000001")
                    .doesNotContainPattern("\"?sign\"?[:=]\"?[A-Za-z0-9+/=]{20}");
        }
    }

    @Test
    void aFullBulkheadSendsNothingAndSaysSo() {
        restart(Map.of("max-in-flight", 1));
        relay.spoil(Relay.Spoil.HOLD);
        Future<HostAnswer> held = bench.send(Operation.CHARGE, payment(1_200), null, 0, 2_000);
        await().until(() -> relay.calls().size() == 1);
        assertThat(bench.ask(Operation.CHARGE, payment(1_300)).result()).isEqualTo(Result.NOT_SENT);
        assertThat(relay.calls()).hasSize(1);
        assertThat(ChannelBench.await(held).result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void anIllWalletIsLeftAloneAndTriedAgain() {
        restart(Map.of("breaker-reset-ms", 300));
        relay.spoil(Relay.Spoil.BUSY);
        int sent = 0;
        while (sent < 6 && bench.ask(Operation.CHARGE, payment(1_200)).result() == Result.UNKNOWN) {
            sent++;
        }
        assertThat(sent)
                .as("five calls are looked at; the first may have fetched a certificate")
                .isBetween(4, 5);
        assertThat(bench.ask(Operation.CHARGE, payment(1_200)).result()).isEqualTo(Result.NOT_SENT);
        assertThat(posts()).isEqualTo(sent);
        await().until(() -> bench.health.stream().anyMatch(health -> !health.up()));
        relay.spoil(Relay.Spoil.NOTHING);
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.CHARGE, payment(1_200)).result()).isEqualTo(Result.PENDING));
        await().until(() -> bench.health.getLast().up());
    }

    @Test
    void aWalletThatCannotBeReachedWasCertainlyNotSentTo() {
        restart(Map.of("base-url", unreachable()));
        assertThat(bench.ask(Operation.CHARGE, payment(1_200)).result()).isEqualTo(Result.NOT_SENT);
        TxHeader payment = payment(1_200);
        TxHeader refund = refund(payment, 300);
        assertThat(bench.askRefund(Operation.REFUND, refund, payment, 0).result())
                .isEqualTo(Result.NOT_SENT);
        assertThat(bench.askRefund(Operation.REFUND, refund, payment, 1).result())
                .as("of a repeat nobody knows what became of the attempts before")
                .isEqualTo(Result.UNKNOWN);
    }

    /** A port that was free a moment ago. */
    private String unreachable() {
        var server = ChannelBench.await(
                vertx.createNetServer().connectHandler(socket -> {}).listen(0, "127.0.0.1"));
        int port = server.actualPort();
        ChannelBench.await(server.close());
        return String.valueOf(wallet.settings(port).get("base-url"));
    }
}
