package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.bus.BusException;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxId;
import org.jspecify.annotations.Nullable;

/** What a merchant is told about what the core said; pure. */
final class OutcomeAnswers {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    private OutcomeAnswers() {}

    /**
     * The answer to a request that the core answered.
     *
     * @param original of a refund: the payment it gives back
     * @param unanswered the resource as far as the request itself tells it
     */
    static Answer of(Outcome outcome, @Nullable PaymentView original, ObjectNode unanswered) {
        PaymentView made = outcome.payment();
        Reason reason = outcome.reason() == null ? Reason.SYSTEM_ERROR : outcome.reason();
        return switch (outcome.result()) {
            case CONFLICT -> conflict();
            case UNKNOWN -> made == null ? unknown(unanswered) : resource(ACCEPTED, made, original);
            case REFUSED -> refused(reason, unanswered, made);
            case APPROVED, PENDING, DECLINED, REVERSED ->
                made == null
                        ? refused(reason, unanswered, null)
                        : resource(outcome.repeated() ? OK : CREATED, made, original);
        };
    }

    /** The answer when the bus has none: only a request that certainly found nobody was certainly not carried out. */
    static Answer of(BusException silence, ObjectNode unanswered) {
        return silence.undelivered() ? refused(Reason.JOURNAL_UNAVAILABLE, unanswered, null) : unknown(unanswered);
    }

    /** A transaction that is there. */
    static Answer found(PaymentView view, @Nullable PaymentView original) {
        return new Answer.Resource(OK, PaymentResource.of(view, original), null);
    }

    private static Answer refused(Reason reason, ObjectNode unanswered, @Nullable PaymentView made) {
        if (reason == Reason.IN_PROGRESS || reason == Reason.NO_ANSWER) {
            return unknown(unanswered);
        }
        ApiCode code = ApiCode.of(reason);
        String next = code.retryable() ? " The same request may be sent again, signed anew." : "";
        return Problem.of(code, code.title() + "." + next).saidBy(made);
    }

    private static Answer conflict() {
        return Problem.of(ApiCode.ORDER_CONFLICT, "The number was used before with other values; the first stands.");
    }

    private static Answer unknown(ObjectNode unanswered) {
        return new Answer.Resource(ACCEPTED, unanswered, null);
    }

    private static Answer resource(int status, PaymentView view, @Nullable PaymentView original) {
        return new Answer.Resource(
                status, PaymentResource.of(view, original), status == CREATED ? location(view) : null);
    }

    private static String location(PaymentView view) {
        String id = view.id().text();
        TxId original = view.original();
        return switch (view.kind()) {
            case REFUND -> "/v1/refunds/" + id;
            case TRANSFER -> "/v1/transfers/" + id;
            case AGREEMENT -> "/v1/agreements/" + id;
            case SHARE ->
                "/v1/payments/" + (original == null ? id : original.text()) + "/shares?share_no=" + view.orderNo();
            default -> "/v1/payments/" + id;
        };
    }
}
