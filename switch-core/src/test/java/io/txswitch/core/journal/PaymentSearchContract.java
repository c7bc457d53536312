package io.txswitch.core.journal;

import static io.txswitch.core.journal.JournalContract.await;
import static io.txswitch.core.journal.JournalContract.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.BatchContents;
import io.txswitch.core.contract.ListPayments;
import io.txswitch.core.contract.MerchantTotals;
import io.txswitch.core.contract.PaymentPage;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.ReadBatch;
import io.txswitch.core.contract.ReadPayment;
import io.txswitch.core.contract.ReadTotals;
import io.txswitch.core.journal.PaymentSearch.By;
import io.txswitch.core.journal.PaymentSearch.Filter;
import io.txswitch.core.journal.PaymentSearch.Step;
import io.txswitch.core.journal.PaymentSearch.Total;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What customer service finds, in whatever journal. */
abstract class PaymentSearchContract {
    private Append sale;
    private Append qr;
    private Append open;

    abstract Journal journal();

    abstract PaymentSearch search();

    @BeforeEach
    void threePayments() {
        sale = Samples.first(Samples.sale(key(), 1000));
        qr = Samples.first(Samples.wallet(key(), "order-4711", 2500));
        open = Samples.first(Samples.sale(key(), 70));
        for (Append each : List.of(sale, qr, open)) {
            assertThat(await(journal().append(each))).isEqualTo(AppendResult.COMMITTED);
        }
        assertThat(await(journal().append(Samples.approved(sale)))).isEqualTo(AppendResult.COMMITTED);
    }

    @Test
    void aBatchIsTheTerminalsTotalsAndWhatTheyAreMadeOf() {
        Append first = inBatch("T0000009", "000007", Kind.SALE, 1000, null);
        Append second = inBatch("T0000009", "000007", Kind.SALE, 500, null);
        Append hold = inBatch("T0000009", "000007", Kind.PRE_AUTH, 9000, null);
        inBatch("T0000009", "000007", Kind.REFUND, 300, first.id());
        inBatch("T0000009", "000007", Kind.VOID, 500, second.id());
        inBatch("T0000009", "000007", Kind.VOID, 9000, hold.id());
        inBatch("T0000009", "000008", Kind.SALE, 70, null);
        inBatch("T0000008", "000007", Kind.SALE, 70, null);
        assertThat(await(journal().append(Samples.first(Samples.inBatch("T0000009", "000007", Kind.SALE, 1, null)))))
                .as("sent, not approved")
                .isEqualTo(AppendResult.COMMITTED);
        BatchContents batch =
                await(search().batch(new ReadBatch("T0000009", "000007", Instant.parse("2020-01-01T00:00:00Z"))));
        assertThat(batch.debitCount()).isEqualTo(2);
        assertThat(batch.debitMinor()).isEqualTo(1500);
        assertThat(batch.creditCount()).isEqualTo(2);
        assertThat(batch.creditMinor()).isEqualTo(800);
        assertThat(batch.payments()).hasSize(7);
    }

    private Append inBatch(String terminal, String batch, Kind kind, long minor, TxId original) {
        Append first = Samples.first(Samples.inBatch(terminal, batch, kind, minor, original));
        assertThat(await(journal().append(first))).isEqualTo(AppendResult.COMMITTED);
        assertThat(await(journal().append(Samples.approved(first)))).isEqualTo(AppendResult.COMMITTED);
        return first;
    }

    private List<TxId> found(String number) {
        return await(search().findAny(number)).stream().map(PaymentView::id).toList();
    }

    @Test
    void aPaymentIsFoundByAnyOfItsNumbers() {
        assertThat(found(sale.id().text())).containsExactly(sale.id());
        assertThat(found(" " + sale.id().text().toLowerCase(java.util.Locale.ROOT)))
                .containsExactly(sale.id());
        assertThat(found(sale.id().rrn())).containsExactly(sale.id());
        assertThat(found("order-4711")).containsExactly(qr.id());
        assertThat(found("4200001")).containsExactly(sale.id());
        assertThat(found("T0000001+1+0301")).containsExactly(open.id(), sale.id());
        assertThat(found("T0000001+000001+0302")).isEmpty();
        assertThat(found("' OR 1=1 --")).isEmpty();
        assertThat(await(search().findAny("4200001")))
                .isEqualTo(List.of(await(journal().view(sale.id())).orElseThrow()));
    }

    @Test
    void oneIsReadByOurIdOrByItsMerchantsNumberAndByNobodyElse() {
        assertThat(await(search().read(new ReadPayment(qr.id(), "M0001", null, null))))
                .isEqualTo(await(journal().view(qr.id())))
                .isPresent();
        assertThat(await(search().read(new ReadPayment(qr.id(), null, null, null))))
                .isPresent();
        assertThat(await(search().read(new ReadPayment(qr.id(), "M0002", null, null))))
                .isEmpty();
        assertThat(await(search().read(new ReadPayment(null, "M0001", "order-4711", null))))
                .as("however it was begun")
                .map(PaymentView::id)
                .contains(qr.id());
        assertThat(await(search().read(new ReadPayment(null, "M0001", "order-4711", Kind.WALLET_PAYMENT))))
                .isPresent();
        assertThat(await(search().read(new ReadPayment(null, "M0001", "order-4711", Kind.REFUND))))
                .as("numbers of refunds are others")
                .isEmpty();
        assertThat(await(search().read(new ReadPayment(null, "M0002", "order-4711", null))))
                .isEmpty();
        assertThat(await(search().read(new ReadPayment(null, "M0001", "nothing", null))))
                .isEmpty();
    }

    private List<TxId> found(Filter filter) {
        return await(search().find(filter)).stream().map(PaymentView::id).toList();
    }

