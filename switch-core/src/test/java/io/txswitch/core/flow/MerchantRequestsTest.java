package io.txswitch.core.flow;

import static io.txswitch.core.flow.FlowWorld.of;
import static io.txswitch.core.flow.FlowWorld.order;
import static io.txswitch.core.flow.FlowWorld.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.ClosePayment;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentFound;
import io.txswitch.core.contract.RecoverPayment;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

/** What a merchant's requests ask of the core beside paying: closing, taking back, and no replays. */
class MerchantRequestsTest {
    private final FlowWorld world = new FlowWorld();

    private TxId pendingOrder() {
        world.hostSays(of(Result.PENDING));
        Future<Outcome> outcome = world.actor.submit(order("A1", 500));
        world.settle();
        return outcome.result().payment().id();
    }

    private Future<Outcome> close(TxId id, String merchantId, ClosePayment.How how) {
        Future<Outcome> outcome = world.actor.close(new ClosePayment(id, merchantId, how, 2_000));
        world.settle();
        return outcome;
    }

    private static SubmitPayment signed(String orderNo, String nonce) {
        SubmitPayment plain = order(orderNo, 500);
        return new SubmitPayment(
                plain.kind(),
                plain.dedupeKey(),
                plain.fingerprint(),
                plain.merchantId(),
                null,
                plain.product(),
                plain.money(),
                null,
                orderNo,
                null,
                null,
                null,
                plain.subject(),
                null,
                plain.answerWithinMs(),
                null,
                null,
                null,
                null,
                nonce,
                null);
    }

    private Outcome submitted(SubmitPayment command) {
        Future<Outcome> outcome = world.actor.submit(command);
        world.settle();
        return outcome.result();
    }

    private Phase lookedAfter(TxId id) {
        Future<PaymentFound> found = world.actor.recover(new RecoverPayment(id));
        world.settle();
        return found.result().payment().phase();
    }

