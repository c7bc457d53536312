package io.txswitch.core.flow;

import static io.txswitch.core.flow.FlowWorld.of;
import static io.txswitch.core.flow.FlowWorld.order;
import static io.txswitch.core.flow.FlowWorld.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.contract.ConfirmPayment;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.SharedSecret;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfirmFlowTest {
    private final FlowWorld world = new FlowWorld();
    private final Consents consents = new Consents(world);

    private TxId waiting() {
        world.hostSays(of(Result.CONFIRM_NEEDED));
        Outcome outcome = consents.submitted(order("A1", 500));
        assertThat(outcome.result()).isEqualTo(Outcome.Result.PENDING);
        assertThat(outcome.payment().confirmNeeded()).isTrue();
        return outcome.payment().id();
    }

    private Phase phase(TxId id) {
        return world.stored(id).phase();
    }

    @Test
    void whatThePayerWasSentMakesThePaymentSucceed() {
        TxId id = waiting();
        world.hostSays(paid(500));
        Outcome outcome = consents.confirm(id, "271828").result();
        assertThat(outcome.result()).isEqualTo(Outcome.Result.APPROVED);
        assertThat(outcome.payment().confirmNeeded()).isNull();
        HostRequest sent = world.sent.getLast();
        assertThat(sent.operation()).isEqualTo(Operation.CONFIRM);
        assertThat(sent.confirmCode().reveal()).isEqualTo("271828");
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
        assertThat(world.store.log().toString()).doesNotContain("271828");
    }

    @Test
    void anotherAmountThanWasAskedIsNoSuccess() {
        TxId id = waiting();
        world.hostSays(paid(501));
        assertThat(consents.confirm(id, "271828").result().result()).isEqualTo(Outcome.Result.PENDING);
        assertThat(phase(id)).isEqualTo(Phase.PENDING);
        assertThat(world.events(id)).contains("CaseOpened");
    }

    @ParameterizedTest
    @EnumSource(
            value = Result.class,
            names = {"PENDING", "CONFIRM_NEEDED", "UNKNOWN", "NOT_SENT", "NOT_FOUND"})
    void whatIsNoEndIsToldAsPendingAndAskedAboutLater(Result result) {
        TxId id = waiting();
        world.hostSays(of(result));
        assertThat(consents.confirm(id, "wrong").result().result()).isEqualTo(Outcome.Result.PENDING);
        assertThat(phase(id)).isEqualTo(Phase.PENDING);
        world.hostSays(paid(500));
        world.time.advance(5_000);
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
        assertThat(world.sent)
                .extracting(HostRequest::operation)
                .containsExactly(Operation.CHARGE, Operation.CONFIRM, Operation.QUERY);
        assertThat(world.sent.getLast().confirmCode()).isNull();
    }

    @Test
    void whoConfirmsOftenIsNotAskedAboutMoreOften() {
        TxId id = waiting();
        for (int i = 0; i < 5; i++) {
            world.hostSays(of(Result.CONFIRM_NEEDED));
            consents.confirm(id, "wrong-" + i);
        }
        for (int i = 0; i < 10; i++) {
            world.hostSays(of(Result.PENDING));
        }
        world.time.advance(4_600);
        assertThat(world.sent.stream().filter(each -> each.operation() == Operation.QUERY))
                .as("after one, three and seven seconds, and a half more at most")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aChannelThatRefusesDeclines() {
        TxId id = waiting();
        world.hostSays(FlowWorld.declined51());
        assertThat(consents.confirm(id, "271828").result().result()).isEqualTo(Outcome.Result.DECLINED);
        assertThat(phase(id)).isEqualTo(Phase.DECLINED);
    }

    @Test
    void aChannelThatIsSilentIsAskedAboutAndTheClientHearsPendingInHisTime() {
        TxId id = waiting();
        Future<Outcome> outcome = consents.confirm(id, "271828");
        assertThat(outcome.isComplete()).isFalse();
        assertThat(world.actor
                        .confirm(new ConfirmPayment(id, "M1", new SharedSecret("x"), 1_000))
                        .result()
                        .reason())
                .as("one at a time")
                .isEqualTo(Reason.IN_PROGRESS);
        world.time.advance(FlowWorld.ANSWER_WITHIN_MS);
        assertThat(outcome.result().result()).isEqualTo(Outcome.Result.PENDING);
        assertThat(world.sent).extracting(HostRequest::operation).contains(Operation.QUERY);
    }

    @Test
    void aPaymentWithAnEndIsToldAsItIsAndNothingIsSent() {
        TxId id = waiting();
        consents.report(id, paid(500));
        int sent = world.sent.size();
        assertThat(consents.confirm(id, "271828").result().result()).isEqualTo(Outcome.Result.APPROVED);
        assertThat(world.sent).hasSize(sent);
    }

    @Test
    void onlyItsMerchantConfirmsAndOnlyAPayment() {
        TxId id = waiting();
        Future<Outcome> foreign = world.actor.confirm(new ConfirmPayment(id, "M2", new SharedSecret("1"), 1_000));
        assertThat(foreign.result().reason()).isEqualTo(Reason.ORIGINAL_NOT_FOUND);
        assertThat(consents.confirm(new TxId(42), "1").result().reason()).isEqualTo(Reason.ORIGINAL_NOT_FOUND);
        TxId agreement = consents.pendingAgreement("S1", "payer-1");
        assertThat(consents.confirm(agreement, "1").result().reason()).isEqualTo(Reason.NOT_SUPPORTED);
    }

    /** A payer's code scanned in a shop that asked over the API: nobody's terminal waits. */
    private static SubmitPayment shopCode() {
        SubmitPayment order = order("A1", 1234);
        return new SubmitPayment(
                Kind.CODE_PAYMENT,
                order.dedupeKey(),
                order.fingerprint(),
                order.merchantId(),
                null,
                order.product(),
                order.money(),
                null,
                order.orderNo(),
                null,
                null,
                null,
                order.subject(),
                null,
                FlowWorld.ANSWER_WITHIN_MS,
                null,
                null,
                new PayerCode("281234567890123456"));
    }

    @Test
    void aSecondStepOfAPayersCodeIsToldAtOnceAndTakesThePayersTime() {
        world.hostSays(of(Result.CONFIRM_NEEDED));
        Outcome outcome = consents.submitted(shopCode());
        assertThat(outcome.result()).isEqualTo(Outcome.Result.PENDING);
        assertThat(outcome.payment().confirmNeeded()).isTrue();
        TxId id = outcome.payment().id();
        assertThat(world.actor.submit(shopCode()).result().result())
                .as("a repeat hears the same")
                .isEqualTo(Outcome.Result.PENDING);
        for (int i = 0; i < 2; i++) {
            world.hostSays(of(Result.CONFIRM_NEEDED));
        }
        world.time.advance(FlowWorld.ANSWER_WITHIN_MS + 1);
        assertThat(phase(id)).as("not taken back at the counter's deadline").isEqualTo(Phase.PENDING);
        world.hostSays(paid(1234));
        assertThat(consents.confirm(id, "271828").result().result()).isEqualTo(Outcome.Result.APPROVED);
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
    }

    @Test
    void aSecondStepThatIsLearnedByAskingIsToldThen() {
        world.hostSays(of(Result.PENDING));
        Future<Outcome> outcome = world.actor.submit(shopCode());
        world.hostSays(of(Result.CONFIRM_NEEDED));
        world.time.advance(1_600);
        assertThat(outcome.result().result()).isEqualTo(Outcome.Result.PENDING);
        TxId id = outcome.result().payment().id();
        world.hostSays(paid(1234));
        assertThat(consents.confirm(id, "271828").result().result()).isEqualTo(Outcome.Result.APPROVED);
    }

    @Test
    void aSecondStepThatNobodyTakesIsTakenBack() {
        world.hostSays(of(Result.CONFIRM_NEEDED));
        TxId id = consents.submitted(shopCode()).payment().id();
        for (int i = 0; i < 40; i++) {
            world.hostSays(of(Result.CONFIRM_NEEDED));
        }
        world.time.advance(2_000_000);
        assertThat(world.events(id)).contains("ReversalStarted");
        assertThat(world.sent).anyMatch(sent -> sent.operation() == Operation.REVERSE);
        assertThat(phase(id)).isIn(Phase.REVERSING, Phase.REVERSED);
    }

    @Test
    void aTerminalCannotBringASecondStepAndIsAnsweredAtItsDeadline() {
        world.hostSays(of(Result.CONFIRM_NEEDED));
        Future<Outcome> outcome = world.actor.submit(FlowWorld.codePayment("000007"));
        assertThat(outcome.isComplete()).isFalse();
        for (int i = 0; i < 4; i++) {
            world.hostSays(of(Result.CONFIRM_NEEDED));
        }
        world.time.advance(FlowWorld.ANSWER_WITHIN_MS + 1);
        assertThat(outcome.result().responseCode()).isEqualTo("68");
    }

    @Test
    void whoAsksLaterHearsThatItIsNeededNow() {
        world.hostSays(of(Result.PENDING));
        TxId id = consents.submitted(order("A1", 500)).payment().id();
        assertThat(world.journal.view(id).result().orElseThrow().confirmNeeded())
                .isNull();
        world.hostSays(of(Result.CONFIRM_NEEDED));
        world.time.advance(1_600);
        assertThat(world.journal.view(id).result().orElseThrow().confirmNeeded())
                .isTrue();
        world.hostSays(of(Result.CONFIRM_NEEDED));
        world.hostSays(paid(500));
        world.time.advance(60_000);
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
        assertThat(world.events(id).stream().filter("HostPending"::equals)).hasSize(2);
        assertThat(world.sent).hasSize(4);
    }

    @Test
    void aChannelTellsOnItsOwnThatItIsNeeded() {
        world.hostSays(of(Result.PENDING));
        TxId id = consents.submitted(order("A1", 500)).payment().id();
        for (int i = 0; i < 3; i++) {
            assertThat(consents.report(id, of(Result.CONFIRM_NEEDED))).isEqualTo(FactReceipt.TAKEN);
        }
        assertThat(world.journal.view(id).result().orElseThrow().confirmNeeded())
                .isTrue();
        assertThat(world.events(id).stream().filter("HostPending"::equals)).hasSize(2);
        world.hostSays(of(Result.PENDING));
        world.hostSays(paid(500));
        world.time.advance(10_000);
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
        assertThat(world.sent).as("one row of questions").hasSize(3);
    }

    @Test
    void anotherNodePassesItOnToTheOwner() {
        TxId id = waiting();
        TransactionActor owner = world.actor;
        world.bus.serve(Addresses.PAYMENT_CONFIRM.with("node-1"), owner::confirmHere);
        world.actor = world.newActor("node-2");
        world.hostSays(paid(500));
        assertThat(consents.confirm(id, "271828").result().result()).isEqualTo(Outcome.Result.APPROVED);
        assertThat(world.sent.getLast().confirmCode().reveal()).isEqualTo("271828");
    }

    @Test
    void anOwnerThatIsGoneLeavesThePaymentAsItIs() {
        TxId id = waiting();
        world.actor = world.newActor("node-2");
        assertThat(consents.confirm(id, "271828").result().result()).isEqualTo(Outcome.Result.PENDING);
        assertThat(world.sent).hasSize(1);
        assertThat(world.actor
                        .confirmHere(new ConfirmPayment(id, "M1", new SharedSecret("1"), 1_000))
                        .result()
                        .result())
                .isEqualTo(Outcome.Result.PENDING);
    }
}