    @Test
    void paymentsAreFoundByWhatIsKnownOfThemNewestFirst() {
        assertThat(found(new Filter("M0001", null, null, null, null, null, 10)))
                .containsExactly(open.id(), qr.id(), sale.id());
        assertThat(found(new Filter("M0001", null, null, null, null, null, 2))).containsExactly(open.id(), qr.id());
        assertThat(found(new Filter(null, null, null, 2500L, null, null, 10))).containsExactly(qr.id());
        assertThat(found(new Filter(null, null, null, null, "1111", Phase.APPROVED, 10)))
                .containsExactly(sale.id());
        assertThat(found(new Filter(null, Samples.NOW, Samples.NOW.plusSeconds(1), null, null, null, 10)))
                .hasSize(3);
        assertThat(found(new Filter(null, Samples.NOW.plusSeconds(1), null, null, null, null, 10)))
                .isEmpty();
        assertThat(found(new Filter(null, null, Samples.NOW, null, null, null, 10)))
                .isEmpty();
        PaymentView listed = await(search().find(new Filter(null, null, null, 1000L, null, null, 10)))
                .getFirst();
        assertThat(listed).isEqualTo(await(journal().view(sale.id())).orElseThrow());
    }

    @Test
    void totalsCountAndSumADay() {
        LocalDate day = LocalDate.ofInstant(Samples.NOW, ZoneOffset.UTC);
        assertThat(await(search().totals(day, By.MERCHANT)))
                .containsExactly(
                        new Total("M0001", Kind.SALE, Phase.APPROVED, "CNY", 1, 1000, 0),
                        new Total("M0001", Kind.SALE, Phase.SENT, "CNY", 1, 70, 0),
                        new Total("M0001", Kind.WALLET_PAYMENT, Phase.SENT, "CNY", 1, 2500, 0));
        assertThat(await(search().totals(day, By.CHANNEL)))
                .extracting(Total::key)
                .containsOnly("bank-a");
        assertThat(await(search().totals(day.plusDays(1), By.MERCHANT))).isEmpty();
    }

    @Test
    void pagesOfAMerchantFollowOneAnotherNewestFirst() {
        Set<Kind> all = Set.of(Kind.SALE, Kind.WALLET_PAYMENT);
        PaymentPage first = await(search().page(new ListPayments("M0001", all, Set.of(), null, null, null, null, 2)));
        assertThat(first.payments()).extracting(PaymentView::id).containsExactly(open.id(), qr.id());
        assertThat(first.more()).isTrue();
        PaymentView last = first.payments().getLast();
        ListPayments.Place place = new ListPayments.Place(last.receivedAt(), last.id());
        PaymentPage second = await(search().page(new ListPayments("M0001", all, Set.of(), null, null, null, place, 2)));
        assertThat(second.payments()).extracting(PaymentView::id).containsExactly(sale.id());
        assertThat(second.more()).isFalse();
    }

    private List<TxId> listed(Set<Kind> kinds, Set<Phase> phases, Instant from, Instant to) {
        return await(search().page(new ListPayments("M0001", kinds, phases, from, to, null, null, 10)))
                .payments()
                .stream()
                .map(PaymentView::id)
                .toList();
    }

    @Test
    void aListIsNarrowedByKindPhaseAndTime() {
        Set<Kind> all = Set.of(Kind.SALE, Kind.WALLET_PAYMENT);
        assertThat(listed(Set.of(Kind.WALLET_PAYMENT), Set.of(), null, null)).containsExactly(qr.id());
        assertThat(listed(all, Set.of(Phase.APPROVED), null, null)).containsExactly(sale.id());
        assertThat(listed(all, Set.of(), Samples.NOW, Samples.NOW.plusMillis(1)))
                .hasSize(3);
        assertThat(listed(all, Set.of(), null, Samples.NOW)).isEmpty();
        assertThat(await(search().page(new ListPayments("M2", all, Set.of(), null, null, null, null, 1)))
                        .payments())
                .isEmpty();
        assertThat(await(search().page(new ListPayments("M0001", all, Set.of(), null, null, qr.id(), null, 1)))
                        .payments())
                .isEmpty();
    }

    @Test
    void aMerchantsTotalsAreHisAlone() {
        ReadTotals day = new ReadTotals("M0001", Samples.NOW.minusSeconds(1), Samples.NOW.plusSeconds(1));
        assertThat(await(search().totals(day)).rows())
                .containsExactly(
                        new MerchantTotals.Row("alipay_qr", Kind.WALLET_PAYMENT, Phase.SENT, "CNY", 1, 2500, 0),
                        new MerchantTotals.Row("card", Kind.SALE, Phase.APPROVED, "CNY", 1, 1000, 0),
                        new MerchantTotals.Row("card", Kind.SALE, Phase.SENT, "CNY", 1, 70, 0));
        assertThat(await(search().totals(new ReadTotals("M2", day.from(), day.to())))
                        .rows())
                .isEmpty();
        assertThat(await(search().totals(new ReadTotals(
                                "M0001", day.to(), day.to().plusSeconds(1))))
                        .rows())
                .isEmpty();
    }

    @Test
    void theTimelineTellsEachAppend() {
        List<Step> steps = await(search().timeline(sale.id()));
        assertThat(steps).extracting(Step::phase).containsExactly(Phase.SENT, Phase.APPROVED);
        assertThat(steps).extracting(Step::node).containsOnly(Samples.NODE);
        assertThat(steps.getFirst().events()).isEqualTo(sale.events());
        assertThat(steps.getLast().at()).isEqualTo(Samples.NOW.plusMillis(80));
        assertThat(await(search().timeline(Samples.newId()))).isEmpty();
    }
}
