package io.txswitch.core.flow;

import static io.txswitch.core.flow.FlowWorld.approved;
import static io.txswitch.core.flow.FlowWorld.declined51;
import static io.txswitch.core.flow.FlowWorld.follow;
import static io.txswitch.core.flow.FlowWorld.of;
import static io.txswitch.core.flow.FlowWorld.pos;
import static io.txswitch.core.flow.FlowWorld.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

/** Voids, completions, partial approvals and inquiries. */
class CardKindsFlowTest {
    private final FlowWorld world = new FlowWorld();

    private Outcome run(SubmitPayment command) {
        Future<Outcome> outcome = world.actor.submit(command);
        world.settle();
        assertThat(outcome.isComplete()).isTrue();
        return outcome.result();
    }

    private TxId approvedOf(SubmitPayment command) {
        world.hostSays(approved());
        Outcome outcome = run(command);
        assertThat(outcome.responseCode()).isEqualTo("00");
        return outcome.payment().id();
    }

    private TxId approvedSale() {
        return approvedOf(sale("000001"));
    }

    private TxId approvedPreAuth() {
        return approvedOf(FlowWorld.as(Kind.PRE_AUTH, sale("000001")));
    }

    private long reserved(TxId id) {
        return world.store.head(id).reservedMinor();
    }

    private long refunded(TxId id) {
        return world.store.head(id).refundedMinor();
    }

    @Test
    void aVoidTakesItsSaleBackWholeAndOnlyOnce() {
        TxId sale = approvedSale();
        world.hostSays(approved());
        Outcome voided = run(follow(Kind.VOID, "000002", sale, 1234));
        assertThat(voided.responseCode()).isEqualTo("00");
        assertThat(world.sent.getLast().originalHeader().id()).isEqualTo(sale);
        assertThat(world.sent.getLast().originalFacts().authCode()).isEqualTo("A1B2C3");
        assertThat(refunded(sale)).isEqualTo(1234);
        int sent = world.sent.size();
        assertThat(run(follow(Kind.VOID, "000003", sale, 1234)).reason()).isEqualTo(Reason.ORIGINAL_USED);
        assertThat(world.sent).hasSize(sent);
    }

    @Test
    void aFollowUpWithoutACardIsAboutItsOriginals() {
        TxId sale = approvedSale();
        world.hostSays(approved());
        TxId voided = run(FlowWorld.withoutCard(follow(Kind.VOID, "000002", sale, 1234)))
                .payment()
                .id();
        assertThat(world.stored(voided).header().card())
                .isEqualTo(world.stored(sale).header().card());
    }

    @Test
    void aVoidNamesTheWholeAmountOfItsOriginal() {
        TxId sale = approvedSale();
        assertThat(run(follow(Kind.VOID, "000002", sale, 1000)).reason()).isEqualTo(Reason.INVALID_AMOUNT);
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void aVoidOfAnotherMerchantsSaleFindsNothing() {
        TxId sale = approvedSale();
        SubmitPayment stranger = FlowWorld.ofMerchant("M2", follow(Kind.VOID, "000002", sale, 1234));
        assertThat(run(stranger).reason()).isEqualTo(Reason.ORIGINAL_NOT_FOUND);
    }

    @Test
    void aVoidOfAnUnknownOriginalIsRefusedAndWritesNothing() {
        Outcome outcome = run(follow(Kind.VOID, "000002", new TxId(4711), 1234));
        assertThat(outcome.responseCode()).isEqualTo("25");
        assertThat(world.store.heads()).isEmpty();
    }

    @Test
    void aDeclinedVoidLeavesItsSaleAsItWas() {
        TxId sale = approvedSale();
        world.hostSays(declined51());
        assertThat(run(follow(Kind.VOID, "000002", sale, 1234)).responseCode()).isEqualTo("51");
        assertThat(reserved(sale)).isZero();
        assertThat(refunded(sale)).isZero();
    }

    @Test
    void aVoidThatCouldNotBeSentIsNotTriedElsewhere() {
        TxId sale = approvedSale();
        world.hostSays(HostAnswer.notSent("line down"));
        Outcome outcome = run(follow(Kind.VOID, "000002", sale, 1234));
        assertThat(outcome.responseCode()).isEqualTo("91");
        assertThat(reserved(sale)).isZero();
        assertThat(world.stored(outcome.payment().id()).phase()).isEqualTo(Phase.DECLINED);
    }

    @Test
    void anUnansweredVoidIsReversedAndOnlyThenIsItsSaleFreeAgain() {
        TxId sale = approvedSale();
        world.hostSays(of(Result.UNKNOWN));
        world.hostSays(of(Result.UNKNOWN));
        Outcome outcome = run(follow(Kind.VOID, "000002", sale, 1234));
        assertThat(outcome.responseCode()).isEqualTo("68");
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.REVERSE);
        assertThat(reserved(sale)).isEqualTo(1234);
        world.hostSays(of(Result.REVERSED));
        world.time.advance(2_000);
        assertThat(world.stored(outcome.payment().id()).phase()).isEqualTo(Phase.REVERSED);
        assertThat(reserved(sale)).isZero();
    }

