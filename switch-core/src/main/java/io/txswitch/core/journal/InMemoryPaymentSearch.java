package io.txswitch.core.journal;

import io.txswitch.core.contract.BatchContents;
import io.txswitch.core.contract.ListPayments;
import io.txswitch.core.contract.MerchantTotals;
import io.txswitch.core.contract.PaymentPage;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.ReadBatch;
import io.txswitch.core.contract.ReadPayment;
import io.txswitch.core.contract.ReadTotals;
import io.txswitch.core.journal.InMemoryStore.Head;
import io.txswitch.core.model.CardView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@link PaymentSearch} on an {@link InMemoryStore}; the node of a step is that of the one who received it. */
public final class InMemoryPaymentSearch implements PaymentSearch {
    private static final int MAX_WHOLE = 50;

    private record Group(String key, String kind, String phase, String currency) {}

    private final InMemoryStore store;

    public InMemoryPaymentSearch(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Future<List<PaymentView>> findAny(String number) {
        SearchedNumber searched = SearchedNumber.of(number);
        return Future.succeededFuture(views(
                head -> searched.ids().contains(head.tx().id())
                        || searched.text().equals(head.tx().header().orderNo())
                        || searched.text().equals(head.tx().facts().channelNo())
                        || onSlip(head.tx().header(), searched.slip()),
                MAX_WHOLE));
    }

    private static boolean onSlip(TxHeader header, SearchedNumber.@Nullable Slip slip) {
        String at = header.localDateTime();
        return slip != null
                && slip.terminalId().equals(header.terminalId())
                && slip.trace().equals(header.trace())
                && at != null
                && at.startsWith(slip.monthDay());
    }

    @Override
    public Future<Optional<PaymentView>> read(ReadPayment query) {
        return Future.succeededFuture(
                views(head -> named(query, head), 1).stream().findFirst());
    }

    private static boolean named(ReadPayment query, Head head) {
        TxHeader header = head.tx().header();
        boolean named = query.id() != null
                ? query.id().equals(header.id())
                : header.orderNo() != null
                        && header.orderNo().equals(query.orderNo())
                        && query.kinds().contains(header.kind());
        return named && (query.merchantId() == null || query.merchantId().equals(header.merchantId()));
    }

    @Override
    public Future<List<PaymentView>> find(Filter filter) {
        return Future.succeededFuture(views(head -> fits(filter, head), filter.limit()).stream()
                .map(InMemoryPaymentSearch::listed)
                .toList());
    }

    private static boolean fits(Filter filter, Head head) {
        TxHeader header = head.tx().header();
        CardView card = header.card();
        Instant from = filter.from();
        Instant to = filter.to();
        return (filter.merchantId() == null || filter.merchantId().equals(header.merchantId()))
                && (from == null || !header.receivedAt().isBefore(from))
                && (to == null || header.receivedAt().isBefore(to))
                && (filter.amountMinor() == null
                        || filter.amountMinor() == head.tx().money().amountMinor())
                && (filter.last4() == null || (card != null && filter.last4().equals(card.last4())))
                && (filter.phase() == null || filter.phase() == head.tx().phase());
    }

    private static PaymentView listed(PaymentView v) {
        return new PaymentView(
                v.id(),
                v.version(),
                v.kind(),
                v.phase(),
                v.reason(),
                v.merchantId(),
                v.terminalId(),
                v.product(),
                v.money(),
                v.refundedMinor(),
                v.orderNo(),
                v.trace(),
                v.localDateTime(),
                v.original(),
                v.hostId(),
                v.hostCode(),
                v.authCode(),
                v.channelNo(),
                null,
                v.maskedPan(),
                null,
                null,
                v.node(),
                v.receivedAt(),
                v.updatedAt());
    }

    @Override
    public Future<List<Total>> totals(LocalDate day, By by) {
        TreeMap<Group, Total> totals = new TreeMap<>(Comparator.comparing(Group::key)
                .thenComparing(Group::kind)
                .thenComparing(Group::phase)
                .thenComparing(Group::currency));
        for (Head head : store.heads()) {
            TxHeader header = head.tx().header();
            if (LocalDate.ofInstant(header.receivedAt(), ZoneOffset.UTC).equals(day)) {
                String host = Objects.requireNonNullElse(head.tx().hostId(), "-");
                String key = by == By.MERCHANT ? header.merchantId() : host;
                String currency = header.money().currency();
                Group group =
                        new Group(key, header.kind().name(), head.tx().phase().name(), currency);
                Total one = new Total(
                        key,
                        header.kind(),
                        head.tx().phase(),
                        currency,
                        1,
                        head.tx().money().amountMinor(),
                        head.refundedMinor());
                totals.merge(group, one, InMemoryPaymentSearch::sum);
            }
        }
        return Future.succeededFuture(List.copyOf(totals.values()));
    }

    private static Total sum(Total a, Total b) {
        return new Total(
                a.key(),
                a.kind(),
                a.phase(),
                a.currency(),
                a.count() + b.count(),
                a.amountMinor() + b.amountMinor(),
                a.refundedMinor() + b.refundedMinor());
    }

    @Override
    public Future<PaymentPage> page(ListPayments query) {
        List<PaymentView> found = store.find(head -> fits(query, head)).stream()
                .map(head -> listed(Views.of(head.tx(), head.tx().seq(), head.refundedMinor())))
                .sorted(Comparator.comparing(PaymentView::receivedAt)
                        .thenComparing(PaymentView::id)
                        .reversed())
                .limit(query.limit() + 1L)
                .toList();
        return Future.succeededFuture(PaymentPage.of(found, query.limit()));
    }

    private static boolean fits(ListPayments query, Head head) {
        TxHeader header = head.tx().header();
        ListPayments.Place after = query.after();
        int behind = after == null ? 1 : after.receivedAt().compareTo(header.receivedAt());
        boolean onThePage =
                behind > 0 || (behind == 0 && after != null && after.id().compareTo(header.id()) > 0);
        return onThePage
                && query.merchantId().equals(header.merchantId())
                && query.kinds().contains(header.kind())
                && (query.phases().isEmpty()
                        || query.phases().contains(head.tx().phase()))
                && (query.from() == null || !header.receivedAt().isBefore(query.from()))
                && (query.to() == null || header.receivedAt().isBefore(query.to()))
                && (query.original() == null || query.original().equals(header.original()));
    }

    @Override
    public Future<MerchantTotals> totals(ReadTotals query) {
        TreeMap<String, MerchantTotals.Row> rows = new TreeMap<>();
        for (Head head : store.heads()) {
            TxHeader header = head.tx().header();
            Instant at = header.receivedAt();
            if (header.merchantId().equals(query.merchantId())
                    && !at.isBefore(query.from())
                    && at.isBefore(query.to())) {
                MerchantTotals.Row one = new MerchantTotals.Row(
                        header.product(),
                        header.kind(),
                        head.tx().phase(),
                        header.money().currency(),
                        1,
                        head.tx().money().amountMinor(),
                        head.refundedMinor());
                String key = String.join(
                        " ", one.product(), one.kind().name(), one.phase().name(), one.currency());
                rows.merge(key, one, InMemoryPaymentSearch::sum);
            }
        }
        return Future.succeededFuture(new MerchantTotals(List.copyOf(rows.values())));
    }

    private static MerchantTotals.Row sum(MerchantTotals.Row a, MerchantTotals.Row b) {
        return new MerchantTotals.Row(
                a.product(),
                a.kind(),
                a.phase(),
                a.currency(),
                a.count() + b.count(),
                a.amountMinor() + b.amountMinor(),
                a.refundedMinor() + b.refundedMinor());
    }

    @Override
    public Future<BatchContents> batch(ReadBatch query) {
        BatchSums sums = new BatchSums();
        List<Head> heads = store.find(head -> inBatch(head.tx().header(), query));
        heads.forEach(head -> sums.add(
                head.tx().kind(),
                head.tx().phase(),
                kindOf(head.tx().header().original()),
                1,
                head.tx().money().amountMinor()));
        List<PaymentView> listed = heads.stream()
                .limit(BatchContents.MAX_LISTED)
                .map(head -> listed(Views.of(head.tx(), head.tx().seq(), head.refundedMinor())))
                .toList();
        return Future.succeededFuture(sums.contents(listed));
    }

    private @Nullable Kind kindOf(@Nullable TxId id) {
        Head head = id == null ? null : store.head(id);
        return head == null ? null : head.tx().kind();
    }

    private static boolean inBatch(TxHeader header, ReadBatch query) {
        return query.terminalId().equals(header.terminalId())
                && header.pos() != null
                && query.batch().equals(header.pos().batch())
                && header.receivedAt().isAfter(query.since());
    }

    @Override
    public Future<List<Step>> timeline(TxId id) {
        Head head = store.head(id);
        String node = head == null ? "" : head.tx().header().node();
        return Future.succeededFuture(store.rows(id).stream()
                .map(row ->
                        new Step(row.seq(), row.events().getLast().at(), node, row.writer(), row.phase(), row.events()))
                .toList());
    }

    private List<PaymentView> views(Predicate<Head> wanted, int limit) {
        return store.find(wanted).reversed().stream()
                .limit(limit)
                .map(head -> Views.of(head.tx(), head.tx().seq(), head.refundedMinor()))
                .toList();
    }
}
