package io.txswitch.core.flow;

import static io.txswitch.core.flow.Consents.share;
import static io.txswitch.core.flow.Consents.transfer;
import static io.txswitch.core.flow.FlowWorld.of;
import static io.txswitch.core.flow.FlowWorld.paid;
import static io.txswitch.core.flow.FlowWorld.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.ClosePayment;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Transfers and profit sharing. */
class PayoutFlowTest {
    private final FlowWorld world = new FlowWorld();
    private final Consents consents = new Consents(world);

    private List<Operation> asked() {
        return world.sent.stream().map(HostRequest::operation).toList();
    }

    private Phase phase(TxId id) {
        return world.stored(id).phase();
    }

    @Test
    void aTransferAsksRiskAndRouteAndIsSentOnce() {
        world.hostSays(paid(700));
        Outcome outcome = consents.submitted(transfer("T1", 700));
        assertThat(outcome.result()).isEqualTo(Outcome.Result.APPROVED);
        assertThat(outcome.payment().terms()).isEqualTo(Terms.payee("openid-1"));
        assertThat(world.events(outcome.payment().id()))
                .containsExactly("Received", "RiskPassed", "Routed", "Dispatched", "HostApproved");
        assertThat(consents.submitted(transfer("T1", 700)).repeated()).isTrue();
        assertThat(consents.submitted(transfer("T1", 701)).result()).isEqualTo(Outcome.Result.CONFLICT);
        assertThat(asked()).containsExactly(Operation.TRANSFER);
    }

    @Test
    void riskLimitsHoldForWhatLeaves() {
        world.riskSays = Reason.AMOUNT_LIMIT;
        assertThat(consents.submitted(transfer("T1", 700)).reason()).isEqualTo(Reason.AMOUNT_LIMIT);
        assertThat(world.sent).isEmpty();
    }

