package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.bus.BusException;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Optional;

/** The resource {@code /v1/payments}. */
final class Payments {
    private final ApiConfig config;
    private final Submitter submitter;
    private final PaymentReader reader;

    Payments(ApiConfig config, Submitter submitter, PaymentReader reader) {
        this.config = config;
        this.submitter = submitter;
        this.reader = reader;
    }

    /** {@code POST /v1/payments}. */
    Future<Answer> create(Merchant merchant, byte[] body) {
        return switch (StrictJson.object(body)) {
            case Parsed.Bad<ObjectNode> bad -> Future.succeededFuture(bad.problem());
            case Parsed.Ok<ObjectNode> json ->
                switch (NewPayment.read(json.value(), config, merchant)) {
                    case Parsed.Bad<NewPayment> bad -> Future.succeededFuture(bad.problem());
                    case Parsed.Ok<NewPayment> asked ->
                        submitter.submit(
                                merchant,
                                asked.value().command(merchant, config.answerWithinMs()),
                                null,
                                PaymentResource.unanswered(asked.value()));
                };
        };
    }

    /** {@code GET /v1/payments/:id}. */
    Future<Answer> read(Merchant merchant, String id) {
        return TxId.isText(id) ? shown(reader.byId(merchant, TxId.parse(id))) : Future.succeededFuture(notFound());
    }

    /** {@code GET /v1/payments?order_no=}. */
    Future<Answer> find(Merchant merchant, String orderNo) {
        return TextRule.NUMBER.accepts(orderNo)
                ? shown(reader.byNumber(merchant, orderNo, Kind.WALLET_PAYMENT))
                : Future.succeededFuture(notFound());
    }

    private static Future<Answer> shown(Future<Optional<PaymentView>> found) {
        return found.map(view -> view.filter(payment -> payment.kind().isCharge())
                        .map(payment -> OutcomeAnswers.found(payment, null))
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
