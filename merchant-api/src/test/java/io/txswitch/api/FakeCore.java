package io.txswitch.api;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.ClosePayment;
import io.txswitch.core.contract.ConfirmPayment;
import io.txswitch.core.contract.ListPayments;
import io.txswitch.core.contract.MerchantTotals;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentFound;
import io.txswitch.core.contract.PaymentPage;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.ReadPayment;
import io.txswitch.core.contract.ReadTotals;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The core as the edge sees it: it keeps order numbers, and says what a test wants it to say. */
final class FakeCore {
    final List<SubmitPayment> submitted = new CopyOnWriteArrayList<>();
    final List<ReadPayment> asked = new CopyOnWriteArrayList<>();
    /** What the reads were asked, without a word to the core. */
    final List<ReadPayment> queried = new CopyOnWriteArrayList<>();

    final List<ConfirmPayment> confirmed = new CopyOnWriteArrayList<>();
    volatile Function<ReadPayment, Future<PaymentFound>> queries =
            question -> Future.succeededFuture(new PaymentFound(read(question)));
    volatile BiFunction<ConfirmPayment, PaymentView, Outcome> confirms =
            (command, view) -> new Outcome(Outcome.Result.APPROVED, view, null, "00", null, true);
    final List<ClosePayment> closed = new CopyOnWriteArrayList<>();
    final List<ListPayments> pages = new CopyOnWriteArrayList<>();
    final List<ReadTotals> totals = new CopyOnWriteArrayList<>();
    volatile BiFunction<ClosePayment, PaymentView, Outcome> closes = (command, view) ->
            new Outcome(Outcome.Result.DECLINED, view, Reason.CLOSED, Reason.CLOSED.responseCode(), null, true);
    final Map<TxId, PaymentView> journal = new ConcurrentHashMap<>();
    private final Map<String, SubmitPayment> byKey = new ConcurrentHashMap<>();
    private final Map<String, TxId> ids = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong(TxId.parse("0G00000000100").value());
    volatile Function<SubmitPayment, Future<Outcome>> script = this::carryOut;

    Future<Void> serve(Bus bus) {
        return bus.serve(Addresses.PAYMENT_SUBMIT, command -> {
                    submitted.add(command);
                    return script.apply(command);
                })
                .compose(served -> bus.serve(Addresses.PAYMENT_READ, question -> {
                    asked.add(question);
                    return Future.succeededFuture(new PaymentFound(read(question)));
                }))
                .compose(served -> bus.serve(Addresses.PAYMENT_QUERY, question -> {
                    queried.add(question);
                    return queries.apply(question);
                }))
                .compose(served -> bus.serve(Addresses.PAYMENT_CONFIRM, command -> {
                    confirmed.add(command);
                    return Future.succeededFuture(confirms.apply(command, read(command.id())));
                }))
                .compose(served -> bus.serve(Addresses.PAYMENT_CLOSE, command -> {
                    closed.add(command);
                    return Future.succeededFuture(close(command));
                }))
                .compose(served -> bus.serve(Addresses.PAYMENTS_LIST, query -> {
                    pages.add(query);
                    return Future.succeededFuture(page(query));
                }))
                .compose(served -> bus.serve(Addresses.TOTALS_READ, query -> {
                    totals.add(query);
                    return Future.succeededFuture(new MerchantTotals(List.of(
                            new MerchantTotals.Row(
                                    "alipay_qr", Kind.WALLET_PAYMENT, Phase.APPROVED, "CNY", 2, 300, 100),
                            new MerchantTotals.Row("alipay_qr", Kind.WALLET_PAYMENT, Phase.SENT, "CNY", 1, 7, 0),
                            new MerchantTotals.Row("alipay_qr", Kind.WALLET_PAYMENT, Phase.ROUTED, "CNY", 1, 5, 0),
                            new MerchantTotals.Row("alipay_qr", Kind.REFUND, Phase.APPROVED, "CNY", 1, 100, 0))));
                }));
    }

    private Outcome close(ClosePayment command) {
        PaymentView found = journal.get(command.id());
        if (found == null || !found.merchantId().equals(command.merchantId())) {
            return Outcome.refused(Reason.ORIGINAL_NOT_FOUND);
        }
        return closes.apply(command, found);
    }

    private PaymentPage page(ListPayments query) {
        List<PaymentView> found = journal.values().stream()
                .filter(view -> view.merchantId().equals(query.merchantId()))
                .filter(view -> query.kinds().contains(view.kind()))
                .filter(view -> query.original() == null || query.original().equals(view.original()))
                .filter(view -> query.phases().isEmpty() || query.phases().contains(view.phase()))
                .filter(view -> query.after() == null
                        || view.id().compareTo(query.after().id()) < 0)
                .sorted((a, b) -> b.id().compareTo(a.id()))
                .toList();
        return PaymentPage.of(found, query.limit());
    }

    void forget() {
        submitted.clear();
        asked.clear();
        queried.clear();
    }

    private Future<Outcome> carryOut(SubmitPayment command) {
        SubmitPayment first = byKey.putIfAbsent(command.dedupeKey(), command);
        if (first != null && command.nonce() != null && command.nonce().equals(first.nonce())) {
            return Future.succeededFuture(Outcome.refused(Reason.REPLAYED));
        }
        if (first != null && !first.fingerprint().equals(command.fingerprint())) {
            return Future.succeededFuture(
                    new Outcome(Outcome.Result.CONFLICT, null, Reason.ORDER_CONFLICT, "94", null, true));
        }
        TxId id = ids.computeIfAbsent(command.dedupeKey(), key -> new TxId(next.incrementAndGet()));
        boolean done = Set.of(Kind.REFUND, Kind.TRANSFER, Kind.SHARE).contains(command.kind());
        PaymentView made = journal.computeIfAbsent(
                id,
                key -> Views.with(
                        Views.view(
                                id,
                                command.kind(),
                                done ? Phase.APPROVED : Phase.PENDING,
                                null,
                                command.merchantId(),
                                String.valueOf(command.orderNo()),
                                command.money(),
                                0,
                                command.original()),
                        command.product(),
                        null,
                        command.terms()));
        Outcome.Result result = done ? Outcome.Result.APPROVED : Outcome.Result.PENDING;
        return Future.succeededFuture(new Outcome(result, made, null, "00", null, first != null));
    }

    private @org.jspecify.annotations.Nullable PaymentView read(TxId id) {
        return journal.get(id);
    }

    private @org.jspecify.annotations.Nullable PaymentView read(ReadPayment question) {
        return journal.values().stream()
                .filter(view -> question.id() == null || question.id().equals(view.id()))
                .filter(view -> question.orderNo() == null || question.orderNo().equals(view.orderNo()))
                .filter(view -> question.orderNo() == null || question.kinds().contains(view.kind()))
                .filter(view ->
                        question.merchantId() == null || question.merchantId().equals(view.merchantId()))
                .findFirst()
                .orElse(null);
    }
}