    @Test
    void whoFindsAPaymentOpenTooLongHasTheChannelAskedAndThePaymentRepaired() {
        TxId id = pendingOrder();
        world.hostSays(paid(500));

        assertThat(lookedAfter(id)).isEqualTo(Phase.APPROVED);
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.QUERY);
    }

    @Test
    void lookingAfterAPaymentThatTheChannelHasNotYetSettledChangesNothing() {
        TxId id = pendingOrder();
        world.hostSays(of(Result.UNKNOWN));

        assertThat(lookedAfter(id)).isEqualTo(Phase.PENDING);
    }

    @Test
    void lookingAfterAPaymentThatIsOverAsksNobody() {
        world.hostSays(paid(500));
        TxId id = submitted(order("A1", 500)).payment().id();
        int asked = world.sent.size();

        assertThat(lookedAfter(id)).isEqualTo(Phase.APPROVED);
        assertThat(world.sent).hasSize(asked);
    }

    @Test
    void aCloseIsAskedForAtTheChannelAndOnlyThenDone() {
        TxId id = pendingOrder();
        world.hostSays(of(Result.CLOSED));
        Outcome outcome = close(id, "M1", ClosePayment.How.CLOSE).result();
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.CLOSE);
        assertThat(outcome.payment().phase()).isEqualTo(Phase.CLOSED);
        assertThat(outcome.reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void aCloseThatFindsThePaymentPaidLeavesItPaid() {
        TxId id = pendingOrder();
        world.hostSays(paid(500));
        assertThat(close(id, "M1", ClosePayment.How.CLOSE).result().result()).isEqualTo(Outcome.Result.APPROVED);
        assertThat(world.stored(id).phase()).isEqualTo(Phase.APPROVED);
    }

    @Test
    void aCloseThatIsNotAnsweredIsUnknownToTheMerchant() {
        TxId id = pendingOrder();
        Future<Outcome> outcome = close(id, "M1", ClosePayment.How.CLOSE);
        assertThat(outcome.isComplete()).isFalse();
        world.time.advance(2_000);
        assertThat(outcome.result().result()).isEqualTo(Outcome.Result.UNKNOWN);
    }

    @Test
    void aPaidPaymentIsTakenBackByACancelAndNotByAClose() {
        TxId id = pendingOrder();
        world.hostSays(paid(500));
        close(id, "M1", ClosePayment.How.CLOSE);
        assertThat(close(id, "M1", ClosePayment.How.CLOSE).result().result()).isEqualTo(Outcome.Result.APPROVED);
        world.hostSays(of(Result.REVERSED));
        assertThat(close(id, "M1", ClosePayment.How.CANCEL).result().result()).isEqualTo(Outcome.Result.REVERSED);
        assertThat(world.stored(id).phase()).isEqualTo(Phase.REVERSED);
    }

    @Test
    void theSuccessOfAPaymentThatWasTakenBackIsOldNewsHoweverOftenItIsTold() {
        TxId id = pendingOrder();
        report(id, paid(500));
        world.hostSays(of(Result.REVERSED));
        close(id, "M1", ClosePayment.How.CANCEL);
        int asked = world.sent.size();
        for (int i = 0; i < 5; i++) {
            assertThat(report(id, paid(500))).isEqualTo(FactReceipt.TAKEN);
        }
        assertThat(world.stored(id).phase()).isEqualTo(Phase.REVERSED);
        assertThat(world.events(id)).doesNotContain("LateSuccess", "CaseOpened");
        assertThat(world.sent).hasSize(asked);
        assertThat(world.store.heads()).hasSize(1);
    }

    @Test
    void theSuccessThatTheReversalFoundAndGaveBackIsOldNewsToo() {
        TxId id = pendingOrder();
        world.hostSays(new HostAnswer(Result.REVERSED, HostFacts.NONE, null, Money.cny(500), null));
        close(id, "M1", ClosePayment.How.CANCEL);
        int asked = world.sent.size();
        report(id, paid(500));
        assertThat(world.stored(id).phase()).isEqualTo(Phase.REVERSED);
        assertThat(world.events(id)).doesNotContain("LateSuccess", "CaseOpened");
        assertThat(world.sent).hasSize(asked);
    }

    @Test
    void aSuccessAfterAnUnpaidOrderWasTakenBackIsReturnedOnceHoweverOftenItIsTold() {
        TxId id = pendingOrder();
        world.hostSays(of(Result.REVERSED));
        close(id, "M1", ClosePayment.How.CANCEL);
        world.hostSays(paid(500));
        for (int i = 0; i < 5; i++) {
            assertThat(report(id, paid(500))).isEqualTo(FactReceipt.TAKEN);
        }
        assertThat(world.events(id)).containsOnlyOnce("LateSuccess", "CaseOpened", "CompensationOpened");
        assertThat(world.sent.stream().filter(each -> each.operation() == Operation.REFUND))
                .hasSize(1);
    }

    private FactReceipt report(TxId id, HostAnswer answer) {
        Future<FactReceipt> receipt =
                world.actor.reported(new ReportHostFact(FlowWorld.WALLET, id, answer, "app", "mch", "n1"));
        world.settle();
        return receipt.result();
    }

    @Test
    void anotherMerchantsPaymentIsNotThere() {
        TxId id = pendingOrder();
        assertThat(close(id, "M2", ClosePayment.How.CANCEL).result().reason()).isEqualTo(Reason.ORIGINAL_NOT_FOUND);
        assertThat(world.stored(id).phase()).isEqualTo(Phase.PENDING);
    }

    @Test
    void theSameSignedRequestAgainIsAReplayAndARepeatSignedAnewIsNot() {
        world.hostSays(of(Result.PENDING));
        assertThat(submitted(signed("B1", "nonce-1")).result()).isEqualTo(Outcome.Result.PENDING);
        assertThat(submitted(signed("B1", "nonce-1")).reason()).isEqualTo(Reason.REPLAYED);
        assertThat(submitted(signed("B1", "nonce-2")).repeated()).isTrue();
    }

    @Test
    void aReplayOnAnotherNodeIsRefusedByTheJournal() {
        world.hostSays(of(Result.PENDING));
        submitted(signed("B1", "nonce-1"));
        TransactionActor other = world.newActor("node-2");
        Future<Outcome> replay = other.submit(signed("B1", "nonce-1"));
        Future<Outcome> otherOrder = other.submit(signed("B2", "nonce-1"));
        world.settle();
        assertThat(replay.result().reason()).isEqualTo(Reason.REPLAYED);
        assertThat(otherOrder.result().reason()).isEqualTo(Reason.REPLAYED);
        assertThat(world.sent).hasSize(1);
    }
}