    @Test
    void aTransferNamesItsPayeeAndAnAmount() {
        assertThat(consents.submitted(Consents.command(Kind.TRANSFER, "M1", "T1", 7, null, null))
                        .reason())
                .isEqualTo(Reason.INVALID_TRANSACTION);
        assertThat(consents.submitted(Consents.command(Kind.TRANSFER, "M1", "T2", 7, null, Terms.payee(" ")))
                        .reason())
                .isEqualTo(Reason.INVALID_TRANSACTION);
        assertThat(consents.submitted(transfer("T3", 0)).reason()).isEqualTo(Reason.INVALID_AMOUNT);
        assertThat(world.store.heads()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Result.class,
            names = {"DECLINED", "CLOSED", "NOT_SENT", "RETRYABLE"})
    void whatCertainlyDidNotHappenIsDeclined(Result result) {
        world.hostSays(of(result));
        Outcome outcome = consents.submitted(transfer("T1", 700));
        assertThat(outcome.result()).isEqualTo(Outcome.Result.DECLINED);
        assertThat(phase(outcome.payment().id())).isEqualTo(Phase.DECLINED);
        world.time.advance(600_000);
        assertThat(asked()).containsExactly(Operation.TRANSFER);
    }

    @Test
    void anUnknownTransferIsAskedAboutAndSaidAgainUnderItsNumberOnlyWhenItIsNotThere() {
        world.hostSays(of(Result.UNKNOWN));
        world.hostSays(of(Result.UNKNOWN));
        world.hostSays(of(Result.NOT_FOUND));
        world.hostSays(of(Result.UNKNOWN));
        world.hostSays(paid(700));
        Outcome outcome = consents.submitted(transfer("T1", 700));
        assertThat(outcome.result()).isEqualTo(Outcome.Result.UNKNOWN);
        world.time.advance(60_000);
        assertThat(asked())
                .containsExactly(
                        Operation.TRANSFER,
                        Operation.QUERY_TRANSFER,
                        Operation.QUERY_TRANSFER,
                        Operation.TRANSFER,
                        Operation.QUERY_TRANSFER);
        assertThat(world.sent)
                .extracting(request -> request.header().id())
                .containsOnly(outcome.payment().id());
        assertThat(world.sent.get(3).attempt()).as("a repeat").isPositive();
        assertThat(phase(outcome.payment().id())).isEqualTo(Phase.APPROVED);
    }

    @Test
    void aTransferIsNeverReversedNorClosed() {
        world.hostSays(paid(700));
        TxId id = consents.submitted(transfer("T1", 700)).payment().id();
        for (ClosePayment.How how : ClosePayment.How.values()) {
            assertThat(consents.close(id, how).result().reason()).isEqualTo(Reason.NOT_SUPPORTED);
        }
        assertThat(Transitions.of(Kind.TRANSFER)).doesNotContainKeys(Phase.REVERSING, Phase.CLOSED);
        assertThat(Transitions.of(Kind.SHARE)).doesNotContainKeys(Phase.REVERSING, Phase.CLOSED);
    }

    @Test
    void aPayeeWhoHasToAgreeIsShownWhereAndWaitedForWithoutACase() {
        world.hostSays(
                HostAnswer.of(Result.PENDING, new HostFacts(null, null, null, null, "weixin://agree", null, null)));
        Outcome outcome = consents.submitted(transfer("T1", 700));
        assertThat(outcome.result()).isEqualTo(Outcome.Result.PENDING);
        assertThat(outcome.payment().qrCode()).isEqualTo("weixin://agree");
        for (int i = 0; i < 20; i++) {
            world.hostSays(of(i % 5 == 4 ? Result.NOT_FOUND : Result.PENDING));
        }
        world.hostSays(of(Result.CLOSED));
        world.time.advance(7_200_000);
        TxId id = outcome.payment().id();
        assertThat(phase(id)).isEqualTo(Phase.DECLINED);
        assertThat(asked().stream().filter(Operation.TRANSFER::equals)).hasSize(1);
    }

    @Test
    void waitingForAPayeeAloneOpensNoCase() {
        world.hostSays(of(Result.PENDING));
        TxId id = consents.submitted(transfer("T1", 700)).payment().id();
        for (int i = 0; i < 30; i++) {
            world.hostSays(of(Result.PENDING));
        }
        world.hostSays(paid(700));
        world.time.advance(7_200_000);
        assertThat(world.events(id)).doesNotContain("CaseOpened").endsWith("HostApproved");
    }

    @Test
    void newsThatItStillWaitsAsksNothingMore() {
        world.hostSays(of(Result.PENDING));
        TxId id = consents.submitted(transfer("T1", 700)).payment().id();
        for (int i = 0; i < 5; i++) {
            consents.report(id, of(Result.PENDING));
            consents.report(id, of(Result.UNKNOWN));
        }
        world.hostSays(of(Result.PENDING));
        world.hostSays(paid(700));
        world.time.advance(60_000);
        assertThat(asked()).containsExactly(Operation.TRANSFER, Operation.QUERY_TRANSFER, Operation.QUERY_TRANSFER);
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
    }

    @Test
    void partsWhoseSumIsNoNumberAreRefused() {
        TxId order = consents.paidOrder("A1", 1000);
        Terms parts = Terms.receivers(
                Collections.nCopies(3, new ShareReceiver(ShareReceiver.Type.PERSON, "p", Long.MAX_VALUE, null)));
        assertThat(consents.submitted(Consents.command(Kind.SHARE, "M1", "P1", 1, order, parts))
                        .reason())
                .isEqualTo(Reason.INVALID_AMOUNT);
    }

    @Test
    void anotherAmountThanWasAskedIsNoApproval() {
        world.hostSays(paid(701));
        Outcome outcome = consents.submitted(transfer("T1", 700));
        TxId id = outcome.payment().id();
        assertThat(outcome.result()).isEqualTo(Outcome.Result.UNKNOWN);
        assertThat(world.events(id)).contains("CaseOpened").doesNotContain("HostApproved");
        world.hostSays(paid(700));
        world.time.advance(10_000);
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
    }

    @Test
    void aSuccessAfterTheEndIsForPeopleAndOnce() {
        world.hostSays(FlowWorld.declined51());
        TxId id = consents.submitted(transfer("T1", 700)).payment().id();
        for (int i = 0; i < 3; i++) {
            consents.report(id, paid(700));
        }
        assertThat(phase(id)).isEqualTo(Phase.DECLINED);
        assertThat(world.events(id)).containsOnlyOnce("CaseOpened");
        assertThat(asked()).containsExactly(Operation.TRANSFER);
        assertThat(consents.report(id, of(Result.DECLINED))).isNotNull();
        assertThat(world.events(id)).containsOnlyOnce("CaseOpened");
    }

    @ParameterizedTest
    @CsvSource({"SENT", "PENDING", "UNKNOWN"})
    void aTransferThatANodeLeftOpenIsAskedAboutByTheNext(Phase left) {
        if (left != Phase.SENT) {
            world.hostSays(of(Result.valueOf(left.name())));
        }
        world.actor.submit(transfer("T1", 700));
        world.settle();
        TxId id = world.store.heads().getFirst().tx().id();
        assertThat(phase(id)).isEqualTo(left);
        world.actor.abandonAll();
        world.actor = world.newActor("node-1");
        world.hostSays(paid(700));
        world.actor.recover(each -> true);
        world.time.advance(5_000);
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
        assertThat(asked()).containsExactly(Operation.TRANSFER, Operation.QUERY_TRANSFER);
    }

    @Test
    void anotherNodeTakesANotificationAndSendsNothing() {
        world.hostSays(of(Result.PENDING));
        TxId id = consents.submitted(transfer("T1", 700)).payment().id();
        TransactionActor owner = world.actor;
        world.actor = world.newActor("node-2");
        consents.report(id, paid(700));
        world.actor = owner;
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
        assertThat(asked()).containsExactly(Operation.TRANSFER);
    }

    @Test
    void partsOfAPaymentAreHandedOnAtItsChannel() {
        TxId order = consents.paidOrder("A1", 1000);
        world.hostSays(paid(700));
        Outcome outcome = consents.submitted(share("P1", order, 300, 400));
        assertThat(outcome.result()).isEqualTo(Outcome.Result.APPROVED);
        HostRequest sent = world.sent.getLast();
        assertThat(sent.operation()).isEqualTo(Operation.SHARE);
        assertThat(sent.originalHeader().id()).isEqualTo(order);
        assertThat(sent.originalFacts().channelNo()).isEqualTo("2026030122001");
        assertThat(sent.header().terms().receivers()).hasSize(2);
        assertThat(consents.submitted(share("P2", order, 301)).reason()).isEqualTo(Reason.SHARE_TOO_LARGE);
        world.hostSays(paid(300));
        assertThat(consents.submitted(share("P3", order, 300)).result()).isEqualTo(Outcome.Result.APPROVED);
        world.hostSays(paid(1000));
        assertThat(consents.submitted(refund("R1", order, 1000)).result())
                .as("a refund is the merchant's own money")
                .isEqualTo(Outcome.Result.APPROVED);
    }

    @Test
    void whatWasRefundedIsNotHandedOn() {
        TxId order = consents.paidOrder("A1", 1000);
        world.hostSays(paid(600));
        consents.submitted(refund("R1", order, 600));
        assertThat(consents.submitted(share("P1", order, 401)).reason()).isEqualTo(Reason.SHARE_TOO_LARGE);
        world.hostSays(paid(400));
        assertThat(consents.submitted(share("P2", order, 400)).result()).isEqualTo(Outcome.Result.APPROVED);
    }

    @Test
    void whatWasHandedOnCannotBeCancelledWhole() {
        TxId order = consents.paidOrder("A1", 1000);
        world.hostSays(paid(1));
        consents.submitted(share("P1", order, 1));
        assertThat(consents.close(order, ClosePayment.How.CANCEL).result().reason())
                .isEqualTo(Reason.NOT_REFUNDABLE);
        assertThat(phase(order)).isEqualTo(Phase.APPROVED);
    }

    @Test
    void aDeclinedShareGivesItsPartBack() {
        TxId order = consents.paidOrder("A1", 1000);
        world.hostSays(FlowWorld.declined51());
        assertThat(consents.submitted(share("P1", order, 1000)).result()).isEqualTo(Outcome.Result.DECLINED);
        world.hostSays(paid(1000));
        assertThat(consents.submitted(share("P2", order, 1000)).result()).isEqualTo(Outcome.Result.APPROVED);
    }

    @Test
    void twoHundredSharesAtOnceNeverExceedThePayment() {
        TxId order = consents.paidOrder("A1", 1000);
        world.hostSays(paid(1000));
        List<Future<Outcome>> all = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            all.add(world.actor.submit(share("P" + i, order, 600, 400)));
        }
        world.settle();
        assertThat(all.stream().filter(f -> f.result().result() == Outcome.Result.APPROVED))
                .hasSize(1);
        assertThat(all.stream().filter(f -> f.result().reason() == Reason.SHARE_TOO_LARGE))
                .hasSize(89);
        assertThat(asked()).containsExactly(Operation.CHARGE, Operation.SHARE);
    }