    @Test
    void aVoidThatWasTakenBackGivesItsSaleBack() {
        TxId sale = approvedSale();
        world.hostSays(approved());
        run(follow(Kind.VOID, "000002", sale, 1234));
        world.hostSays(of(Result.REVERSED));
        Future<Outcome> back =
                world.actor.reverse(new ReversePayment(FlowWorld.keyOf("000002"), "M1", "T0000001", 1234L, "000002"));
        world.settle();
        assertThat(back.result().responseCode()).isEqualTo("00");
        assertThat(reserved(sale)).isZero();
        assertThat(refunded(sale)).isZero();
        world.hostSays(approved());
        assertThat(run(follow(Kind.VOID, "000004", sale, 1234)).responseCode()).isEqualTo("00");
    }

    @Test
    void aCompletionUsesItsPreAuthorisationUp() {
        TxId hold = approvedPreAuth();
        world.hostSays(approved());
        assertThat(run(follow(Kind.COMPLETION, "000002", hold, 1234)).responseCode())
                .isEqualTo("00");
        assertThat(run(follow(Kind.COMPLETION, "000003", hold, 1234)).reason()).isEqualTo(Reason.ORIGINAL_USED);
        assertThat(run(follow(Kind.VOID, "000004", hold, 1234)).reason()).isEqualTo(Reason.ORIGINAL_USED);
    }

    @Test
    void aCompletionMayTakeALittleMoreThanWasHeldAndNotMore() {
        TxId hold = approvedPreAuth();
        assertThat(run(follow(Kind.COMPLETION, "000002", hold, 1420)).reason()).isEqualTo(Reason.INVALID_AMOUNT);
        world.hostSays(FlowWorld.approvedOf(1419));
        assertThat(run(follow(Kind.COMPLETION, "000003", hold, 1419)).responseCode())
                .isEqualTo("00");
    }

    @Test
    void aSaleCannotBeCompleted() {
        assertThat(run(follow(Kind.COMPLETION, "000002", approvedSale(), 1234)).reason())
                .isEqualTo(Reason.ORIGINAL_NOT_FOUND);
    }

    @Test
    void anOriginalIsAlsoFoundByItsKey() {
        approvedSale();
        world.hostSays(approved());
        assertThat(run(FlowWorld.followKey(Kind.VOID, "000002", FlowWorld.keyOf("000001"), 1234))
                        .responseCode())
                .isEqualTo("00");
    }

