package io.txswitch.core.flow;

import static io.txswitch.core.flow.FlowWorld.approved;
import static io.txswitch.core.flow.FlowWorld.declined51;
import static io.txswitch.core.flow.FlowWorld.of;
import static io.txswitch.core.flow.FlowWorld.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.journal.InMemoryJournal.Fate;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class CardFlowTest {
    private final FlowWorld world = new FlowWorld();

    private Outcome run(String trace) {
        Future<Outcome> outcome = world.actor.submit(sale(trace));
        world.settle();
        assertThat(outcome.isComplete()).isTrue();
        return outcome.result();
    }

    private ReversePayment reversalOf(String trace) {
        return new ReversePayment("t:T0000001:0301:" + trace, "M1", "T0000001", 1234L, trace);
    }

    private static TxId idOf(Outcome outcome) {
        assertThat(outcome.payment()).isNotNull();
        return outcome.payment().id();
    }

    @Test
    void approvedSaleCostsExactlyTwoDurableAppends() {
        world.hostSays(approved());
        Outcome outcome = run("000001");
        assertThat(outcome.responseCode()).isEqualTo("00");
        assertThat(world.store.rows(idOf(outcome))).hasSize(2);
        assertThat(world.events(idOf(outcome)))
                .containsExactly("Received", "RiskPassed", "Routed", "Dispatched", "HostApproved");
    }

    @Test
    void nothingIsSentBeforeTheFirstAppendIsDurable() {
        world.fates.add(Fate.UNAVAILABLE);
        Outcome outcome = run("000001");
        assertThat(outcome.reason()).isEqualTo(Reason.JOURNAL_UNAVAILABLE);
        assertThat(outcome.responseCode()).isEqualTo("91");
        assertThat(world.sent).isEmpty();
    }

    @Test
    void aJournalThatHangsIsA91AtOnceAndWhatBecomesDurableLaterIsNotSent() {
        world.journal.manual();
        Future<Outcome> outcome = world.actor.submit(sale("000001"));
        world.time.advance(1_000);
        assertThat(outcome.result().responseCode()).isEqualTo("91");
        assertThat(world.actor.submit(sale("000001")).result().responseCode()).isEqualTo("91");
        world.journal.commitNow();
        world.settle();
        world.journal.commitNow();
        TxId id = world.store.byDedupeKey("t:T0000001:0301:000001");
        assertThat(world.stored(id).phase()).isEqualTo(Phase.DECLINED);
        assertThat(world.sent).isEmpty();
    }

    @Test
    void refusalByRiskCostsOneAppendAndReachesNoBank() {
        world.riskSays = Reason.AMOUNT_LIMIT;
        Outcome outcome = run("000001");
        assertThat(outcome.responseCode()).isEqualTo("61");
        assertThat(world.store.rows(idOf(outcome))).hasSize(1);
        assertThat(world.sent).isEmpty();
    }

    @Test
    void bankDeclineIsPassedOnWithTheBanksCode() {
        world.hostSays(declined51());
        Outcome outcome = run("000001");
        assertThat(outcome.responseCode()).isEqualTo("51");
        assertThat(world.stored(idOf(outcome)).phase()).isEqualTo(Phase.DECLINED);
    }

    @Test
    void silentBankIs68AndReversedUntilAcknowledged() {
        Future<Outcome> outcome = world.actor.submit(sale("000001"));
        world.time.advance(FlowWorld.ANSWER_WITHIN_MS);
        assertThat(outcome.result().responseCode()).isEqualTo("68");
        TxId id = idOf(outcome.result());
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.REVERSE);
        assertThat(world.stored(id).phase()).isEqualTo(Phase.REVERSING);
    }

    @Test
    void unansweredReversalIsRepeatedWithTheRepeatMarkAndEndsInACaseToo() {
        world.hostSays(of(Result.UNKNOWN));
        for (int i = 0; i < 6; i++) {
            world.hostSays(of(Result.UNKNOWN));
        }
        world.hostSays(of(Result.REVERSED));
        Outcome outcome = run("000001");
        assertThat(outcome.responseCode()).isEqualTo("68");
        world.time.advance(600_000);
        assertThat(world.stored(idOf(outcome)).phase()).isEqualTo(Phase.REVERSED);
        assertThat(world.events(idOf(outcome))).contains("CaseOpened");
        assertThat(world.sent.stream()
                        .filter(r -> r.operation() == Operation.REVERSE)
                        .map(r -> r.attempt()))
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void neverSentGoesToTheNextRouteAndThenIs91() {
        world.hostSays(of(Result.NOT_SENT));
        Outcome outcome = run("000001");
        assertThat(outcome.responseCode()).isEqualTo("91");
        assertThat(world.stored(idOf(outcome)).phase()).isEqualTo(Phase.DECLINED);
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void lateApprovalAfterTimeoutIsReversed() {
        world.hostSaysAfter(FlowWorld.ANSWER_WITHIN_MS + 500, approved());
        world.hostSays(of(Result.REVERSED));
        Future<Outcome> outcome = world.actor.submit(sale("000001"));
        world.time.advance(FlowWorld.ANSWER_WITHIN_MS + 5_000);
        assertThat(outcome.result().responseCode()).isEqualTo("68");
        assertThat(world.stored(idOf(outcome.result())).phase()).isEqualTo(Phase.REVERSED);
    }

    @Test
    void approvalThatBecomesDurableAfterTheDeadlineIsReversedAndNeverTold() {
        world.hostSays(approved());
        world.hostSays(of(Result.REVERSED));
        world.fates.add(Fate.COMMITTED);
        for (int i = 0; i < 30; i++) {
            world.fates.add(Fate.UNAVAILABLE);
        }
        Future<Outcome> outcome = world.actor.submit(sale("000001"));
        world.time.advance(60_000);
        assertThat(outcome.result().responseCode()).isEqualTo("68");
        assertThat(world.stored(idOf(outcome.result())).phase()).isEqualTo(Phase.REVERSED);
    }

    @Test
    void approvedOtherAmountIsNoApproval() {
        world.hostSays(new io.txswitch.core.contract.HostAnswer(
                Result.APPROVED,
                io.txswitch.core.model.HostFacts.code("00"),
                null,
                io.txswitch.core.model.Money.cny(9_999),
                null));
        Outcome outcome = run("000001");
        assertThat(outcome.responseCode()).isEqualTo("68");
        assertThat(world.stored(idOf(outcome)).phase()).isEqualTo(Phase.REVERSING);
    }

    @Test
    void sameTraceTwiceIsOnePayment() {
        world.hostSays(approved());
        Outcome first = run("000001");
        Outcome second = run("000001");
        assertThat(second.repeated()).isTrue();
        assertThat(idOf(second)).isEqualTo(idOf(first));
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void repeatWhileInFlightWaitsForTheFirst() {
        world.hostSaysAfter(1_000, approved());
        Future<Outcome> first = world.actor.submit(sale("000001"));
        Future<Outcome> second = world.actor.submit(sale("000001"));
        world.time.advance(2_000);
        assertThat(idOf(second.result())).isEqualTo(idOf(first.result()));
        assertThat(world.sent).hasSize(1);
        assertThat(first.result().repeated()).isFalse();
        assertThat(second.result().repeated()).isTrue();
    }

    @Test
    void terminalReversalOfAnApprovedSaleIsAnsweredOnceDurable() {
        world.hostSays(approved());
        world.hostSays(of(Result.REVERSED));
        Outcome sale = run("000001");
        Future<Outcome> reversal = world.actor.reverse(reversalOf("000001"));
        world.settle();
        assertThat(reversal.result().responseCode()).isEqualTo("00");
        assertThat(world.stored(idOf(sale)).phase()).isEqualTo(Phase.REVERSED);
    }

    @Test
    void reversalBeforeItsOriginalKeepsTheOriginalFromBeingCarriedOut() {
        Future<Outcome> reversal = world.actor.reverse(reversalOf("000009"));
        world.settle();
        assertThat(reversal.result().responseCode()).isEqualTo("00");
        Outcome late = run("000009");
        assertThat(late.reason()).isEqualTo(Reason.REVERSED_BEFORE);
        assertThat(world.sent).isEmpty();
    }

    @Test
    void lateApprovalReportedAfterTheReversalIsReturnedOnceMore() {
        world.hostSays(of(Result.UNKNOWN));
        world.hostSays(of(Result.REVERSED));
        world.hostSays(of(Result.REVERSED));
        Outcome outcome = run("000001");
        TxId id = idOf(outcome);
        assertThat(world.stored(id).phase()).isEqualTo(Phase.REVERSED);
        Future<FactReceipt> receipt =
                world.actor.reported(new ReportHostFact(FlowWorld.BANK, id, approved(), null, null, null));
        world.settle();
        assertThat(receipt.result()).isEqualTo(FactReceipt.TAKEN);
        assertThat(world.events(id)).contains("LateSuccess", "CompensationOpened", "CaseOpened");
        assertThat(world.store.heads())
                .anyMatch(head ->
                        head.tx().kind() == Kind.COMPENSATION && head.tx().phase() == Phase.FORWARDED);
        assertThat(world.stored(id).isOpen()).isFalse();
    }

    @Test
    void restartFindsTheSentSaleAndReversesIt() {
        Future<Outcome> lost = world.actor.submit(sale("000001"));
        world.settle();
        assertThat(lost.isComplete()).isFalse();
        world.hostSays(of(Result.REVERSED));
        world.actor = world.newActor("node-1");
        assertThat(world.actor.recover(id -> true).result()).isEqualTo(1);
        world.settle();
        TxId id = world.store.heads().getFirst().tx().id();
        assertThat(world.stored(id).phase()).isEqualTo(Phase.REVERSED);
        assertThat(world.sent.getLast().card()).isNull();
        assertThat(world.sent.getLast().header().card()).isNotNull();
    }

    @Test
    void overTheCapIsRefusedAtOnceAndWritesNothing() {
        for (int i = 0; i < 100; i++) {
            world.actor.submit(sale("0001" + i));
        }
        Outcome refused = run("999999");
        assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
        world.time.advance(FlowWorld.ANSWER_WITHIN_MS);
        assertThat(world.actor.waitingClients()).isZero();
    }

    @Test
    void approvalThatAnotherNodeWroteIsNotToldAfterTheDeadlineButReversed() {
        Future<Outcome> outcome = world.actor.submit(sale("000001"));
        world.time.advance(FlowWorld.ANSWER_WITHIN_MS - 100);
        TxId id = world.store.heads().getFirst().tx().id();
        world.newActor("node-2").reported(new ReportHostFact(FlowWorld.BANK, id, approved(), null, null, null));
        world.settle();
        assertThat(world.stored(id).phase()).isEqualTo(Phase.APPROVED);
        for (int i = 0; i < 3; i++) {
            world.fates.add(Fate.UNAVAILABLE);
        }
        world.hostSays(of(Result.REVERSED));
        world.time.advance(2_000);
        assertThat(outcome.result().responseCode()).isEqualTo("68");
        assertThat(world.stored(id).phase()).isEqualTo(Phase.REVERSED);
    }
}
