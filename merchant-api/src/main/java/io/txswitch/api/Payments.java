package io.txswitch.api;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.BusException;
import io.txswitch.core.config.Product;
import io.txswitch.core.contract.ListPayments;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The resource {@code /v1/payments}. */
final class Payments {
    private static final Set<Kind> CHARGES =
            EnumSet.allOf(Kind.class).stream().filter(Kind::isCharge).collect(Collectors.toUnmodifiableSet());

    private final ApiConfig config;
    private final Submitter submitter;
    private final PaymentReader reader;
    private final CoreAsk core;
    private final Idempotency idempotency;

    Payments(ApiConfig config, Submitter submitter, PaymentReader reader, CoreAsk core, Idempotency idempotency) {
        this.config = config;
        this.submitter = submitter;
        this.reader = reader;
        this.core = core;
        this.idempotency = idempotency;
    }

    /** {@code POST /v1/payments}. */
    Parsed<Supplier<Future<Answer>>> create(ApiRequest request) {
        return switch (NewPayment.read(request.body(), config, request.merchant())) {
            case Parsed.Bad<NewPayment> bad -> Operation.refuse(bad.problem());
            case Parsed.Ok<NewPayment> asked ->
                Operation.work(() -> idempotency.guard(
                        request,
                        "payment " + asked.value().orderNo() + " "
                                + asked.value().fingerprint(),
                        () -> create(request, asked.value())));
        };
    }

    private Future<Answer> create(ApiRequest request, NewPayment asked) {
        TxId agreement = asked.agreement();
        return agreement == null ? pay(request, asked) : deduct(request, asked, agreement);
    }

    private Future<Answer> pay(ApiRequest request, NewPayment asked) {
        return submitter
                .pay(request.merchant(), asked, config.answerWithinMs(), request.nonce())
                .map(answer -> PayPlaces.named(answer, config));
    }

    /** Whether the agreement is in force, and allows so much, is for the core to say. */
    private Future<Answer> deduct(ApiRequest request, NewPayment asked, TxId agreement) {
        return reader.journaled(request.merchant(), agreement)
                .compose(found -> {
                    PaymentView signed =
                            found.filter(view -> view.kind() == Kind.AGREEMENT).orElse(null);
                    if (signed == null) {
                        return Future.<Answer>succeededFuture(Agreements.notFound());
                    }
                    Product signedBy = config.products().get(signed.product());
                    if (signedBy == null
                            || !Objects.equals(
                                    signedBy.channel(), asked.product().channel())) {
                        String detail = "agreement_id is one of another wallet than product is for.";
                        return Future.<Answer>succeededFuture(
                                Problem.of(ApiCode.INVALID_PARAMETER, detail, "agreement_id"));
                    }
                    return pay(request, asked);
                })
                .recover(Payments::unreadable);
    }

    /** {@code GET /v1/payments/:id}. */
    Parsed<Supplier<Future<Answer>>> read(ApiRequest request) {
        return TxId.isText(request.id())
                ? Operation.work(() -> shown(reader.byId(request.merchant(), TxId.parse(request.id()))))
                : Operation.refuse(notFound());
    }

    /** {@code GET /v1/payments}: one by {@code order_no} alone, else a page. */
    Parsed<Supplier<Future<Answer>>> list(ApiRequest request) {
        String orderNo = request.query("order_no");
        if (orderNo != null) {
            return find(request, orderNo);
        }
        return switch (ListQuery.read(request, CHARGES, null)) {
            case Parsed.Bad<ListPayments> bad -> Operation.refuse(bad.problem());
            case Parsed.Ok<ListPayments> query ->
                Operation.work(() -> core.ask(
                        Addresses.PAYMENTS_LIST,
                        query.value(),
                        page -> new Answer.Resource(200, ListQuery.page(page), null)));
        };
    }

    private Parsed<Supplier<Future<Answer>>> find(ApiRequest request, String orderNo) {
        if (request.query().size() > 1) {
            return Operation.refuse(Problem.of(ApiCode.INVALID_REQUEST, "order_no stands alone."));
        }
        return TextRule.NUMBER.accepts(orderNo)
                ? Operation.work(() -> shown(reader.byOrderNo(request.merchant(), orderNo)))
                : Operation.refuse(notFound());
    }

    private Future<Answer> shown(Future<Optional<PaymentView>> found) {
        return found.map(view -> view.filter(payment -> payment.kind().isCharge())
                        .map(payment -> PayPlaces.named(OutcomeAnswers.found(payment, null), config))
                        .orElse(notFound()))
                .recover(Payments::unreadable);
    }

    static Problem notFound() {
        return Problem.of(ApiCode.PAYMENT_NOT_FOUND, "This merchant has no such payment.");
    }

    /** A journal that cannot be asked is no reason to say that there is nothing. */
    static Future<Answer> unreadable(Throwable cause) {
        return cause instanceof BusException
                ? Future.succeededFuture(Problem.of(ApiCode.UNAVAILABLE, "The journal could not be read; try again."))
                : Future.failedFuture(cause);
    }
}