    @Test
    void onlyWhatWasPaidAtAWalletIsHandedOnAndTheSumIsWhole() {
        TxId order = consents.paidOrder("A1", 1000);
        TxId agreement = consents.signedAgreement("S1", "payer-1");
        assertThat(consents.submitted(share("P1", agreement, 1)).reason()).isEqualTo(Reason.NOT_SUPPORTED);
        assertThat(consents.submitted(Consents.command(
                                Kind.SHARE,
                                "M1",
                                "P2",
                                700,
                                order,
                                share("x", order, 699).terms()))
                        .reason())
                .isEqualTo(Reason.INVALID_AMOUNT);
        assertThat(consents.submitted(Consents.command(Kind.SHARE, "M1", "P3", 700, order, null))
                        .reason())
                .isEqualTo(Reason.INVALID_AMOUNT);
        assertThat(consents.submitted(share("P4", order, 1001)).reason()).isEqualTo(Reason.INVALID_AMOUNT);
        assertThat(consents.submitted(Consents.command(
                                Kind.SHARE,
                                "M2",
                                "P5",
                                1,
                                order,
                                share("x", order, 1).terms()))
                        .reason())
                .isEqualTo(Reason.ORIGINAL_NOT_FOUND);
        assertThat(consents.submitted(Consents.command(
                                Kind.SHARE,
                                "M1",
                                "P6",
                                1,
                                null,
                                share("x", order, 1).terms()))
                        .reason())
                .isEqualTo(Reason.ORIGINAL_NOT_FOUND);
    }

    @Test
    void anUnknownShareIsAskedAboutAndSaidAgain() {
        TxId order = consents.paidOrder("A1", 1000);
        world.hostSays(of(Result.UNKNOWN));
        world.hostSays(of(Result.NOT_FOUND));
        world.hostSays(paid(500));
        TxId id = consents.submitted(share("P1", order, 500)).payment().id();
        world.time.advance(10_000);
        assertThat(asked()).containsExactly(Operation.CHARGE, Operation.SHARE, Operation.QUERY_SHARE, Operation.SHARE);
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
    }
}
