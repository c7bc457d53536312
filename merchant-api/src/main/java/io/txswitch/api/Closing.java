package io.txswitch.api;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.BusException;
import io.txswitch.core.contract.ClosePayment;
import io.txswitch.core.contract.ConfirmPayment;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.SharedSecret;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What a merchant can do with a payment or agreement of his: close it, take it back, bring the payer's second step. */
final class Closing {
    /** The core answers by its own deadline; this is for the way there and back. */
    private static final long TRAVEL_MS = 500;

    private final ApiConfig config;
    private final Bus bus;
    private final PaymentReader reader;

    Closing(ApiConfig config, Bus bus, PaymentReader reader) {
        this.config = config;
        this.bus = bus;
        this.reader = reader;
    }

    Parsed<Supplier<Future<Answer>>> close(ApiRequest request) {
        return ended(request, ClosePayment.How.CLOSE, Kind::isCharge, Payments.notFound());
    }

    Parsed<Supplier<Future<Answer>>> cancel(ApiRequest request) {
        return ended(request, ClosePayment.How.CANCEL, Kind::isCharge, Payments.notFound());
    }

    /** {@code POST /v1/agreements/:id/cancel}: one that nobody has signed is closed, any other is ended. */
    Parsed<Supplier<Future<Answer>>> cancelAgreement(ApiRequest request) {
        return ended(request, ClosePayment.How.CANCEL, Kind.AGREEMENT::equals, Agreements.notFound());
    }

    /** What is none of this resource's is not there: nothing is done to it. */
    private Parsed<Supplier<Future<Answer>>> ended(
            ApiRequest request, ClosePayment.How how, Predicate<Kind> fits, Problem notFound) {
        if (!TxId.isText(request.id())) {
            return Operation.refuse(notFound);
        }
        TxId id = TxId.parse(request.id());
        ClosePayment command = new ClosePayment(id, request.merchant().id(), how, config.answerWithinMs());
        return Operation.work(() -> reader.journaled(request.merchant(), id)
                .compose(found -> found.filter(view -> fits.test(view.kind())).isEmpty()
                        ? Future.<Answer>succeededFuture(notFound)
                        : ended(request, command))
                .recover(Payments::unreadable));
    }

    private Future<Answer> ended(ApiRequest request, ClosePayment command) {
        return bus.request(Addresses.PAYMENT_CLOSE, command, config.answerWithinMs() + TRAVEL_MS)
                .map(outcome -> answer(outcome, command.how()))
                .onComplete(done -> reader.touched(request.merchant(), command.id()))
                .recover(cause -> silent(request, command.id(), cause));
    }

    private static Answer answer(Outcome outcome, ClosePayment.How how) {
        PaymentView payment = outcome.payment();
        if (payment == null) {
            ApiCode code = ApiCode.of(outcome.reason() == null ? Reason.SYSTEM_ERROR : outcome.reason());
            return Problem.of(code, code.title() + ".");
        }
        if (how == ClosePayment.How.CLOSE && payment.phase() == Phase.APPROVED) {
            return Problem.of(ApiCode.ALREADY_PAID, "The payer was faster; cancel or refund it to give the money back.")
                    .saidBy(payment);
        }
        boolean known = payment.phase().isFinal() || payment.phase() == Phase.REVERSING;
        return new Answer.Resource(known ? 200 : 202, PaymentResource.of(payment, null), null);
    }

    /** Nobody knows what became of it: how the payment stands is what can be told. */
    private Future<Answer> silent(ApiRequest request, TxId id, Throwable cause) {
        if (!(cause instanceof BusException silence)) {
            return Future.failedFuture(cause);
        }
        if (silence.undelivered()) {
            return Future.succeededFuture(Problem.of(ApiCode.UNAVAILABLE, "The payment was not touched; try again."));
        }
        return reader.journaled(request.merchant(), id)
                .map(found -> found.<Answer>map(view -> new Answer.Resource(202, PaymentResource.of(view, null), null))
                        .orElse(Payments.notFound()))
                .recover(Payments::unreadable);
    }

    /** Where nobody serves a second step, no channel has one. */
    Parsed<Supplier<Future<Answer>>> confirm(ApiRequest request) {
        Fields fields = new Fields(request.body(), Set.of("code"));
        String code = fields.text("code", TextRule.CODE);
        Problem problem = fields.problem();
        if (problem != null) {
            return Operation.refuse(problem);
        }
        if (!TxId.isText(request.id())) {
            return Operation.refuse(Payments.notFound());
        }
        TxId id = TxId.parse(request.id());
        return Operation.work(() -> reader.journaled(request.merchant(), id)
                .compose(found -> found.filter(view -> view.kind().isCharge()).isEmpty()
                        ? Future.<Answer>succeededFuture(Payments.notFound())
                        : confirmed(request, id, code))
                .recover(Payments::unreadable));
    }

    private Future<Answer> confirmed(ApiRequest request, TxId id, String code) {
        ConfirmPayment command =
                new ConfirmPayment(id, request.merchant().id(), new SharedSecret(code), config.answerWithinMs());
        return bus.request(Addresses.PAYMENT_CONFIRM, command, config.answerWithinMs() + TRAVEL_MS)
                .map(outcome -> answer(outcome, ClosePayment.How.CANCEL))
                .onComplete(done -> reader.touched(request.merchant(), id))
                .recover(cause -> cause instanceof BusException silence && silence.undelivered()
                        ? Future.succeededFuture(Problem.of(
                                ApiCode.NOT_SUPPORTED, "No channel of this switch asks the payer for a second step."))
                        : silent(request, id, cause));
    }
}
