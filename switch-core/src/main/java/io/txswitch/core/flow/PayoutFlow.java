package io.txswitch.core.flow;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.journal.Guard;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.Transaction;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How transfers and profit sharing begin, and their words towards a host; {@link RefundFlow} takes the answers. */
final class PayoutFlow {
    private PayoutFlow() {}

    /** Money that leaves: risk and route are asked as of a payment. */
    static Decision transfer(Transaction tx) {
        Terms terms = tx.header().terms();
        if (terms == null || terms.payeeId() == null || terms.payeeId().isBlank()) {
            return Steps.refuse(tx, Reason.INVALID_TRANSACTION);
        }
        return tx.header().money().amountMinor() > 0
                ? Steps.only(tx, new Effect.AskRisk())
                : Steps.refuse(tx, Reason.INVALID_AMOUNT);
    }

    /** Moves nothing of the payer's: taken of the payment in the same commit, and sent to where that was paid. */
    static Decision share(Transaction tx, @Nullable Transaction original, Instant now) {
        Reason refusal = Originals.refusalOfShare(tx, original);
        if (refusal != null || original == null) {
            return Steps.refuse(tx, refusal == null ? Reason.ORIGINAL_NOT_FOUND : refusal);
        }
        String hostId = ChargeFlow.hostOf(original);
        return new Steps(tx, now)
                .then(new Event.RiskPassed(now, "hands on an approved payment"))
                .then(new Event.Routed(now, hostId, "the payment's own channel"))
                .then(new Event.Dispatched(now, hostId))
                .guard(new Guard.Share(original.id(), tx.header().money().amountMinor()))
                .effect(new Effect.CallHost(Operation.SHARE, hostId, 0))
                .durable();
    }

    static boolean asks(Operation operation) {
        return operation == Operation.QUERY_TRANSFER || operation == Operation.QUERY_SHARE;
    }

    static Effect ask(Transaction tx, int attempt) {
        Operation operation = tx.kind() == Kind.TRANSFER ? Operation.QUERY_TRANSFER : Operation.QUERY_SHARE;
        return new Effect.CallHost(operation, ChargeFlow.hostOf(tx), attempt);
    }

    /** Never the first: whoever deadlines or drains must not take it for one. */
    static Effect sayAgain(Transaction tx, int attempt) {
        Operation operation = tx.kind() == Kind.TRANSFER ? Operation.TRANSFER : Operation.SHARE;
        return new Effect.CallHost(operation, ChargeFlow.hostOf(tx), Math.max(1, attempt));
    }

    /** As people read it. */
    static String name(Transaction tx) {
        return tx.kind().name().toLowerCase(Locale.ROOT);
    }

    /** What left cannot be fetched back: a success after the end is for people. */
    static Decision afterTheEnd(Transaction tx, HostAnswer answer, Instant now) {
        boolean news = tx.phase() == Phase.DECLINED && answer.result() == HostAnswer.Result.APPROVED;
        return news && !tx.caseOpen()
                ? new Steps(tx, now)
                        .then(new Event.CaseOpened(
                                now, "late-success", name(tx) + " approved by the host after the end"))
                        .durable()
                : Steps.nothing(tx);
    }
}
