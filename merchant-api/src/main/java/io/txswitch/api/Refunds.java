package io.txswitch.api;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.ListPayments;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The resource {@code /v1/refunds}. */
final class Refunds {
    private final ApiConfig config;
    private final Submitter submitter;
    private final PaymentReader reader;
    private final CoreAsk core;
    private final Idempotency idempotency;

    Refunds(ApiConfig config, Submitter submitter, PaymentReader reader, CoreAsk core, Idempotency idempotency) {
        this.config = config;
        this.submitter = submitter;
        this.reader = reader;
        this.core = core;
        this.idempotency = idempotency;
    }

    /** {@code POST /v1/refunds}: whether there is enough to give back is for the journal's guard to say. */
    Parsed<Supplier<Future<Answer>>> create(ApiRequest request) {
        return switch (NewRefund.read(request.body(), config)) {
            case Parsed.Bad<NewRefund> bad -> Operation.refuse(bad.problem());
            case Parsed.Ok<NewRefund> asked ->
                Operation.work(() -> idempotency.guard(
                        request, "refund " + asked.value().meaning(), () -> refund(request, asked.value())));
        };
    }

    /** {@code GET /v1/refunds/:id}. */
    Parsed<Supplier<Future<Answer>>> read(ApiRequest request) {
        Merchant merchant = request.merchant();
        return TxId.isText(request.id())
                ? Operation.work(() -> shown(merchant, reader.byId(merchant, TxId.parse(request.id()))))
                : Operation.refuse(notFound());
    }

    /** {@code GET /v1/refunds}: one by {@code refund_no} alone, for a client that was answered 202; else a page. */
    Parsed<Supplier<Future<Answer>>> list(ApiRequest request) {
        String refundNo = request.query("refund_no");
        if (refundNo != null) {
            return find(request, refundNo);
        }
        String payment = request.query("payment_id");
        if (payment != null && !TxId.isText(payment)) {
            return Operation.refuse(Payments.notFound());
        }
        TxId original = payment == null ? null : TxId.parse(payment);
        return switch (ListQuery.read(request, Set.of(Kind.REFUND), original)) {
            case Parsed.Bad<ListPayments> bad -> Operation.refuse(bad.problem());
            case Parsed.Ok<ListPayments> query ->
                Operation.work(() -> core.ask(
                        Addresses.PAYMENTS_LIST,
                        query.value(),
                        page -> new Answer.Resource(200, ListQuery.page(page), null)));
        };
    }

    private Parsed<Supplier<Future<Answer>>> find(ApiRequest request, String refundNo) {
        if (request.query().size() > 1) {
            return Operation.refuse(Problem.of(ApiCode.INVALID_REQUEST, "refund_no stands alone."));
        }
        Merchant merchant = request.merchant();
        return TextRule.NUMBER.accepts(refundNo)
                ? Operation.work(() -> shown(merchant, reader.byNumber(merchant, refundNo, Kind.REFUND)))
                : Operation.refuse(notFound());
    }

    private Future<Answer> refund(ApiRequest request, NewRefund asked) {
        Merchant merchant = request.merchant();
        return original(merchant, asked)
                .compose(found -> {
                    PaymentView original =
                            found.filter(view -> view.kind().isCharge()).orElse(null);
                    if (original == null) {
                        return Future.<Answer>succeededFuture(Payments.notFound());
                    }
                    if (!original.kind().isWalletPayment()) {
                        String detail = "A card payment is given back at its terminal.";
                        return Future.<Answer>succeededFuture(Problem.of(ApiCode.NOT_REFUNDABLE, detail));
                    }
                    return submitter.submit(
                            merchant,
                            asked.command(merchant, original, config.answerWithinMs(), request.nonce()),
                            original,
                            PaymentResource.unanswered(asked, original));
                })
                .recover(Payments::unreadable);
    }

    private Future<Optional<PaymentView>> original(Merchant merchant, NewRefund asked) {
        TxId id = asked.paymentId();
        return id != null
                ? reader.journaled(merchant, id)
                : reader.journaledByOrderNo(merchant, String.valueOf(asked.orderNo()));
    }

    private Future<Answer> shown(Merchant merchant, Future<Optional<PaymentView>> found) {
        return found.compose(view -> view.filter(refund -> refund.kind() == Kind.REFUND)
                        .map(refund -> withOrder(merchant, refund))
                        .orElse(Future.succeededFuture(notFound())))
                .recover(Payments::unreadable);
    }

    private Future<Answer> withOrder(Merchant merchant, PaymentView refund) {
        TxId originalId = refund.original();
        return originalId == null
                ? Future.succeededFuture(OutcomeAnswers.found(refund, null))
                : reader.byId(merchant, originalId)
                        .map(original -> OutcomeAnswers.found(refund, original.orElse(null)));
    }

    private static Problem notFound() {
        return Problem.of(ApiCode.REFUND_NOT_FOUND, "This merchant has no such refund.");
    }
}
