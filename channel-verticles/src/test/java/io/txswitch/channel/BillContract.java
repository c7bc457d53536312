package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.payment;
import static io.txswitch.channel.ChannelBench.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.txswitch.channel.bill.BillAnswer;
import io.txswitch.channel.bill.BillLine;
import io.txswitch.channel.bill.BillLine.Kind;
import io.txswitch.channel.bill.BillSum;
import io.txswitch.channel.bill.BillType;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.TxHeader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every channel does that can fetch its wallet's bills. */
abstract class BillContract extends ChannelFixture {
    private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

    final List<BillLine> lines = new ArrayList<>();

    BillAnswer fetch(BillType type, LocalDate day) {
        lines.clear();
        return bench.direct(payment(1), channel -> channel.bill(type, day, lines::add));
    }

    /** The days on which something was just booked: two, when midnight in Beijing went by. */
    private List<BillLine> allOf(BillType type) {
        List<BillLine> all = new ArrayList<>();
        LocalDate today = Instant.now().atOffset(BEIJING).toLocalDate();
        for (LocalDate day : List.of(today.minusDays(1), today)) {
            if (fetch(type, day) instanceof BillAnswer.Read(BillSum sum)) {
                assertThat(sum.lines()).isEqualTo(lines.size());
                all.addAll(lines);
            }
        }
        return all;
    }

    private TxHeader paid(long amountMinor) {
        TxHeader payment = payment(amountMinor);
        bench.ask(Operation.CHARGE, payment);
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.APPROVED));
        return payment;
    }

    @Test
    void theTradeBillNamesEveryPaymentAndRefundWithOurNumbers() {
        TxHeader first = paid(1_200);
        TxHeader second = paid(7_700);
        TxHeader refund = refund(second, 300);
        bench.askRefund(Operation.REFUND, refund, second, 0);
        List<BillLine> bill = allOf(BillType.TRADE);
        assertThat(bill).hasSize(3);
        assertThat(bill)
                .filteredOn(line -> line.kind() == Kind.PAYMENT)
                .extracting(BillLine::orderNo, BillLine::money)
                .containsExactlyInAnyOrder(
                        tuple(first.id().text(), Money.cny(1_200)),
                        tuple(second.id().text(), Money.cny(7_700)));
        BillLine back = bill.stream()
                .filter(line -> line.kind() == Kind.REFUND)
                .findFirst()
                .orElseThrow();
        assertThat(back.orderNo()).isEqualTo(second.id().text());
        assertThat(back.refundNo()).isEqualTo(refund.id().text());
        assertThat(back.money()).isEqualTo(Money.cny(300));
        assertThat(bill).allMatch(line -> !line.channelNo().isBlank());
    }

    @Test
    void theFundFlowBillSaysWhatCameAndWent() {
        TxHeader payment = paid(1_200);
        bench.askRefund(Operation.REFUND, refund(payment, 300), payment, 0);
        assertThat(allOf(BillType.FUND_FLOW))
                .extracting(BillLine::kind, BillLine::money)
                .containsExactlyInAnyOrder(tuple(Kind.INCOME, Money.cny(1_200)), tuple(Kind.EXPENSE, Money.cny(300)));
    }

    @Test
    void aDayWithoutMovementsHasNoBill() {
        assertThat(fetch(BillType.TRADE, LocalDate.of(2020, 1, 1))).isInstanceOf(BillAnswer.None.class);
        assertThat(lines).isEmpty();
    }
}
