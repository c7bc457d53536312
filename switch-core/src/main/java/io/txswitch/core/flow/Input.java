package io.txswitch.core.flow;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.contract.Verdict;
import io.txswitch.core.model.Transaction;
import org.jspecify.annotations.Nullable;

/** What can happen to a transaction, as it comes in; the flow classifies it into a trigger. */
public sealed interface Input {
    /** It has just arrived, and brings what it names: the payment it gives back, the agreement it goes by or signs. */
    record Submitted(@Nullable Transaction original) implements Input {}

    record RiskAnswered(Verdict verdict) implements Input {}

    record RouteAnswered(RouteChoice choice) implements Input {}

    /** The answer to a call of ours; {@code attempt} counts the calls of this kind before it. */
    record HostAnswered(Operation operation, HostAnswer answer, int attempt) implements Input {}

    /** What a host said on its own: a notification, or an answer after we had stopped waiting. */
    record HostReported(HostAnswer answer) implements Input {}

    record TimerFired(Timer timer, int attempt) implements Input {}

    /** The terminal takes it back. */
    record ReversalRequested(String why) implements Input {}

    /** The merchant does not want it any more, as long as it is not paid. */
    record CloseRequested() implements Input {}

    /** The payer's second step, whose code is in memory. */
    record ConfirmRequested() implements Input {}

    /** An approval became durable only after the client had to be told "no answer". */
    record AnswerWasTooLate() implements Input {}

    /** Found open in the journal by a node that holds nothing of it in memory. */
    record Recovered() implements Input {}

    /** The compensating transaction that {@code LateSuccess} asked for is durable. */
    record Compensated(io.txswitch.core.model.TxId compensation) implements Input {}

    /** What a timer is for. */
    enum Timer {
        /** The client must be answered now. */
        ANSWER_BY,
        /** Ask the host again: query, reverse, refund or forward, as the phase says. */
        ASK_AGAIN,
        /** The payer's time to pay is over. */
        EXPIRE
    }
}
