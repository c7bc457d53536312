package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.BusException;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.SubmitPayment;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Hands a transaction to the core, once: a silence is told as "unknown" and never leads to a second try. */
final class Submitter {
    /** The core answers by its own deadline; this is for the way there and back. */
    private static final long TRAVEL_MS = 500;

    private final Bus bus;
    private final PaymentReader reader;
    private final ResultAddress results;

    Submitter(Bus bus, PaymentReader reader, ResultAddress results) {
        this.bus = bus;
        this.reader = reader;
        this.results = results;
    }

    /**
     * Begins a payment; a payer who leaves for a wallet's page comes back to ours.
     *
     * @param nonce of the signed request, or of the token
     */
    Future<Answer> pay(Merchant merchant, NewPayment asked, long answerWithinMs, String nonce) {
        NewPayment returning =
                asked.product().mode().returns() ? asked.by(results.of(merchant.id(), asked.orderNo())) : asked;
        return submit(
                merchant, returning.command(merchant, answerWithinMs, nonce), null, PaymentResource.unanswered(asked));
    }

    /**
     * Asks the core, and says what it said.
     *
     * @param original of a refund: the payment it gives back
     * @param unanswered what to show when there is no answer
     */
    Future<Answer> submit(
            Merchant merchant, SubmitPayment command, @Nullable PaymentView original, ObjectNode unanswered) {
        return bus.request(Addresses.PAYMENT_SUBMIT, command, command.answerWithinMs() + TRAVEL_MS)
                .onSuccess(outcome -> touched(merchant, command, outcome))
                .compose(outcome -> withRefunds(merchant, outcome)
                        .map(fresh -> OutcomeAnswers.of(fresh, original, unanswered))
                        .recover(Payments::unreadable))
                .recover(cause -> cause instanceof BusException silence
                        ? Future.succeededFuture(OutcomeAnswers.of(silence, unanswered))
                        : Future.failedFuture(cause));
    }

    /** Both have changed: what was made, and what it is a part of. */
    private void touched(Merchant merchant, SubmitPayment command, Outcome outcome) {
        PaymentView made = outcome.payment();
        reader.touched(merchant, made == null ? null : made.id());
        reader.touched(merchant, command.original());
    }

    /** A repeat may come after refunds, which only the journal counts: an outcome does not have their sum. */
    private Future<Outcome> withRefunds(Merchant merchant, Outcome outcome) {
        PaymentView payment = outcome.payment();
        if (!outcome.repeated() || payment == null || !payment.kind().isCharge()) {
            return Future.succeededFuture(outcome);
        }
        return reader.journaled(merchant, payment.id())
                .map(found -> new Outcome(
                        outcome.result(),
                        found.orElse(payment),
                        outcome.reason(),
                        outcome.responseCode(),
                        outcome.emv(),
                        outcome.repeated()));
    }
}
