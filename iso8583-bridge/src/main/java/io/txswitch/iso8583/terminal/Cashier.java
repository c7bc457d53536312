package io.txswitch.iso8583.terminal;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.BusException;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the core carries out; never fails. */
final class Cashier {
    private static final Logger LOG = LoggerFactory.getLogger(Cashier.class);
    /** The core answers within what it was given; the bus waits this much longer, so that its word arrives. */
    private static final long BUS_MARGIN_MS = 2_000;

    private final TerminalAnswers answers;
    private final Bus bus;
    private final long waitMs;

    Cashier(TerminalAnswers answers, Bus bus, long answerWithinMs) {
        this.answers = answers;
        this.bus = bus;
        this.waitMs = answerWithinMs + BUS_MARGIN_MS;
    }

    Future<IsoMessage> submit(IsoMessage message, SubmitPayment command) {
        return told(message, submitted(command));
    }

    /**
     * DE37 may be a number of the terminal's own that reads like one of ours: when it names nothing, what DE61 or DE90
     * says counts. Nothing was written for the first, so the second is the first for its key.
     */
    private Future<Outcome> submitted(SubmitPayment command) {
        Future<Outcome> first = bus.request(Addresses.PAYMENT_SUBMIT, command, waitMs);
        if (command.original() == null || command.originalKey() == null) {
            return first;
        }
        return first.compose(outcome -> outcome.payment() == null && outcome.reason() == Reason.ORIGINAL_NOT_FOUND
                ? bus.request(Addresses.PAYMENT_SUBMIT, byKey(command), waitMs)
                : Future.succeededFuture(outcome));
    }

    private static SubmitPayment byKey(SubmitPayment c) {
        return new SubmitPayment(
                c.kind(),
                c.dedupeKey(),
                c.fingerprint(),
                c.merchantId(),
                c.terminalId(),
                c.product(),
                c.money(),
                c.card(),
                c.orderNo(),
                c.trace(),
                c.localDateTime(),
                null,
                c.subject(),
                c.notifyUrl(),
                c.answerWithinMs(),
                c.originalKey(),
                c.pos(),
                c.payerCode());
    }

    Future<IsoMessage> reverse(IsoMessage message, ReversePayment command) {
        return told(message, bus.request(Addresses.PAYMENT_REVERSE, command, waitMs));
    }

    /** Without a word from the core only "there was no handler" is certain; anything else may have moved money. */
    private Future<IsoMessage> told(IsoMessage message, Future<Outcome> outcome) {
        return outcome.map(o -> answers.of(message, o)).recover(cause -> {
            boolean never = cause instanceof BusException e && e.undelivered();
            Reason reason = never ? Reason.NOT_SENT : Reason.NO_ANSWER;
            LOG.warn("terminal=core-silent code={} cause=\"{}\"", reason.responseCode(), cause.getMessage());
            return Future.succeededFuture(answers.refusal(message, reason));
        });
    }
}
