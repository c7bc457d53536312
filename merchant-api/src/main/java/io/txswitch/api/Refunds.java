package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Optional;

/** The resource {@code /v1/refunds}. */
final class Refunds {
    private final ApiConfig config;
    private final Submitter submitter;
    private final PaymentReader reader;

    Refunds(ApiConfig config, Submitter submitter, PaymentReader reader) {
        this.config = config;
        this.submitter = submitter;
        this.reader = reader;
    }

    /** {@code POST /v1/refunds}: whether there is enough to give back is for the journal's guard to say. */
    Future<Answer> create(Merchant merchant, byte[] body) {
        return switch (StrictJson.object(body)) {
            case Parsed.Bad<ObjectNode> bad -> Future.succeededFuture(bad.problem());
            case Parsed.Ok<ObjectNode> json ->
                switch (NewRefund.read(json.value(), config)) {
                    case Parsed.Bad<NewRefund> bad -> Future.succeededFuture(bad.problem());
                    case Parsed.Ok<NewRefund> asked -> refund(merchant, asked.value());
                };
        };
    }

    /** {@code GET /v1/refunds/:id}. */
    Future<Answer> read(Merchant merchant, String id) {
        return TxId.isText(id)
                ? shown(merchant, reader.byId(merchant, TxId.parse(id)))
                : Future.succeededFuture(notFound());
    }

    /** {@code GET /v1/refunds?refund_no=}: for a client that was answered 202 without an id. */
    Future<Answer> find(Merchant merchant, String refundNo) {
        return TextRule.NUMBER.accepts(refundNo)
                ? shown(merchant, reader.byNumber(merchant, refundNo, Kind.REFUND))
                : Future.succeededFuture(notFound());
    }

    private Future<Answer> refund(Merchant merchant, NewRefund asked) {
        return original(merchant, asked)
                .compose(found -> {
                    PaymentView original =
                            found.filter(view -> view.kind().isCharge()).orElse(null);
                    if (original == null) {
                        return Future.<Answer>succeededFuture(Payments.notFound());
                    }
                    if (original.kind() != Kind.WALLET_PAYMENT) {
                        String detail = "A card payment is given back at its terminal.";
                        return Future.<Answer>succeededFuture(Problem.of(ApiCode.NOT_REFUNDABLE, detail));
                    }
                    return submitter.submit(
                            merchant,
                            asked.command(merchant, original, config.answerWithinMs()),
                            original,
                            PaymentResource.unanswered(asked, original));
                })
                .recover(Payments::unreadable);
    }

    private Future<Optional<PaymentView>> original(Merchant merchant, NewRefund asked) {
        TxId id = asked.paymentId();
        return id != null
                ? reader.journaled(merchant, id)
                : reader.byNumber(merchant, String.valueOf(asked.orderNo()), Kind.WALLET_PAYMENT);
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
