package io.txswitch.core.flow;

import static io.txswitch.core.flow.FlowWorld.of;
import static io.txswitch.core.flow.FlowWorld.order;
import static io.txswitch.core.flow.FlowWorld.paid;
import static io.txswitch.core.flow.FlowWorld.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalletFlowTest {
    private final FlowWorld world = new FlowWorld();

    private TxId pendingOrder(String orderNo, long amountMinor) {
        world.hostSays(of(Result.PENDING));
        Future<Outcome> outcome = world.actor.submit(order(orderNo, amountMinor));
        world.settle();
        assertThat(outcome.result().result()).isEqualTo(Outcome.Result.PENDING);
        return outcome.result().payment().id();
    }

    private TxId paidOrder(String orderNo, long amountMinor) {
        TxId id = pendingOrder(orderNo, amountMinor);
        assertThat(report(id, paid(amountMinor))).isEqualTo(FactReceipt.TAKEN);
        return id;
    }

    private FactReceipt report(TxId id, HostAnswer answer) {
        Future<FactReceipt> receipt =
                world.actor.reported(new ReportHostFact(FlowWorld.WALLET, id, answer, "app", "mch", "n1"));
        world.settle();
        return receipt.result();
    }

    private Outcome refunded(String refundNo, TxId id, long amountMinor) {
        Future<Outcome> outcome = world.actor.submit(refund(refundNo, id, amountMinor));
        world.settle();
        return outcome.result();
    }

    @Test
    void notificationMakesThePaymentSucceed() {
        TxId id = paidOrder("A1", 500);
        assertThat(world.stored(id).phase()).isEqualTo(Phase.APPROVED);
        assertThat(world.stored(id).facts().channelNo()).isEqualTo("2026030122001");
    }

    @Test
    void notificationOfAnotherAmountOrHostIsRefused() {
        TxId id = pendingOrder("A1", 500);
        assertThat(report(id, paid(501))).isEqualTo(FactReceipt.MISMATCH);
        Future<FactReceipt> foreign =
                world.actor.reported(new ReportHostFact("wechat", id, paid(500), "app", "mch", "n1"));
        world.settle();
        assertThat(foreign.result()).isEqualTo(FactReceipt.MISMATCH);
        assertThat(world.stored(id).phase()).isEqualTo(Phase.PENDING);
    }

    @Test
    void notificationTwiceChangesNothingTheSecondTime() {
        TxId id = paidOrder("A1", 500);
        int appends = world.stored(id).seq();
        assertThat(report(id, paid(500))).isEqualTo(FactReceipt.TAKEN);
        assertThat(world.stored(id).seq()).isEqualTo(appends);
    }

    @Test
    void notificationForNobodysOrderIsNotAcknowledged() {
        assertThat(report(new TxId(42), paid(500))).isEqualTo(FactReceipt.UNKNOWN_PAYMENT);
    }

    @Test
    void lostNotificationIsFoundByAskingTheChannel() {
        TxId id = pendingOrder("A1", 500);
        world.hostSays(of(Result.PENDING));
        world.hostSays(paid(500));
        world.time.advance(10_000);
        assertThat(world.stored(id).phase()).isEqualTo(Phase.APPROVED);
    }

    @Test
    void unpaidCodeIsClosedAtTheChannelFirst() {
        TxId id = pendingOrder("A1", 500);
        for (int i = 0; i < 20; i++) {
            world.hostSays(of(i < 12 ? Result.PENDING : Result.CLOSED));
        }
        world.time.advance(2_000_000);
        assertThat(world.stored(id).phase()).isEqualTo(Phase.CLOSED);
        assertThat(world.events(id)).contains("PaymentExpired", "ChannelClosed");
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.CLOSE);
    }

    @Test
    void successAfterTheCloseIsReturnedAndOpensACase() {
        TxId id = pendingOrder("A1", 500);
        report(id, of(Result.CLOSED));
        assertThat(world.stored(id).phase()).isEqualTo(Phase.CLOSED);
        world.hostSays(paid(500));
        assertThat(report(id, paid(500))).isEqualTo(FactReceipt.TAKEN);
        assertThat(world.events(id)).contains("LateSuccess", "CaseOpened", "CompensationOpened");
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.REFUND);
        assertThat(world.store.heads()).anyMatch(h -> h.tx().kind() == Kind.COMPENSATION);
    }

    @Test
    void aReturnThatTheWalletRefusesIsOverWhenItHoldsNothing() {
        TxId id = pendingOrder("A1", 500);
        report(id, of(Result.CLOSED));
        world.hostSays(FlowWorld.declined51());
        world.hostSays(paid(500));
        world.hostSays(FlowWorld.declined51());
        world.hostSays(of(Result.CLOSED));
        report(id, paid(500));
        world.time.advance(5_000);
        assertThat(world.sent.subList(1, 5))
                .extracting(r -> r.operation())
                .containsExactly(Operation.REFUND, Operation.QUERY, Operation.REFUND, Operation.QUERY);
        assertThat(world.sent.get(2).header().id())
                .as("asked about the payment")
                .isEqualTo(id);
        assertThat(world.store.heads())
                .filteredOn(h -> h.tx().kind() == Kind.COMPENSATION)
                .singleElement()
                .satisfies(h -> assertThat(h.tx().phase()).isEqualTo(Phase.FORWARDED));
        assertThat(world.sent).hasSize(5);
    }

    @Test
    void aReturnOfAnotherAmountIsNoReturn() {
        TxId id = pendingOrder("A1", 500);
        report(id, of(Result.CLOSED));
        world.hostSays(paid(499));
        world.hostSays(paid(500));
        report(id, paid(500));
        assertThat(world.store.heads())
                .filteredOn(h -> h.tx().kind() == Kind.COMPENSATION)
                .singleElement()
                .satisfies(h -> assertThat(h.tx().phase()).isEqualTo(Phase.FORWARDING))
                .satisfies(h -> assertThat(h.tx().caseOpen()).isTrue());
        world.time.advance(5_000);
        assertThat(world.store.heads())
                .filteredOn(h -> h.tx().kind() == Kind.COMPENSATION)
                .singleElement()
                .satisfies(h -> assertThat(h.tx().phase()).isEqualTo(Phase.FORWARDED));
    }

    @Test
    void sameOrderTwiceIsOnePaymentAndAnotherAmountIsAConflict() {
        TxId id = pendingOrder("A1", 500);
        Outcome same = world.actor.submit(order("A1", 500)).result();
        assertThat(same.payment().id()).isEqualTo(id);
        Outcome other = world.actor.submit(order("A1", 501)).result();
        assertThat(other.result()).isEqualTo(Outcome.Result.CONFLICT);
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void partialRefundIsReservedAndSettled() {
        TxId id = paidOrder("A1", 500);
        world.hostSays(of(Result.APPROVED));
        Outcome outcome = refunded("R1", id, 200);
        assertThat(outcome.result()).isEqualTo(Outcome.Result.APPROVED);
        assertThat(world.journal.view(id).result().orElseThrow().refundedMinor())
                .isEqualTo(200);
    }

    @Test
    void twoHundredConcurrentFullRefundsGiveTheMoneyBackOnce() {
        TxId id = paidOrder("A1", 500);
        world.hostSays(of(Result.APPROVED));
        List<Future<Outcome>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(world.actor.submit(refund("R" + i, id, 500)));
        }
        world.settle();
        assertThat(all.stream().filter(f -> f.result().result() == Outcome.Result.APPROVED))
                .hasSize(1);
        assertThat(all.stream().filter(f -> f.result().reason() == Reason.REFUND_TOO_LARGE))
                .hasSize(99);
        assertThat(world.sent.stream().filter(r -> r.operation() == Operation.REFUND))
                .hasSize(1);
    }

    @Test
    void paymentThatAnotherNodeSawPaidCanBeRefundedByItsOwnerAtOnce() {
        TxId id = pendingOrder("A1", 500);
        TransactionActor other = world.newActor("node-2");
        other.reported(new ReportHostFact(FlowWorld.WALLET, id, paid(500), "app", "mch", "n1"));
        world.settle();
        world.hostSays(of(Result.APPROVED));
        assertThat(refunded("R1", id, 500).result()).isEqualTo(Outcome.Result.APPROVED);
    }

    @Test
    void declinedRefundReleasesItsReservation() {
        TxId id = paidOrder("A1", 500);
        world.hostSays(FlowWorld.declined51());
        assertThat(refunded("R1", id, 500).result()).isEqualTo(Outcome.Result.DECLINED);
        world.hostSays(of(Result.APPROVED));
        assertThat(refunded("R2", id, 500).result()).isEqualTo(Outcome.Result.APPROVED);
    }

    @Test
    void unknownRefundIsRepeatedUnderTheSameNumberUntilItIsKnown() {
        TxId id = paidOrder("A1", 500);
        world.hostSays(of(Result.UNKNOWN));
        world.hostSays(of(Result.NOT_FOUND));
        world.hostSays(of(Result.APPROVED));
        Outcome first = refunded("R1", id, 500);
        assertThat(first.result()).isEqualTo(Outcome.Result.UNKNOWN);
        world.time.advance(60_000);
        TxId refundId = first.payment().id();
        assertThat(world.stored(refundId).phase()).isEqualTo(Phase.APPROVED);
        assertThat(world.sent.stream()
                        .filter(r -> r.operation() != Operation.CHARGE)
                        .map(r -> r.header().id()))
                .containsOnly(refundId);
    }

    @Test
    void refundThatNamesAnotherAmountIsNoApprovalAndPeopleLook() {
        TxId id = paidOrder("A1", 500);
        world.hostSays(FlowWorld.approvedOf(499));
        Outcome outcome = refunded("R1", id, 500);
        assertThat(outcome.result()).isEqualTo(Outcome.Result.UNKNOWN);
        TxId refundId = outcome.payment().id();
        assertThat(world.events(refundId)).contains("HostSilent", "CaseOpened").doesNotContain("HostApproved");
        assertThat(refunded("R2", id, 500).reason()).isEqualTo(Reason.REFUND_TOO_LARGE);
        world.hostSays(FlowWorld.approvedOf(501));
        world.hostSays(FlowWorld.approvedOf(500));
        world.time.advance(60_000);
        assertThat(world.events(refundId)).containsOnlyOnce("CaseOpened");
        assertThat(world.stored(refundId).phase()).isEqualTo(Phase.APPROVED);
        assertThat(world.journal.view(id).result().orElseThrow().refundedMinor())
                .isEqualTo(500);
    }

    @Test
    void pendingRefundThatComesBackWithAnotherAmountIsAskedOnAndACase() {
        TxId id = paidOrder("A1", 500);
        world.hostSays(of(Result.PENDING));
        world.hostSays(FlowWorld.approvedOf(400));
        world.hostSays(FlowWorld.approvedOf(500));
        TxId refundId = refunded("R1", id, 500).payment().id();
        world.time.advance(60_000);
        assertThat(world.events(refundId)).containsOnlyOnce("CaseOpened", "HostApproved");
        assertThat(world.stored(refundId).phase()).isEqualTo(Phase.APPROVED);
    }

    @Test
    void unpaidOrderCannotBeRefundedAndLeavesNoRow() {
        TxId id = pendingOrder("A1", 500);
        int heads = world.store.heads().size();
        assertThat(refunded("R1", id, 100).reason()).isEqualTo(Reason.NOT_REFUNDABLE);
        assertThat(world.store.heads()).hasSize(heads);
    }

    @Test
    void silentPrecreateIsClosedAtTheChannel() {
        world.hostSays(of(Result.UNKNOWN));
        world.hostSays(of(Result.CLOSED));
        Future<Outcome> outcome = world.actor.submit(order("A1", 500));
        world.settle();
        assertThat(outcome.result().result()).isEqualTo(Outcome.Result.UNKNOWN);
        world.time.advance(5_000);
        assertThat(world.stored(outcome.result().payment().id()).phase()).isEqualTo(Phase.CLOSED);
    }
}