    @Test
    void aCardIsRefundedByItsOwnBankAndARepeatIsMarked() {
        TxId sale = approvedSale();
        world.hostSays(of(Result.UNKNOWN));
        Outcome outcome = run(follow(Kind.REFUND, "000002", sale, 500));
        assertThat(outcome.responseCode()).isEqualTo("68");
        world.hostSays(FlowWorld.approvedOf(500));
        world.time.advance(2_000);
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.REFUND);
        assertThat(world.sent.getLast().attempt()).isEqualTo(1);
        assertThat(world.stored(outcome.payment().id()).phase()).isEqualTo(Phase.APPROVED);
        assertThat(refunded(sale)).isEqualTo(500);
    }

    @Test
    void aRefundCannotBeTakenBackByTheTerminal() {
        TxId sale = approvedSale();
        world.hostSays(FlowWorld.approvedOf(500));
        run(follow(Kind.REFUND, "000002", sale, 500));
        Outcome back = world.actor
                .reverse(new ReversePayment(FlowWorld.keyOf("000002"), "M1", "T0000001", 500L, "000002"))
                .result();
        assertThat(back.reason()).isEqualTo(Reason.INVALID_TRANSACTION);
    }

    @Test
    void aPartIsAnApprovalForATerminalThatCanTakeIt() {
        world.hostSays(FlowWorld.part(600));
        Outcome outcome = run(FlowWorld.with(pos(true), sale("000001")));
        assertThat(outcome.responseCode()).isEqualTo("10");
        assertThat(outcome.payment().money()).isEqualTo(Money.cny(600));
        world.hostSays(FlowWorld.approvedOf(600));
        TxId id = outcome.payment().id();
        assertThat(run(follow(Kind.VOID, "000002", id, 1234)).reason()).isEqualTo(Reason.INVALID_AMOUNT);
        assertThat(run(follow(Kind.VOID, "000003", id, 600)).responseCode()).isEqualTo("00");
    }

    @Test
    void aPartIsReversedAndDeclinedForATerminalThatCannotTakeIt() {
        world.hostSays(FlowWorld.part(600));
        world.hostSays(of(Result.REVERSED));
        Outcome outcome = run(FlowWorld.with(pos(false), sale("000001")));
        assertThat(outcome.result()).isEqualTo(Outcome.Result.DECLINED);
        assertThat(outcome.responseCode()).isEqualTo("51");
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.REVERSE);
        assertThat(world.stored(outcome.payment().id()).phase()).isEqualTo(Phase.REVERSED);
    }

    @Test
    void aPartThatIsMoreThanWasAskedIsNoApproval() {
        world.hostSays(FlowWorld.part(1235));
        assertThat(run(FlowWorld.with(pos(true), sale("000001"))).result()).isEqualTo(Outcome.Result.DECLINED);
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.REVERSE);
    }

    @Test
    void aBalanceIsToldOnceAndNeverKept() {
        world.hostSays(new HostAnswer(Result.APPROVED, HostFacts.code("00"), null, null, null, "0002156C000000123456"));
        Outcome outcome = run(FlowWorld.as(Kind.BALANCE, sale("000001")));
        assertThat(outcome.balance()).isEqualTo("0002156C000000123456");
        assertThat(world.stored(outcome.payment().id()).toString()).doesNotContain("123456");
    }

    @Test
    void anUnansweredInquiryIsARefusalAndNothingIsReversed() {
        world.hostSays(of(Result.UNKNOWN));
        Outcome outcome = run(FlowWorld.as(Kind.BALANCE, sale("000001")));
        assertThat(outcome.responseCode()).isEqualTo("68");
        world.time.advance(600_000);
        assertThat(world.sent).hasSize(1);
        assertThat(world.stored(outcome.payment().id()).isOpen()).isFalse();
    }

    @Test
    void anInquiryIsAnsweredInTheBanksOwnWords() {
        world.hostSays(declined51());
        Outcome outcome = run(FlowWorld.as(Kind.BALANCE, sale("000001")));
        assertThat(outcome.responseCode()).isEqualTo("51");
        assertThat(outcome.balance()).isNull();
    }

    @Test
    void anInquiryThatCouldNotBeSentIsA91AndOneWithoutARouteA92() {
        world.hostSays(HostAnswer.notSent("line down"));
        assertThat(run(FlowWorld.as(Kind.BALANCE, sale("000001"))).responseCode())
                .isEqualTo("91");
        world.hostSays(HostAnswer.of(Result.RETRYABLE, HostFacts.code("91")));
        assertThat(run(FlowWorld.as(Kind.BALANCE, sale("000002"))).responseCode())
                .isEqualTo("91");
        world.bus.serve(Addresses.ROUTE_FIND, q -> Future.succeededFuture(RouteChoice.none("none")));
        assertThat(run(FlowWorld.as(Kind.BALANCE, sale("000003"))).responseCode())
                .isEqualTo("92");
    }

    @Test
    void anInquiryThatTheDeadlineOvertookIsARefusal() {
        Future<Outcome> outcome = world.actor.submit(FlowWorld.as(Kind.BALANCE, sale("000001")));
        world.time.advance(FlowWorld.ANSWER_WITHIN_MS);
        assertThat(outcome.result().responseCode()).isEqualTo("68");
        assertThat(world.stored(outcome.result().payment().id()).phase()).isEqualTo(Phase.DECLINED);
    }

    @Test
    void anInquiryFoundOpenAfterARestartIsARefusal() {
        world.actor.submit(FlowWorld.as(Kind.BALANCE, sale("000001")));
        world.settle();
        TxId id = world.store.byDedupeKey(FlowWorld.keyOf("000001"));
        assertThat(world.stored(id).phase()).isEqualTo(Phase.SENT);
        world.newActor("node-1").recover(any -> true);
        assertThat(world.stored(id).phase()).isEqualTo(Phase.DECLINED);
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void whatIsNotApprovedCannotBeVoidedAndTheReasonSaysWhy() {
        world.hostSays(declined51());
        TxId declined = run(sale("000001")).payment().id();
        assertThat(run(follow(Kind.VOID, "000011", declined, 1234)).reason()).isEqualTo(Reason.INVALID_TRANSACTION);

        TxId reversed = approvedOf(sale("000002"));
        world.hostSays(of(Result.REVERSED));
        world.actor.reverse(new ReversePayment(FlowWorld.keyOf("000002"), "M1", "T0000001", 1234L, "000002"));
        world.settle();
        assertThat(run(follow(Kind.VOID, "000012", reversed, 1234)).reason()).isEqualTo(Reason.REVERSED_BEFORE);

        world.actor.submit(sale("000003"));
        world.settle();
        TxId open = world.store.byDedupeKey(FlowWorld.keyOf("000003"));
        assertThat(run(follow(Kind.VOID, "000013", open, 1234)).reason()).isEqualTo(Reason.IN_PROGRESS);
    }

    @Test
    void aRefundCannotBeVoidedAndACompletionCan() {
        TxId sale = approvedSale();
        TxId refund = approvedOf(follow(Kind.REFUND, "000002", sale, 1234));
        assertThat(run(follow(Kind.VOID, "000003", refund, 1234)).reason()).isEqualTo(Reason.NOT_SUPPORTED);
        TxId hold = approvedOf(FlowWorld.as(Kind.PRE_AUTH, sale("000004")));
        TxId taken = approvedOf(follow(Kind.COMPLETION, "000005", hold, 1234));
        world.hostSays(approved());
        assertThat(run(follow(Kind.VOID, "000006", taken, 1234)).responseCode()).isEqualTo("00");
        assertThat(refunded(taken)).isEqualTo(1234);
    }

    @Test
    void anotherCardIsNotTheOriginals() {
        TxId sale = approvedSale();
        SubmitPayment other = FlowWorld.withCard("5555555555554444", follow(Kind.VOID, "000002", sale, 1234));
        assertThat(run(other).reason()).isEqualTo(Reason.INVALID_CARD);
    }

    @Test
    void aReversalByReferenceNumberFindsItsOriginal() {
        TxId sale = approvedSale();
        world.hostSays(of(Result.REVERSED));
        Future<Outcome> back =
                world.actor.reverse(new ReversePayment("t:none", "M1", "T0000001", 1234L, "000009", sale, "CNY"));
        world.settle();
        assertThat(back.result().responseCode()).isEqualTo("00");
        assertThat(world.stored(sale).phase()).isEqualTo(Phase.REVERSED);
    }

    @Test
    void anotherTerminalCannotTakeItBack() {
        TxId sale = approvedSale();
        Future<Outcome> back =
                world.actor.reverse(new ReversePayment("t:none", "M1", "T0000002", 1234L, "000009", sale, "CNY"));
        world.settle();
        assertThat(back.result().reason()).isEqualTo(Reason.ORIGINAL_NOT_FOUND);
        assertThat(world.stored(sale).phase()).isEqualTo(Phase.APPROVED);
    }

    @Test
    void aBankThatDoesNotFindTheOriginalIsAskedOnceMoreBeforeItIsBelieved() {
        world.hostSays(of(Result.UNKNOWN));
        world.hostSays(of(Result.NOT_FOUND));
        Outcome outcome = run(sale("000001"));
        TxId id = outcome.payment().id();
        for (int i = 0; i < 8; i++) {
            world.hostSays(of(Result.NOT_FOUND));
        }
        world.time.advance(65_000);
        assertThat(world.stored(id).phase()).as("too early to believe").isEqualTo(Phase.REVERSING);
        int before = world.sent.size();
        world.time.advance(60_000);
        assertThat(world.stored(id).phase()).isEqualTo(Phase.REVERSED);
        assertThat(world.sent.size() - before).isEqualTo(2);
    }
}
