package io.txswitch.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Event;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Trigger;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every journal keeps to of agreements and of what is handed on. */
abstract class ClaimsContract {
    static final int PATIENCE_SECONDS = 20;

    abstract Journal journal();

    static String key() {
        return "k:" + UUID.randomUUID();
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    AppendResult append(Append append) {
        return await(journal().append(append));
    }

    List<AppendResult> appendAll(List<Append> appends) {
        List<Future<AppendResult>> futures = new ArrayList<>();
        appends.forEach(each -> futures.add(journal().append(each)));
        return futures.stream().map(JournalContract::await).toList();
    }

    Append approvedSale(long amountMinor) {
        Append first = Samples.first(Samples.sale(key(), amountMinor));
        assertThat(append(first)).isEqualTo(AppendResult.COMMITTED);
        Append second = Samples.approved(first);
        assertThat(append(second)).isEqualTo(AppendResult.COMMITTED);
        return second;
    }

    private static String claimKey() {
        return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    }

    private static Append claiming(String claimKey) {
        TxHeader header = Samples.agreement(key());
        return Samples.first(header, new Guard.Claim(header.id(), claimKey));
    }

    private static Append ended(Append before) {
        Event no = new Event.HostDeclined(Samples.NOW, Reason.DECLINED_BY_HOST, HostFacts.NONE);
        return Samples.next(before, Phase.DECLINED, no, new Guard.Unclaim(before.id()));
    }

    @Test
    void aKeyIsClaimedByOneLiveAgreementAndFreeAgainWithItsEnd() {
        String claimKey = claimKey();
        Append first = claiming(claimKey);
        assertThat(append(first)).isEqualTo(AppendResult.COMMITTED);
        Append second = claiming(claimKey);
        assertThat(append(second))
                .isEqualTo(new AppendResult.GuardFailed(second.guards().getFirst()));
        assertThat(await(journal().load(second.id()))).isEmpty();
        assertThat(await(journal().findByDedupeKey(second.after().header().dedupeKey())))
                .as("the key of the request is free")
                .isEmpty();
        assertThat(append(claiming(claimKey()))).as("another payer").isEqualTo(AppendResult.COMMITTED);

        assertThat(append(ended(first))).isEqualTo(AppendResult.COMMITTED);
        assertThat(append(ended(second))).as("never was").isEqualTo(AppendResult.SEQ_TAKEN);
        assertThat(append(claiming(claimKey))).isEqualTo(AppendResult.COMMITTED);
    }

    @Test
    void theSameAgreementAgainIsADuplicateAndKeepsTheClaim() {
        String claimKey = claimKey();
        Append first = claiming(claimKey);
        append(first);
        TxHeader again = Samples.agreement(first.after().header().dedupeKey());
        assertThat(append(Samples.first(again, new Guard.Claim(again.id(), claimKey))))
                .isEqualTo(new AppendResult.Duplicate(first.id()));
        Append other = claiming(claimKey);
        assertThat(append(other))
                .isEqualTo(new AppendResult.GuardFailed(other.guards().getFirst()));
    }

    @Test
    void ofAHundredSignsAtOnceExactlyOneIsLive() {
        for (int round = 0; round < 3; round++) {
            String claimKey = claimKey();
            List<Append> signs = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                signs.add(claiming(claimKey));
            }
            List<AppendResult> results = appendAll(signs);
            assertThat(results).filteredOn(AppendResult.COMMITTED::equals).hasSize(1);
            assertThat(results)
                    .filteredOn(each ->
                            each instanceof AppendResult.GuardFailed failed && failed.guard() instanceof Guard.Claim)
                    .hasSize(99);
            Append winner = signs.get(results.indexOf(AppendResult.COMMITTED));
            assertThat(append(ended(winner))).isEqualTo(AppendResult.COMMITTED);
            assertThat(append(claiming(claimKey))).isEqualTo(AppendResult.COMMITTED);
        }
    }

    @Test
    void aClaimOfAnAppendThatFailsOtherwiseIsNotKept() {
        String claimKey = claimKey();
        TxHeader header = Samples.agreement(key());
        Guard missing = new Guard.InForce(Samples.newId());
        Append both = Samples.first(header, new Guard.Claim(header.id(), claimKey), missing);
        assertThat(append(both)).isEqualTo(new AppendResult.GuardFailed(missing));
        assertThat(append(claiming(claimKey))).isEqualTo(AppendResult.COMMITTED);
    }

