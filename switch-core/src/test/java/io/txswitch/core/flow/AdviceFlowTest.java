package io.txswitch.core.flow;

import static io.txswitch.core.flow.FlowWorld.approved;
import static io.txswitch.core.flow.FlowWorld.declined51;
import static io.txswitch.core.flow.FlowWorld.follow;
import static io.txswitch.core.flow.FlowWorld.of;
import static io.txswitch.core.flow.FlowWorld.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

/** What terminals approved on their own, tips and script results. */
class AdviceFlowTest {
    private final FlowWorld world = new FlowWorld();

    private Outcome run(SubmitPayment command) {
        Future<Outcome> outcome = world.actor.submit(command);
        world.settle();
        assertThat(outcome.isComplete()).isTrue();
        return outcome.result();
    }

    private TxId approvedOf(Kind kind) {
        world.hostSays(approved());
        return run(FlowWorld.as(kind, sale("000001"))).payment().id();
    }

    @Test
    void anOfflineSaleIsAnsweredOnceDurableAndForwardedUntilTheBankKnows() {
        world.hostSays(of(Result.UNKNOWN));
        Outcome outcome = run(FlowWorld.as(Kind.ADVICE, sale("000001")));
        assertThat(outcome.result()).isEqualTo(Outcome.Result.APPROVED);
        assertThat(outcome.responseCode()).isEqualTo("00");
        TxId id = outcome.payment().id();
        assertThat(world.stored(id).phase()).isEqualTo(Phase.FORWARDING);
        world.hostSays(approved());
        world.time.advance(2_000);
        assertThat(world.sent).extracting(r -> r.operation()).containsOnly(Operation.FORWARD);
        assertThat(world.sent).extracting(r -> r.attempt()).containsExactly(0, 1);
        assertThat(world.sent.getFirst().card()).isNotNull();
        assertThat(world.sent.getLast().card()).isNull();
        assertThat(world.stored(id).phase()).isEqualTo(Phase.FORWARDED);
    }

    @Test
    void riskIsNotAskedAboutWhatHasHappened() {
        world.riskSays = Reason.BLOCKED;
        world.hostSays(approved());
        assertThat(run(FlowWorld.as(Kind.ADVICE, sale("000001"))).responseCode())
                .isEqualTo("00");
    }

    @Test
    void anAdviceWithoutARouteStaysWithTheTerminal() {
        world.bus.serve(Addresses.ROUTE_FIND, q -> Future.succeededFuture(RouteChoice.none("none")));
        Outcome outcome = run(FlowWorld.as(Kind.ADVICE, sale("000001")));
        assertThat(outcome.responseCode()).isEqualTo("92");
        assertThat(world.store.heads()).isEmpty();
    }

    @Test
    void anAdviceThatTheBankRefusesIsACaseForPeople() {
        world.hostSays(declined51());
        TxId id = run(FlowWorld.as(Kind.ADVICE, sale("000001"))).payment().id();
        assertThat(world.stored(id).phase()).isEqualTo(Phase.DECLINED);
        assertThat(world.stored(id).caseOpen()).isTrue();
    }

    @Test
    void aRestartGoesOnForwarding() {
        world.hostSays(of(Result.UNKNOWN));
        TxId id = run(FlowWorld.as(Kind.ADVICE, sale("000001"))).payment().id();
        TransactionActor again = world.newActor("node-1");
        world.hostSays(approved());
        again.recover(any -> true);
        world.settle();
        assertThat(world.sent.getLast().attempt()).isEqualTo(1);
        assertThat(world.stored(id).phase()).isEqualTo(Phase.FORWARDED);
    }

    @Test
    void aCompletionByAdviceUsesThePreAuthorisationUp() {
        TxId hold = approvedOf(Kind.PRE_AUTH);
        world.hostSays(approved());
        assertThat(run(follow(Kind.ADVICE, "000002", hold, 1234)).responseCode())
                .isEqualTo("00");
        assertThat(run(follow(Kind.COMPLETION, "000003", hold, 1234)).reason()).isEqualTo(Reason.ORIGINAL_USED);
    }

    @Test
    void aRefusedCompletionByAdviceGivesThePreAuthorisationBack() {
        TxId hold = approvedOf(Kind.PRE_AUTH);
        world.hostSays(declined51());
        run(follow(Kind.ADVICE, "000002", hold, 1234));
        world.hostSays(approved());
        assertThat(run(follow(Kind.COMPLETION, "000003", hold, 1234)).responseCode())
                .isEqualTo("00");
    }

    @Test
    void aTipComesAsTheNewTotalAndIsJournalledAlone() {
        TxId sale = approvedOf(Kind.SALE);
        world.hostSays(approved());
        Outcome outcome = run(follow(Kind.ADJUSTMENT, "000002", sale, 1334));
        assertThat(outcome.payment().money().amountMinor()).isEqualTo(100);
        assertThat(world.sent.getLast().originalHeader().id()).isEqualTo(sale);
        assertThat(world.stored(outcome.payment().id()).phase()).isEqualTo(Phase.FORWARDED);
    }

    @Test
    void aSaleIsTippedOnceAndNotVoidedAfterwards() {
        TxId sale = approvedOf(Kind.SALE);
        world.hostSays(approved());
        run(follow(Kind.ADJUSTMENT, "000002", sale, 1334));
        assertThat(run(follow(Kind.ADJUSTMENT, "000003", sale, 1434)).reason()).isEqualTo(Reason.ORIGINAL_USED);
        assertThat(run(follow(Kind.VOID, "000004", sale, 1234)).reason()).isEqualTo(Reason.ORIGINAL_USED);
    }

    @Test
    void aTipIsABoundedPartOfItsSale() {
        TxId sale = approvedOf(Kind.SALE);
        assertThat(run(follow(Kind.ADJUSTMENT, "000002", sale, 1234)).reason()).isEqualTo(Reason.INVALID_AMOUNT);
        assertThat(run(follow(Kind.ADJUSTMENT, "000003", sale, 1234 + 371)).reason())
                .isEqualTo(Reason.INVALID_AMOUNT);
        world.hostSays(approved());
        assertThat(run(follow(Kind.ADJUSTMENT, "000004", sale, 1234 + 370)).responseCode())
                .isEqualTo("00");
    }

    @Test
    void aRefusedTipLeavesTheSaleFree() {
        TxId sale = approvedOf(Kind.SALE);
        world.hostSays(declined51());
        run(follow(Kind.ADJUSTMENT, "000002", sale, 1334));
        world.hostSays(approved());
        assertThat(run(follow(Kind.VOID, "000003", sale, 1234)).responseCode()).isEqualTo("00");
    }

    @Test
    void aScriptResultGoesToTheBankOfItsOriginal() {
        TxId sale = approvedOf(Kind.SALE);
        world.hostSays(approved());
        Outcome outcome = run(follow(Kind.SCRIPT_RESULT, "000002", sale, 0));
        assertThat(outcome.responseCode()).isEqualTo("00");
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.FORWARD);
    }
}
