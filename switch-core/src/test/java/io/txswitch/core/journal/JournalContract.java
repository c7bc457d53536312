package io.txswitch.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Trigger;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every journal keeps to, whatever it is made of. */
abstract class JournalContract extends ClaimsContract {
    Journal.Stored stored(TxId id) {
        return await(journal().load(id)).orElseThrow();
    }

    @Test
    void anAppendIsReadBackAsItWas() {
        Append first = Samples.first(Samples.wallet(key(), "order-" + key(), 1234));
        assertThat(append(first)).isEqualTo(AppendResult.COMMITTED);
        Append second = Samples.approved(first);
        assertThat(append(second)).isEqualTo(AppendResult.COMMITTED);

        Journal.Stored stored = stored(first.id());
        assertThat(stored.appends()).isEqualTo(2);
        assertThat(stored.owner()).isEqualTo(Samples.NODE);
        List<Event> events = new ArrayList<>(first.events());
        events.addAll(second.events());
        assertThat(stored.events()).isEqualTo(events);

        PaymentView view = await(journal().view(first.id())).orElseThrow();
        assertThat(view).isEqualTo(Views.of(second.after(), 2, 0));
        assertThat(view.phase()).isEqualTo(Phase.APPROVED);
        assertThat(view.channelNo()).isEqualTo("4200001");
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThat(await(journal().load(Samples.newId()))).isEmpty();
        assertThat(await(journal().view(Samples.newId()))).isEmpty();
        assertThat(await(journal().findByDedupeKey(key()))).isEmpty();
        assertThat(await(journal().findByOrderNo("M0001", Kind.WALLET_PAYMENT, key())))
                .isEmpty();
    }

    @Test
    void aTransactionIsFoundByItsKeyAndByItsOrderNumber() {
        String key = key();
        TxHeader header = Samples.wallet(key, key, 5);
        append(Samples.first(header));
        assertThat(await(journal().findByDedupeKey(key))).isEqualTo(Optional.of(header.id()));
        assertThat(await(journal().findByOrderNo("M0001", Kind.WALLET_PAYMENT, key)))
                .contains(header.id());
        assertThat(await(journal().findByOrderNo("M0001", Kind.REFUND, key))).isEmpty();
        assertThat(await(journal().findByOrderNo("M0002", Kind.WALLET_PAYMENT, key)))
                .isEmpty();
    }

    @Test
    void theSameDedupeKeyAgainIsADuplicateAndWritesNothing() {
        String key = key();
        Append winner = Samples.first(Samples.sale(key, 100));
        Append loser = Samples.first(Samples.sale(key, 100));
        assertThat(append(winner)).isEqualTo(AppendResult.COMMITTED);
        assertThat(append(loser)).isEqualTo(new AppendResult.Duplicate(winner.id()));
        assertThat(await(journal().load(loser.id()))).isEmpty();
        assertThat(stored(winner.id()).appends()).isEqualTo(1);
    }

