package io.txswitch.core.flow;

import static io.txswitch.core.flow.FlowWorld.codePayment;
import static io.txswitch.core.flow.FlowWorld.of;
import static io.txswitch.core.flow.FlowWorld.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

/** A payer's code at a counter: answered in time or taken back. */
class CodePaymentFlowTest {
    private final FlowWorld world = new FlowWorld();

    private Future<Outcome> begin() {
        Future<Outcome> outcome = world.actor.submit(codePayment("000001"));
        world.settle();
        return outcome;
    }

    private TxId id() {
        return world.store.byDedupeKey(FlowWorld.keyOf("000001"));
    }

    @Test
    void aPaidCodeIsAnApproval() {
        world.hostSays(paid(1234));
        Outcome outcome = begin().result();
        assertThat(outcome.responseCode()).isEqualTo("00");
        assertThat(world.sent.getFirst().payerCode()).isNotNull();
        assertThat(world.store.rows(id()).toString()).doesNotContain("2812");
    }

    @Test
    void aPayerWhoHasToConfirmIsWaitedForAndAskedAbout() {
        world.hostSays(of(Result.PENDING));
        Future<Outcome> outcome = begin();
        assertThat(outcome.isComplete()).as("pending is no answer at a counter").isFalse();
        world.hostSays(paid(1234));
        world.time.advance(2_000);
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.QUERY);
        assertThat(outcome.result().responseCode()).isEqualTo("00");
    }

    @Test
    void aNotificationBeforeTheDeadlineIsAnApproval() {
        world.hostSays(of(Result.PENDING));
        Future<Outcome> outcome = begin();
        world.actor.reported(new ReportHostFact(FlowWorld.WALLET, id(), paid(1234), null, null, "n1"));
        world.settle();
        assertThat(outcome.result().responseCode()).isEqualTo("00");
    }

    @Test
    void aPayerWhoDoesNotConfirmInTimeIsTakenBack() {
        world.hostSays(of(Result.PENDING));
        Future<Outcome> outcome = begin();
        for (int i = 0; i < 4; i++) {
            world.hostSays(of(Result.PENDING));
        }
        world.time.advance(FlowWorld.ANSWER_WITHIN_MS + 1);
        assertThat(outcome.result().responseCode()).isEqualTo("68");
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.REVERSE);
        assertThat(world.stored(id()).phase()).isEqualTo(Phase.REVERSING);
    }

    @Test
    void anUnclearAnswerIsAskedAboutWhileThereIsTime() {
        world.hostSays(of(Result.UNKNOWN));
        Future<Outcome> outcome = begin();
        assertThat(outcome.isComplete()).isFalse();
        world.hostSays(paid(1234));
        world.time.advance(2_000);
        assertThat(outcome.result().responseCode()).isEqualTo("00");
        assertThat(world.stored(id()).phase()).isEqualTo(Phase.APPROVED);
    }

    @Test
    void aRepeatWhileThePayerDecidesHearsTheSameInTheEnd() {
        world.hostSays(of(Result.PENDING));
        Future<Outcome> first = begin();
        Future<Outcome> repeat = world.actor.submit(codePayment("000001"));
        world.settle();
        assertThat(repeat.isComplete()).isFalse();
        world.hostSays(paid(1234));
        world.time.advance(2_000);
        assertThat(repeat.result().responseCode()).isEqualTo(first.result().responseCode());
        assertThat(repeat.result().repeated()).isTrue();
    }

    @Test
    void aPayerWhoSaysNoIsADecline() {
        world.hostSays(of(Result.PENDING));
        Future<Outcome> outcome = begin();
        world.hostSays(HostAnswer.declined(Reason.PAYER_PROBLEM, HostFacts.NONE));
        world.time.advance(2_000);
        assertThat(outcome.result().responseCode()).isEqualTo("05");
        assertThat(world.stored(id()).phase()).isEqualTo(Phase.DECLINED);
    }

    @Test
    void whatIsFoundAfterARestartIsTakenBack() {
        world.hostSays(of(Result.PENDING));
        begin();
        world.hostSays(of(Result.REVERSED));
        TransactionActor again = world.newActor("node-1");
        again.recover(any -> true);
        world.settle();
        assertThat(world.stored(id()).toldNo()).isTrue();
        assertThat(world.stored(id()).phase()).isEqualTo(Phase.REVERSED);
    }

    @Test
    void moneyThatComesAfterItWasTakenBackGoesBackToo() {
        world.hostSays(of(Result.PENDING));
        begin();
        world.hostSays(of(Result.CLOSED));
        world.time.advance(2_000);
        assertThat(world.stored(id()).phase()).isEqualTo(Phase.CLOSED);
        world.hostSays(paid(1234));
        world.actor.reported(new ReportHostFact(FlowWorld.WALLET, id(), paid(1234), null, null, "n1"));
        world.settle();
        assertThat(world.events(id())).contains("LateSuccess", "CompensationOpened");
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.REFUND);
    }
}
