package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.BusException;
import io.txswitch.core.contract.SubmitPayment;
import io.vertx.core.Future;

/** Hands a transaction to the core, once: a silence is told as "unknown" and never leads to a second try. */
final class Submitter {
    /** The core answers by its own deadline; this is for the way there and back. */
    private static final long TRAVEL_MS = 500;

    private final Bus bus;

    Submitter(Bus bus) {
        this.bus = bus;
    }

    /** @param unanswered what to show when there is no answer */
    Future<Answer> submit(SubmitPayment command, ObjectNode unanswered) {
        return bus.request(Addresses.PAYMENT_SUBMIT, command, command.answerWithinMs() + TRAVEL_MS)
                .map(outcome -> OutcomeAnswers.of(outcome, unanswered))
                .recover(cause -> cause instanceof BusException silence
                        ? Future.succeededFuture(OutcomeAnswers.of(silence, unanswered))
                        : Future.failedFuture(cause));
    }
}