    @Test
    void ofAHundredDuplicatesAtOnceOneIsCommittedAndTheOthersNameIt() {
        String key = key();
        List<Append> appends = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            appends.add(Samples.first(Samples.sale(key, 100)));
        }
        List<AppendResult> results = appendAll(appends);
        assertThat(results).filteredOn(AppendResult.COMMITTED::equals).hasSize(1);
        TxId winner = appends.get(results.indexOf(AppendResult.COMMITTED)).id();
        assertThat(results)
                .filteredOn(new AppendResult.Duplicate(winner)::equals)
                .hasSize(99);
        for (Append each : appends) {
            assertThat(await(journal().load(each.id())).isPresent())
                    .isEqualTo(each.id().equals(winner));
        }
    }

    @Test
    void aNonceIsGoodForOneTransactionOfItsMerchant() {
        String nonce = "nonce-" + key();
        Append first = Samples.first(Samples.signed(key(), "M1", nonce));
        Append again = Samples.first(Samples.signed(key(), "M1", nonce));
        Append othersOwn = Samples.first(Samples.signed(key(), "M2", nonce));
        assertThat(append(first)).isEqualTo(AppendResult.COMMITTED);
        assertThat(append(again)).isEqualTo(AppendResult.NONCE_USED);
        assertThat(append(othersOwn)).isEqualTo(AppendResult.COMMITTED);
        assertThat(await(journal().load(again.id()))).isEmpty();
        assertThat(stored(first.id()).events()).isEqualTo(first.events());
    }

    @Test
    void theSameKeyWithTheSameNonceIsADuplicate() {
        String key = key();
        Append first = Samples.first(Samples.signed(key, "M1", "nonce-" + key));
        assertThat(append(first)).isEqualTo(AppendResult.COMMITTED);
        assertThat(append(Samples.first(Samples.signed(key, "M1", "nonce-" + key))))
                .isEqualTo(new AppendResult.Duplicate(first.id()));
    }

    @Test
    void ofFiftyTransactionsAtOnceWithOneNonceOneIsCommitted() {
        String nonce = "nonce-" + key();
        List<Append> appends = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            appends.add(Samples.first(Samples.signed(key(), "M1", nonce)));
            appends.add(Samples.first(Samples.sale(key(), 100)));
        }
        List<AppendResult> results = appendAll(appends);
        assertThat(results).filteredOn(AppendResult.COMMITTED::equals).hasSize(51);
        assertThat(results).filteredOn(AppendResult.NONCE_USED::equals).hasSize(49);
    }

    @Test
    void duplicatesDoNotDisturbTheirNeighbours() {
        String key = key();
        List<Append> appends = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            appends.add(Samples.first(Samples.sale(i % 3 == 0 ? key : key(), 100)));
        }
        List<AppendResult> results = appendAll(appends);
        assertThat(results).filteredOn(AppendResult.COMMITTED::equals).hasSize(41);
        assertThat(results)
                .filteredOn(each -> each instanceof AppendResult.Duplicate)
                .hasSize(19);
    }

    @Test
    void ofTwoAppendsWithTheSameSeqOneWins() {
        Append first = Samples.first(Samples.sale(key(), 100));
        append(first);
        Append approved = Samples.approved(first);
        Append silent = Samples.next(first, Phase.UNKNOWN, new Event.HostSilent(Samples.NOW, HostFacts.NONE));
        assertThat(appendAll(List.of(approved, silent)))
                .containsExactly(AppendResult.COMMITTED, AppendResult.SEQ_TAKEN);
        assertThat(await(journal().view(first.id())).orElseThrow().phase()).isEqualTo(Phase.APPROVED);
        assertThat(append(approved)).isEqualTo(AppendResult.SEQ_TAKEN);
        assertThat(stored(first.id()).appends()).isEqualTo(2);
    }

    @Test
    void aSeqThatIsNotTheNextIsRefusedAndWritesNothing() {
        Append first = Samples.first(Samples.sale(key(), 100));
        Append second = Samples.approved(first);
        assertThat(append(second)).as("no head").isEqualTo(AppendResult.SEQ_TAKEN);
        append(first);
        Append third = Samples.next(second, Phase.REVERSING, new Event.ClientToldNo(Samples.NOW, Reason.NO_ANSWER));
        assertThat(append(third)).as("a gap").isEqualTo(AppendResult.SEQ_TAKEN);
        assertThat(append(second)).isEqualTo(AppendResult.COMMITTED);
        assertThat(append(third)).isEqualTo(AppendResult.COMMITTED);
        assertThat(stored(first.id()).appends()).isEqualTo(3);
    }

    @Test
    void aRefundReservesItsAmountOnTheOriginal() {
        TxId original = approvedSale(1000).id();
        Append refund = Samples.first(Samples.refund(key(), original, 600), new Guard.Reserve(original, 600));
        assertThat(append(refund)).isEqualTo(AppendResult.COMMITTED);

        Guard tooMuch = new Guard.Reserve(original, 401);
        Append second = Samples.first(Samples.refund(key(), original, 401), tooMuch);
        assertThat(append(second)).isEqualTo(new AppendResult.GuardFailed(tooMuch));
        assertThat(await(journal().load(second.id()))).isEmpty();
        assertThat(await(journal().findByDedupeKey(second.after().header().dedupeKey())))
                .as("the key is free again")
                .isEmpty();

        Append rest = Samples.first(Samples.refund(key(), original, 400), new Guard.Reserve(original, 400));
        assertThat(append(rest)).isEqualTo(AppendResult.COMMITTED);
    }

    @Test
    void aReservationNeedsAnApprovedPayment() {
        Append sent = Samples.first(Samples.sale(key(), 100));
        append(sent);
        Guard guard = new Guard.Reserve(sent.id(), 100);
        assertThat(append(Samples.first(Samples.refund(key(), sent.id(), 100), guard)))
                .isEqualTo(new AppendResult.GuardFailed(guard));
        Guard missing = new Guard.Reserve(Samples.newId(), 100);
        assertThat(append(Samples.first(Samples.refund(key(), missing.target(), 100), missing)))
                .isEqualTo(new AppendResult.GuardFailed(missing));
    }

    @Test
    void aDeclinedRefundGivesItsReservationBackAndAnApprovedOneCountsAsRefunded() {
        TxId original = approvedSale(1000).id();
        Append declined = Samples.first(Samples.refund(key(), original, 700), new Guard.Reserve(original, 700));
        append(declined);
        Event no = new Event.HostDeclined(Samples.NOW, Reason.DECLINED_BY_HOST, HostFacts.code("05"));
        assertThat(append(Samples.next(declined, Phase.DECLINED, no, new Guard.Release(original, 700))))
                .isEqualTo(AppendResult.COMMITTED);

        Append approved = Samples.first(Samples.refund(key(), original, 800), new Guard.Reserve(original, 800));
        assertThat(append(approved)).isEqualTo(AppendResult.COMMITTED);
        Append done = Samples.next(
                approved,
                Phase.APPROVED,
                Samples.approved(approved).events().getFirst(),
                new Guard.Settle(original, 800));
        assertThat(append(done)).isEqualTo(AppendResult.COMMITTED);
        assertThat(append(done)).as("again").isEqualTo(AppendResult.SEQ_TAKEN);
        assertThat(await(journal().view(original)).orElseThrow().refundedMinor())
                .isEqualTo(800);
    }

    @Test
    void aReversalTakesEverythingOrNothing() {
        Append sale = approvedSale(1000);
        Guard all = new Guard.ReserveAll(sale.id());
        Event begun = new Event.ClientToldNo(Samples.NOW, Reason.NO_ANSWER);
        assertThat(append(Samples.next(sale, Phase.REVERSING, begun, all))).isEqualTo(AppendResult.COMMITTED);

        Append refunded = approvedSale(1000);
        append(Samples.first(Samples.refund(key(), refunded.id(), 1), new Guard.Reserve(refunded.id(), 1)));
        Guard none = new Guard.ReserveAll(refunded.id());
        assertThat(append(Samples.next(refunded, Phase.REVERSING, begun, none)))
                .isEqualTo(new AppendResult.GuardFailed(none));
        assertThat(stored(refunded.id()).appends()).isEqualTo(2);
        assertThat(await(journal().view(refunded.id())).orElseThrow().phase()).isEqualTo(Phase.APPROVED);
    }

    @Test
    void aRefundAndAReversalAtOnceNeverBothTakeTheMoney() {
        for (int i = 0; i < 20; i++) {
            Append sale = approvedSale(1000);
            Append refund = Samples.first(Samples.refund(key(), sale.id(), 10), new Guard.Reserve(sale.id(), 10));
            Event begun = new Event.ClientToldNo(Samples.NOW, Reason.NO_ANSWER);
            Append reversal = Samples.next(sale, Phase.REVERSING, begun, new Guard.ReserveAll(sale.id()));
            List<AppendResult> results = appendAll(i % 2 == 0 ? List.of(refund, reversal) : List.of(reversal, refund));
            assertThat(results).filteredOn(AppendResult.COMMITTED::equals).hasSize(1);
        }
    }

    @Test
    void aVoidTakesTheWholeOfAnUntouchedOriginalAndGivesItBackWhenItComesToNothing() {
        TxId sale = approvedSale(1000).id();
        Guard take = new Guard.TakeWhole(sale);
        Append first = Samples.first(Samples.refund(key(), sale, 1000), take);
        assertThat(append(first)).isEqualTo(AppendResult.COMMITTED);
        assertThat(append(Samples.first(Samples.refund(key(), sale, 1000), take)))
                .isEqualTo(new AppendResult.GuardFailed(take));
        append(Samples.next(
                first, Phase.APPROVED, Samples.approved(first).events().getFirst(), new Guard.SettleWhole(sale)));
        assertThat(await(journal().view(sale)).orElseThrow().refundedMinor()).isEqualTo(1000);

        Event begun = new Event.ClientToldNo(Samples.NOW, Reason.NO_ANSWER);
        Append back = Samples.next(Samples.approved(first), Phase.REVERSED, begun, new Guard.ReturnWhole(sale));
        assertThat(append(back)).isEqualTo(AppendResult.COMMITTED);
        assertThat(await(journal().view(sale)).orElseThrow().refundedMinor()).isZero();
        assertThat(append(Samples.first(Samples.refund(key(), sale, 1000), take)))
                .isEqualTo(AppendResult.COMMITTED);
    }

    @Test
    void ofAHundredVoidsAtOnceOneTakesTheSale() {
        TxId sale = approvedSale(1000).id();
        List<Append> voids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            voids.add(Samples.first(Samples.refund(key(), sale, 1000), new Guard.TakeWhole(sale)));
        }
        assertThat(appendAll(voids)).filteredOn(AppendResult.COMMITTED::equals).hasSize(1);
    }

    @Test
    void anAdjustedOriginalIsNeitherAdjustedNorTakenAgain() {
        TxId sale = approvedSale(1000).id();
        Append tip = Samples.first(Samples.refund(key(), sale, 100), new Guard.Adjust(sale));
        assertThat(append(tip)).isEqualTo(AppendResult.COMMITTED);
        for (Guard guard : List.of(new Guard.Adjust(sale), new Guard.TakeWhole(sale), new Guard.ReserveAll(sale))) {
            assertThat(append(Samples.first(Samples.refund(key(), sale, 100), guard)))
                    .isEqualTo(new AppendResult.GuardFailed(guard));
        }
        Event no = new Event.HostDeclined(Samples.NOW, Reason.DECLINED_BY_HOST, HostFacts.code("05"));
        append(Samples.next(tip, Phase.DECLINED, no, new Guard.Unadjust(sale)));
        assertThat(append(Samples.first(Samples.refund(key(), sale, 1000), new Guard.TakeWhole(sale))))
                .isEqualTo(AppendResult.COMMITTED);
    }

    @Test
    void aPartThatWasApprovedIsTheAmountFromThenOn() {
        Append sent = Samples.first(Samples.sale(key(), 1000));
        Append whole = Samples.first(Samples.sale(key(), 1000));
        append(sent);
        append(whole);
        HostFacts part = new HostFacts("10", "A12345", null, "000777", null, null, null, 600L);
        Append approved =
                Samples.next(sent, Phase.APPROVED, new Event.HostApproved(Samples.NOW, Trigger.APPROVED_IN_TIME, part));
        assertThat(appendAll(List.of(approved, Samples.approved(whole)))).containsOnly(AppendResult.COMMITTED);
        assertThat(await(journal().view(sent.id())).orElseThrow().money()).isEqualTo(Money.cny(600));
        assertThat(await(journal().view(whole.id())).orElseThrow().money()).isEqualTo(Money.cny(1000));
        Guard more = new Guard.Reserve(sent.id(), 601);
        assertThat(append(Samples.first(Samples.refund(key(), sent.id(), 601), more)))
                .isEqualTo(new AppendResult.GuardFailed(more));
    }

    @Test
    void twoHundredRefundsAtOnceNeverExceedThePayment() {
        TxId original = approvedSale(1000).id();
        List<Append> refunds = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            refunds.add(Samples.first(Samples.refund(key(), original, 7), new Guard.Reserve(original, 7)));
        }
        List<AppendResult> results = appendAll(refunds);
        assertThat(results).filteredOn(AppendResult.COMMITTED::equals).hasSize(142);
        assertThat(results)
                .filteredOn(new AppendResult.GuardFailed(new Guard.Reserve(original, 7))::equals)
                .hasSize(58);
    }

    @Test
    void openTransactionsAreListedByOwnerOldestFirst() {
        Append open = Samples.first(Samples.sale(key(), 100));
        Append done = Samples.first(Samples.sale(key(), 100));
        Append later = Samples.first(Samples.sale(key(), 100));
        appendAll(List.of(later, done, open));
        append(Samples.approved(done));
        TxId before = new TxId(open.id().value() - 1);
        assertThat(await(journal().openOwnedBy(Samples.NODE, before, 10))).containsExactly(open.id(), later.id());
        assertThat(await(journal().openOwnedBy(Samples.NODE, before, 1))).containsExactly(open.id());
        assertThat(await(journal().openOwnedBy(Samples.NODE, open.id(), 10))).containsExactly(later.id());
        assertThat(await(journal().openOwnedBy("n2", before, 10))).isEmpty();
    }
}
