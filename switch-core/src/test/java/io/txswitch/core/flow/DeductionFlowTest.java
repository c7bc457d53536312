package io.txswitch.core.flow;

import static io.txswitch.core.flow.Consents.deduct;
import static io.txswitch.core.flow.FlowWorld.of;
import static io.txswitch.core.flow.FlowWorld.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.contract.ClosePayment;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.Verdict;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class DeductionFlowTest {
    private final FlowWorld world = new FlowWorld();
    private final Consents consents = new Consents(world);

    @Test
    void moneyIsTakenByTheAgreementAndAtItsChannel() {
        TxId agreement = consents.signedAgreement("S1", "payer-1");
        world.hostSays(paid(500));
        Outcome outcome = consents.submitted(deduct("D1", agreement, 500));
        assertThat(outcome.result()).isEqualTo(Outcome.Result.APPROVED);
        HostRequest sent = world.sent.getLast();
        assertThat(sent.operation()).isEqualTo(Operation.CHARGE);
        assertThat(sent.header().kind()).isEqualTo(Kind.DEDUCTION);
        assertThat(sent.originalHeader().id()).isEqualTo(agreement);
        assertThat(sent.originalFacts().channelNo()).isEqualTo("agr-2026");
        assertThat(world.events(outcome.payment().id()))
                .containsExactly("Received", "RiskPassed", "Routed", "Dispatched", "HostApproved");
    }

    @Test
    void notMoreThanWasAgreedAndNotInAnotherWay() {
        TxId agreement = consents.signedAgreement("S1", "payer-1");
        TxId unsigned = consents.pendingAgreement("S2", "payer-2");
        TxId order = consents.paidOrder("A1", 500);
        int heads = world.store.heads().size();
        assertThat(consents.submitted(deduct("D1", agreement, 501)).reason()).isEqualTo(Reason.INVALID_AMOUNT);
        assertThat(consents.submitted(deduct("D2", agreement, 0)).reason()).isEqualTo(Reason.INVALID_AMOUNT);
        assertThat(consents.submitted(deduct("D3", unsigned, 100)).reason()).isEqualTo(Reason.AGREEMENT_NOT_ACTIVE);
        assertThat(consents.submitted(deduct("D4", order, 100)).reason()).isEqualTo(Reason.AGREEMENT_NOT_ACTIVE);
        assertThat(consents.submitted(deduct("D5", new TxId(42), 100)).reason()).isEqualTo(Reason.AGREEMENT_NOT_ACTIVE);
        assertThat(consents.submitted(Consents.command(Kind.DEDUCTION, "M1", "D6", 100, null, null))
                        .reason())
                .isEqualTo(Reason.AGREEMENT_NOT_ACTIVE);
        assertThat(consents.submitted(Consents.command(Kind.DEDUCTION, "M2", "D7", 100, agreement, null))
                        .reason())
                .isEqualTo(Reason.AGREEMENT_NOT_ACTIVE);
        assertThat(world.store.heads()).hasSize(heads);
    }

    @Test
    void riskIsAskedAsOfAPayment() {
        TxId agreement = consents.signedAgreement("S1", "payer-1");
        world.riskSays = Reason.AMOUNT_LIMIT;
        assertThat(consents.submitted(deduct("D1", agreement, 100)).reason()).isEqualTo(Reason.AMOUNT_LIMIT);
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void aCancelThatCommitsWhileRiskIsAskedLeavesNothingToDeductBy() {
        TxId agreement = consents.signedAgreement("S1", "payer-1");
        Promise<Verdict> risk = Promise.promise();
        world.bus.serve(Addresses.RISK_ASSESS, asked -> risk.future());
        Future<Outcome> deduction = world.actor.submit(deduct("D1", agreement, 100));
        world.hostSays(of(Result.REVERSED));
        assertThat(consents.close(agreement, ClosePayment.How.CANCEL).result().result())
                .isEqualTo(Outcome.Result.REVERSED);
        risk.complete(Verdict.pass("test"));
        world.settle();
        assertThat(deduction.result().reason()).isEqualTo(Reason.AGREEMENT_NOT_ACTIVE);
        assertThat(deduction.result().payment()).isNull();
        assertThat(world.sent).extracting(HostRequest::operation).containsExactly(Operation.CHARGE, Operation.REVERSE);
        assertThat(world.store.heads()).hasSize(1);
    }

    @Test
    void aRepeatAfterTheAgreementHasEndedHearsWhatBecameOfTheFirst() {
        TxId agreement = consents.signedAgreement("S1", "payer-1");
        world.hostSays(paid(100));
        TxId first = consents.submitted(deduct("D1", agreement, 100)).payment().id();
        world.hostSays(of(Result.REVERSED));
        consents.close(agreement, ClosePayment.How.CANCEL);
        Outcome repeat = consents.submitted(deduct("D1", agreement, 100));
        assertThat(repeat.result()).isEqualTo(Outcome.Result.APPROVED);
        assertThat(repeat.repeated()).isTrue();
        assertThat(repeat.payment().id()).isEqualTo(first);
        assertThat(consents.submitted(deduct("D1", agreement, 99)).result()).isEqualTo(Outcome.Result.CONFLICT);
    }

    @Test
    void whatItsChannelCannotBeToldEndsThere() {
        TxId agreement = consents.signedAgreement("S1", "payer-1");
        world.hostSays(of(Result.NOT_SENT));
        Outcome outcome = consents.submitted(deduct("D1", agreement, 100));
        assertThat(outcome.result()).isEqualTo(Outcome.Result.DECLINED);
        assertThat(outcome.reason()).isEqualTo(Reason.NOT_SENT);
        assertThat(world.sent).hasSize(2);
    }

    @Test
    void anUnknownOneIsAskedAboutAtTheAgreementsChannelAlsoAfterARestart() {
        TxId agreement = consents.signedAgreement("S1", "payer-1");
        Outcome open = submittedUnanswered(agreement);
        assertThat(open.result()).isEqualTo(Outcome.Result.UNKNOWN);
        world.sent.clear();
        world.actor.abandonAll();
        world.actor = world.newActor("node-1");
        world.hostSays(paid(100));
        world.actor.recover(id -> true);
        world.time.advance(5_000);
        assertThat(world.stored(open.payment().id()).phase()).isEqualTo(Phase.APPROVED);
        assertThat(world.sent).singleElement().satisfies(request -> {
            assertThat(request.operation()).isEqualTo(Operation.CLOSE);
            assertThat(request.originalFacts().channelNo()).isEqualTo("agr-2026");
        });
    }

    private Outcome submittedUnanswered(TxId agreement) {
        world.hostSays(of(Result.UNKNOWN));
        return consents.submitted(deduct("D1", agreement, 100));
    }

    @Test
    void whatWasTakenCanBeRefundedOrTakenBack() {
        TxId agreement = consents.signedAgreement("S1", "payer-1");
        world.hostSays(paid(500));
        TxId first = consents.submitted(deduct("D1", agreement, 500)).payment().id();
        world.hostSays(paid(200));
        assertThat(consents.submitted(FlowWorld.refund("R1", first, 200)).result())
                .isEqualTo(Outcome.Result.APPROVED);
        assertThat(consents.submitted(FlowWorld.refund("R2", first, 301)).reason())
                .isEqualTo(Reason.REFUND_TOO_LARGE);

        world.hostSays(paid(500));
        TxId second = consents.submitted(deduct("D2", agreement, 500)).payment().id();
        world.hostSays(of(Result.REVERSED));
        consents.close(second, ClosePayment.How.CANCEL);
        assertThat(world.stored(second).phase()).isEqualTo(Phase.REVERSED);
        assertThat(world.stored(agreement).phase()).isEqualTo(Phase.APPROVED);
    }

    @Test
    void aPendingOneIsClosedWhenItsTimeIsOver() {
        TxId agreement = consents.signedAgreement("S1", "payer-1");
        world.hostSays(of(Result.PENDING));
        TxId id = consents.submitted(deduct("D1", agreement, 500)).payment().id();
        for (int i = 0; i < 30; i++) {
            world.hostSays(of(i < 8 ? Result.PENDING : Result.CLOSED));
        }
        world.time.advance(1_000_000);
        assertThat(world.stored(id).phase()).isEqualTo(Phase.CLOSED);
        assertThat(world.events(id)).contains("ChannelClosed");
    }
}
