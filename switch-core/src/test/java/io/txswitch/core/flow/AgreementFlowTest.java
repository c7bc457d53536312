package io.txswitch.core.flow;

import static io.txswitch.core.flow.Consents.sign;
import static io.txswitch.core.flow.Consents.signHere;
import static io.txswitch.core.flow.Consents.signed;
import static io.txswitch.core.flow.FlowWorld.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.ClosePayment;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.journal.InMemoryStore.Claimed;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementFlowTest {
    /** Midnight of the first of March in Beijing. */
    private static final Instant FIRST_DUE = Instant.parse("2026-02-28T16:00:00Z");

    private final FlowWorld world = new FlowWorld();
    private final Consents consents = new Consents(world);

    private Phase phase(TxId id) {
        return world.stored(id).phase();
    }

    private List<Operation> asked() {
        return world.sent.stream().map(HostRequest::operation).toList();
    }

    @Test
    void aPayerIsShownWhereHeSignsAndHisSignatureIsANotification() {
        TxId id = consents.pendingAgreement("S1", "payer-1");
        assertThat(world.stored(id).facts().qrCode()).isEqualTo("https://wallet.example/sign");
        assertThat(world.store.claims()).extracting(Claimed::dueAt).containsOnlyNulls();
        assertThat(consents.report(id, signed())).isEqualTo(FactReceipt.TAKEN);
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
        assertThat(world.stored(id).facts().channelNo()).isEqualTo("agr-2026");
        PaymentView view = world.journal.view(id).result().orElseThrow();
        assertThat(view.money().amountMinor()).isZero();
        assertThat(view.terms()).isEqualTo(Terms.agreement(Consents.terms("payer-1", true)));
        assertThat(world.store.claims()).extracting(Claimed::dueAt).containsExactly(FIRST_DUE);
    }

    @Test
    void whatDoesNotRenewIsNeverDueByItself() {
        world.hostSays(signHere());
        TxId id = consents.submitted(Consents.command(
                        Kind.AGREEMENT, "M1", "S1", 0, null, Terms.agreement(Consents.terms("payer-1", false))))
                .payment()
                .id();
        consents.report(id, signed());
        assertThat(world.store.claims()).singleElement().satisfies(claim -> {
            assertThat(claim.id()).isEqualTo(id);
            assertThat(claim.dueAt()).isNull();
        });
    }

    @Test
    void aLostNotificationIsFoundByAsking() {
        TxId id = consents.pendingAgreement("S1", "payer-1");
        world.hostSays(of(Result.PENDING));
        world.hostSays(signed());
        world.time.advance(10_000);
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
        assertThat(asked()).containsExactly(Operation.CHARGE, Operation.QUERY, Operation.QUERY);
    }

    @Test
    void ofAHundredSignsAtOnceOneIsSentAndTheOthersHearThatThereIsOne() {
        world.hostSays(signHere());
        List<Future<Outcome>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(world.actor.submit(sign("S" + i, "payer-1")));
        }
        world.settle();
        assertThat(all.stream().filter(f -> f.result().result() == Outcome.Result.PENDING))
                .hasSize(1);
        assertThat(all.stream().filter(f -> f.result().reason() == Reason.AGREEMENT_EXISTS))
                .hasSize(99);
        assertThat(world.sent).hasSize(1);
        assertThat(world.store.claims()).hasSize(1);
    }

    @Test
    void anotherPayerSignsAnotherAgreement() {
        consents.signedAgreement("S1", "payer-1");
        consents.signedAgreement("S2", "payer-2");
        assertThat(world.store.claims()).hasSize(2);
    }

    @Test
    void theSameRequestAgainIsTheSameAgreement() {
        TxId id = consents.pendingAgreement("S1", "payer-1");
        Outcome again = consents.submitted(sign("S1", "payer-1"));
        assertThat(again.repeated()).isTrue();
        assertThat(again.payment().id()).isEqualTo(id);
    }

    @Test
    void whatIsNotSignedInTimeIsClosedAtTheChannelFirstAndFreesThePayer() {
        TxId id = consents.pendingAgreement("S1", "payer-1");
        for (int i = 0; i < 30; i++) {
            world.hostSays(of(i < 8 ? Result.PENDING : Result.CLOSED));
        }
        world.time.advance(299_000);
        assertThat(phase(id)).isNotEqualTo(Phase.APPROVED);
        world.time.advance(600_000);
        assertThat(phase(id)).isEqualTo(Phase.CLOSED);
        assertThat(asked()).contains(Operation.QUERY);
        assertThat(world.store.claims()).isEmpty();
        world.answers.clear();
        consents.pendingAgreement("S2", "payer-1");
    }

    @Test
    void aDeclinedOneFreesThePayerAtOnce() {
        world.hostSays(FlowWorld.declined51());
        assertThat(consents.submitted(sign("S1", "payer-1")).result()).isEqualTo(Outcome.Result.DECLINED);
        assertThat(world.store.claims()).isEmpty();
        consents.pendingAgreement("S2", "payer-1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Result.class,
            names = {"NOT_SENT", "RETRYABLE"})
    void itsClaimIsOnOneChannelSoItIsNotTriedElsewhere(Result result) {
        world.hostSays(of(result));
        Outcome outcome = consents.submitted(sign("S1", "payer-1"));
        assertThat(outcome.result()).isEqualTo(Outcome.Result.DECLINED);
        assertThat(outcome.reason()).isEqualTo(result == Result.NOT_SENT ? Reason.NOT_SENT : Reason.DECLINED_BY_HOST);
        assertThat(world.sent).hasSize(1);
        assertThat(world.store.claims()).isEmpty();
    }

    @Test
    void whatRiskRefusesClaimsNothing() {
        world.riskSays = Reason.BLOCKED;
        assertThat(consents.submitted(sign("S1", "payer-1")).reason()).isEqualTo(Reason.BLOCKED);
        assertThat(world.store.claims()).isEmpty();
        assertThat(world.sent).isEmpty();
    }

    @Test
    void anAgreementHasTermsAndNoMoney() {
        assertThat(consents.submitted(Consents.command(Kind.AGREEMENT, "M1", "S1", 0, null, null))
                        .reason())
                .isEqualTo(Reason.INVALID_TRANSACTION);
        assertThat(consents.submitted(Consents.command(
                                Kind.AGREEMENT, "M1", "S2", 1, null, Terms.agreement(Consents.terms("p", true))))
                        .reason())
                .isEqualTo(Reason.INVALID_AMOUNT);
        assertThat(world.store.heads()).isEmpty();
    }

    @Test
    void aCancelledOneIsUnsignedAndFreesThePayer() {
        TxId id = consents.signedAgreement("S1", "payer-1");
        world.hostSays(of(Result.UNKNOWN));
        assertThat(consents.close(id, ClosePayment.How.CANCEL).result().result())
                .isEqualTo(Outcome.Result.REVERSED);
        assertThat(phase(id)).isEqualTo(Phase.REVERSING);
        assertThat(world.store.claims())
                .as("live until the wallet has ended it, and nothing is due")
                .extracting(Claimed::dueAt)
                .containsOnlyNulls()
                .hasSize(1);
        assertThat(consents.submitted(sign("S2", "payer-1")).reason()).isEqualTo(Reason.AGREEMENT_EXISTS);
        world.hostSays(of(Result.REVERSED));
        world.time.advance(10_000);
        assertThat(phase(id)).isEqualTo(Phase.REVERSED);
        assertThat(world.store.claims()).isEmpty();
        assertThat(asked()).containsExactly(Operation.CHARGE, Operation.REVERSE, Operation.REVERSE);
    }

    @ParameterizedTest
    @CsvSource({"CLOSE,CLOSED,CLOSE", "CANCEL,REVERSED,REVERSE"})
    void anUnsignedOneIsGivenUp(ClosePayment.How how, Result answer, Operation said) {
        TxId id = consents.pendingAgreement("S1", "payer-1");
        world.hostSays(of(answer));
        consents.close(id, how);
        assertThat(phase(id)).isEqualTo(answer == Result.CLOSED ? Phase.CLOSED : Phase.REVERSED);
        assertThat(world.sent.getLast().operation()).isEqualTo(said);
        assertThat(world.store.claims()).isEmpty();
    }

    @Test
    void aSignedOneIsNotClosed() {
        TxId id = consents.signedAgreement("S1", "payer-1");
        Outcome outcome = consents.close(id, ClosePayment.How.CLOSE).result();
        assertThat(outcome.result()).isEqualTo(Outcome.Result.APPROVED);
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
        assertThat(world.sent).hasSize(1);
    }

    @Test
    void onlyItsMerchantCancelsIt() {
        TxId id = consents.signedAgreement("S1", "payer-1");
        Future<Outcome> foreign = world.actor.close(new ClosePayment(id, "M2", ClosePayment.How.CANCEL, 1_000));
        world.settle();
        assertThat(foreign.result().reason()).isEqualTo(Reason.ORIGINAL_NOT_FOUND);
        assertThat(phase(id)).isEqualTo(Phase.APPROVED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Result.class,
            names = {"CLOSED", "REVERSED"})
    void aPayerWhoEndsItInHisWalletEndsItHere(Result told) {
        TxId id = consents.signedAgreement("S1", "payer-1");
        world.hostSays(of(Result.REVERSED));
        assertThat(consents.report(id, of(told))).isEqualTo(FactReceipt.TAKEN);
        assertThat(phase(id)).isEqualTo(Phase.REVERSED);
        assertThat(world.sent.getLast().operation()).isEqualTo(Operation.REVERSE);
        assertThat(world.store.claims()).isEmpty();
        assertThat(consents.report(id, of(told))).as("again").isEqualTo(FactReceipt.TAKEN);
        assertThat(world.sent).hasSize(2);
    }

    @Test
    void aSignatureAfterTheEndIsTakenBackOnceUnderItsOwnNumber() {
        TxId id = consents.pendingAgreement("S1", "payer-1");
        consents.report(id, of(Result.CLOSED));
        world.hostSays(of(Result.UNKNOWN));
        world.hostSays(of(Result.REVERSED));
        for (int i = 0; i < 3; i++) {
            assertThat(consents.report(id, signed())).isEqualTo(FactReceipt.TAKEN);
        }
        world.time.advance(60_000);
        assertThat(world.events(id)).containsOnlyOnce("LateSuccess", "CaseOpened", "CompensationOpened");
        List<HostRequest> taken = world.sent.subList(1, world.sent.size());
        assertThat(taken).hasSize(2).allSatisfy(request -> {
            assertThat(request.operation()).isEqualTo(Operation.REVERSE);
            assertThat(request.header().id()).isEqualTo(id);
            assertThat(request.header().kind()).isEqualTo(Kind.AGREEMENT);
            assertThat(request.known().channelNo()).isEqualTo("agr-2026");
        });
        assertThat(world.store.heads())
                .filteredOn(head -> head.tx().kind() == Kind.COMPENSATION)
                .singleElement()
                .satisfies(head -> assertThat(head.tx().phase()).isEqualTo(Phase.FORWARDED));
        assertThat(world.store.heads()).allMatch(head -> !head.tx().isOpen());
    }

    @Test
    void anotherNodeGoesOnWhereOneDied() {
        TxId pending = consents.pendingAgreement("S1", "payer-1");
        TxId ending = consents.signedAgreement("S2", "payer-2");
        consents.close(ending, ClosePayment.How.CANCEL);
        world.actor.submit(sign("S3", "payer-3"));
        world.settle();
        world.sent.clear();
        world.hostSays(signed());
        world.hostSays(of(Result.REVERSED));
        world.hostSays(of(Result.CLOSED));
        world.actor.abandonAll();
        world.actor = world.newActor("node-1");
        world.actor.recover(id -> true);
        world.time.advance(5_000);
        assertThat(phase(pending)).isEqualTo(Phase.APPROVED);
        assertThat(phase(ending)).isEqualTo(Phase.REVERSED);
        assertThat(asked()).containsExactly(Operation.QUERY, Operation.REVERSE, Operation.CLOSE);
        assertThat(world.store.claims()).extracting(Claimed::id).containsExactly(pending);
    }

    @Test
    void aPaymentSignsAPendingAgreementOfItsMerchantAndNoOther() {
        TxId id = consents.pendingAgreement("S1", "payer-1");
        world.hostSays(of(Result.PENDING));
        Outcome outcome =
                consents.submitted(Consents.command(Kind.WALLET_PAYMENT, "M1", "A1", 500, null, Terms.signs(id)));
        assertThat(outcome.result()).isEqualTo(Outcome.Result.PENDING);
        HostRequest sent = world.sent.getLast();
        assertThat(sent.header().terms()).isEqualTo(Terms.signs(id, Consents.terms("payer-1", true)));
        assertThat(sent.originalHeader()).isNull();

        assertThat(consents.submitted(Consents.command(Kind.WALLET_PAYMENT, "M2", "A2", 500, null, Terms.signs(id)))
                        .reason())
                .isEqualTo(Reason.AGREEMENT_NOT_ACTIVE);
        assertThat(consents.submitted(Consents.command(
                                Kind.WALLET_PAYMENT,
                                "M1",
                                "A3",
                                500,
                                null,
                                Terms.signs(outcome.payment().id())))
                        .reason())
                .isEqualTo(Reason.AGREEMENT_NOT_ACTIVE);
        assertThat(consents.submitted(
                                Consents.command(Kind.WALLET_PAYMENT, "M1", "A4", 500, null, Terms.signs(new TxId(42))))
                        .reason())
                .isEqualTo(Reason.AGREEMENT_NOT_ACTIVE);
        consents.report(id, signed());
        assertThat(consents.submitted(Consents.command(Kind.WALLET_PAYMENT, "M1", "A5", 500, null, Terms.signs(id)))
                        .reason())
                .isEqualTo(Reason.AGREEMENT_NOT_ACTIVE);
        Outcome repeat =
                consents.submitted(Consents.command(Kind.WALLET_PAYMENT, "M1", "A1", 500, null, Terms.signs(id)));
        assertThat(repeat.payment().id())
                .as("a repeat is no new payment")
                .isEqualTo(outcome.payment().id());
    }
}