    @Test
    void signsBesideOtherAppendsDisturbNobody() {
        String claimKey = claimKey();
        List<Append> appends = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            appends.add(i % 3 == 0 ? claiming(claimKey) : Samples.first(Samples.sale(key(), 100)));
        }
        assertThat(appendAll(appends))
                .filteredOn(AppendResult.COMMITTED::equals)
                .hasSize(41);
    }

    @Test
    void aDeductionNeedsAnAgreementInForce() {
        Append sent = claiming(claimKey());
        append(sent);
        Guard guard = new Guard.InForce(sent.id());
        assertThat(append(Samples.first(Samples.refund(key(), sent.id(), 10), guard)))
                .as("not signed yet")
                .isEqualTo(new AppendResult.GuardFailed(guard));
        Append signed = Samples.approved(sent);
        append(signed);
        assertThat(append(Samples.first(Samples.refund(key(), sent.id(), 10), guard)))
                .isEqualTo(AppendResult.COMMITTED);
        Event begun = new Event.ReversalStarted(Samples.NOW, Trigger.REVERSAL_ASKED, "cancelled");
        append(Samples.next(signed, Phase.REVERSING, begun, new Guard.Due(sent.id(), null)));
        assertThat(append(Samples.first(Samples.refund(key(), sent.id(), 10), guard)))
                .isEqualTo(new AppendResult.GuardFailed(guard));
    }

    @Test
    void aCancelAndADeductionAtOnceHaveOneOrder() {
        for (int i = 0; i < 20; i++) {
            Append sent = claiming(claimKey());
            append(sent);
            Append signed = Samples.approved(sent);
            append(signed);
            Event begun = new Event.ReversalStarted(Samples.NOW, Trigger.REVERSAL_ASKED, "cancelled");
            Append cancel = Samples.next(signed, Phase.REVERSING, begun);
            Guard guard = new Guard.InForce(sent.id());
            Append deduction = Samples.first(Samples.refund(key(), sent.id(), 10), guard);
            List<AppendResult> results =
                    appendAll(i % 2 == 0 ? List.of(cancel, deduction) : List.of(deduction, cancel));
            assertThat(results.get(i % 2 == 0 ? 0 : 1)).isEqualTo(AppendResult.COMMITTED);
            assertThat(results.get(i % 2 == 0 ? 1 : 0))
                    .isIn(AppendResult.COMMITTED, new AppendResult.GuardFailed(guard));
        }
    }

    @Test
    void whatIsHandedOnIsCappedByWhatIsNotGivenBack() {
        TxId payment = approvedSale(1000).id();
        append(Samples.first(Samples.refund(key(), payment, 300), new Guard.Reserve(payment, 300)));
        Append share = Samples.first(Samples.refund(key(), payment, 600), new Guard.Share(payment, 600));
        assertThat(append(share)).isEqualTo(AppendResult.COMMITTED);
        Guard tooMuch = new Guard.Share(payment, 101);
        assertThat(append(Samples.first(Samples.refund(key(), payment, 101), tooMuch)))
                .isEqualTo(new AppendResult.GuardFailed(tooMuch));
        assertThat(append(Samples.first(Samples.refund(key(), payment, 100), new Guard.Share(payment, 100))))
                .isEqualTo(AppendResult.COMMITTED);

        Event no = new Event.HostDeclined(Samples.NOW, Reason.DECLINED_BY_HOST, HostFacts.NONE);
        append(Samples.next(share, Phase.DECLINED, no, new Guard.Unshare(payment, 600)));
        assertThat(append(Samples.first(Samples.refund(key(), payment, 600), new Guard.Share(payment, 600))))
                .isEqualTo(AppendResult.COMMITTED);
        assertThat(append(Samples.first(Samples.refund(key(), payment, 700), new Guard.Reserve(payment, 700))))
                .as("a refund is capped by the payment alone")
                .isEqualTo(AppendResult.COMMITTED);
    }

    @Test
    void whatWasHandedOnIsNotUndoneWhole() {
        Append sale = approvedSale(1000);
        append(Samples.first(Samples.refund(key(), sale.id(), 1), new Guard.Share(sale.id(), 1)));
        Guard all = new Guard.ReserveAll(sale.id());
        Event begun = new Event.ReversalStarted(Samples.NOW, Trigger.REVERSAL_ASKED, "cancelled");
        assertThat(append(Samples.next(sale, Phase.REVERSING, begun, all)))
                .isEqualTo(new AppendResult.GuardFailed(all));
        Guard unpaid = new Guard.Share(Samples.newId(), 1);
        assertThat(append(Samples.first(Samples.refund(key(), unpaid.target(), 1), unpaid)))
                .isEqualTo(new AppendResult.GuardFailed(unpaid));
    }

    @Test
    void twoHundredSharesAtOnceNeverExceedThePayment() {
        TxId payment = approvedSale(1000).id();
        List<Append> shares = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            shares.add(Samples.first(Samples.refund(key(), payment, 7), new Guard.Share(payment, 7)));
        }
        assertThat(appendAll(shares)).filteredOn(AppendResult.COMMITTED::equals).hasSize(142);
    }
}
