package io.txswitch.core.flow;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.journal.Guard;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.Trigger;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What goes out once under its number and is never taken back: money given back for a payment, money sent to a payer,
 * parts of a payment handed on. Unknown ones are asked about, and said again under the same number.
 */
final class RefundFlow {
    private final Persistence persistence;

    RefundFlow(Persistence persistence) {
        this.persistence = persistence;
    }

    Decision decide(Transaction tx, Input input, Instant now) {
        return switch (input) {
            case Input.Submitted i ->
                switch (tx.kind()) {
                    case TRANSFER -> PayoutFlow.transfer(tx);
                    case SHARE -> PayoutFlow.share(tx, i.original(), now);
                    default -> submitted(tx, i.original(), now);
                };
            case Input.RiskAnswered i -> ChargeFlow.screened(tx, i.verdict(), now);
            case Input.RouteAnswered i -> ChargeFlow.routed(tx, i.choice(), Operation.TRANSFER, null, now);
            case Input.HostAnswered i -> hostAnswered(tx, i, now);
            case Input.HostReported i -> isNews(tx, i.answer()) ? answered(tx, i.answer(), 0, now) : Steps.nothing(tx);
            case Input.TimerFired i -> timer(tx, i, now);
            case Input.Recovered i -> recovered(tx, now);
            default -> Steps.nothing(tx);
        };
    }

    private static Decision submitted(Transaction tx, @Nullable Transaction original, Instant now) {
        Reason stranger = Originals.refusal(tx, original);
        if (stranger != null || original == null) {
            return Steps.refuse(tx, stranger == null ? Reason.ORIGINAL_NOT_FOUND : stranger);
        }
        boolean refundable = isRefundable(original);
        boolean sameCurrency =
                original.header().money().currency().equals(tx.header().money().currency());
        if (!refundable || !sameCurrency) {
            return Steps.refuse(tx, Reason.NOT_REFUNDABLE);
        }
        String hostId = ChargeFlow.hostOf(original);
        return new Steps(tx, now)
                .then(new Event.RiskPassed(now, "gives back an approved payment"))
                .then(new Event.Routed(now, hostId, "the payment's own channel"))
                .then(new Event.Dispatched(now, hostId))
                .guard(new Guard.Reserve(original.id(), tx.header().money().amountMinor()))
                .effect(new Effect.CallHost(Operation.REFUND, hostId, 0))
                .durable();
    }

    private static boolean isRefundable(Transaction original) {
        return switch (original.kind()) {
            case SALE, COMPLETION, WALLET_PAYMENT, CODE_PAYMENT, DEDUCTION -> original.phase() == Phase.APPROVED;
            case ADVICE -> original.phase() == Phase.FORWARDED;
            default -> false;
        };
    }

    /** An end, or that it has arrived; that it still waits is found by asking, which goes on anyway. */
    private static boolean isNews(Transaction tx, HostAnswer answer) {
        return switch (answer.result()) {
            case APPROVED, DECLINED, CLOSED -> true;
            case PENDING -> tx.phase() == Phase.SENT;
            default -> false;
        };
    }

    /** What the host does not find never reached it: it is said again, under the same number. */
    private Decision hostAnswered(Transaction tx, Input.HostAnswered input, Instant now) {
        boolean lost = input.answer().result() == HostAnswer.Result.NOT_FOUND
                && tx.phase() == Phase.UNKNOWN
                && PayoutFlow.asks(input.operation());
        return lost
                ? Steps.only(tx, PayoutFlow.sayAgain(tx, input.attempt()))
                : answered(tx, input.answer(), input.attempt(), now);
    }

    private Decision answered(Transaction tx, HostAnswer answer, int attempt, Instant now) {
        if (tx.phase().isFinal()) {
            return PayoutFlow.afterTheEnd(tx, answer, now);
        }
        return switch (answer.result()) {
            case APPROVED ->
                namesAnotherAmount(tx, answer)
                        ? anotherAmount(tx, answer.facts(), attempt, now)
                        : approved(tx, answer.facts(), now);
            case DECLINED, CLOSED, RETRYABLE -> declined(tx, ChargeFlow.reasonOf(answer), answer.facts(), now);
            case NOT_SENT ->
                tx.phase() == Phase.SENT && attempt == 0
                        ? declined(tx, Reason.NOT_SENT, answer.facts(), now)
                        : persistence.again(tx, attempt, now, PayoutFlow.name(tx));
            case PENDING, CONFIRM_NEEDED -> pending(tx, answer.facts(), attempt, now);
            case UNKNOWN, NOT_FOUND, REVERSED -> unknown(tx, answer.facts(), attempt, now);
        };
    }

    private static boolean namesAnotherAmount(Transaction tx, HostAnswer answer) {
        return answer.money() != null && !answer.money().equals(tx.header().money());
    }

    /** Money went back, and not what was asked: no approval, the reservation stays, and people look at once. */
    private Decision anotherAmount(Transaction tx, HostFacts facts, int attempt, Instant now) {
        if (tx.caseOpen()) {
            return unknown(tx, facts, attempt, now);
        }
        Steps steps = new Steps(tx, now);
        Effect.ArmTimer timer = persistence.first(tx);
        if (tx.phase() == Phase.SENT) {
            steps.then(new Event.HostSilent(now, facts)).effect(new Effect.AnswerClient());
        } else {
            timer = persistence.next(tx, attempt);
        }
        return steps.then(new Event.CaseOpened(now, "amount-mismatch", "the channel gave back another amount"))
                .effect(timer)
                .durable();
    }

    private static Decision approved(Transaction tx, HostFacts facts, Instant now) {
        Trigger how = switch (tx.phase()) {
            case SENT -> Trigger.APPROVED_IN_TIME;
            case PENDING -> Trigger.PAID;
            default -> Trigger.QUERY_SAYS_PAID;
        };
        Steps steps =
                new Steps(tx, now).then(new Event.HostApproved(now, how, facts)).effect(new Effect.AnswerClient());
        return switch (tx.kind()) {
            case TRANSFER, SHARE -> steps.durable();
            default ->
                steps.guard(new Guard.Settle(originalOf(tx), amountMinor(tx))).durable();
        };
    }

    private static Decision declined(Transaction tx, Reason reason, HostFacts facts, Instant now) {
        Steps steps = new Steps(tx, now)
                .then(new Event.HostDeclined(now, reason, facts))
                .effect(new Effect.AnswerClient());
        return switch (tx.kind()) {
            case TRANSFER -> steps.durable();
            case SHARE ->
                steps.guard(new Guard.Unshare(originalOf(tx), amountMinor(tx))).durable();
            default ->
                steps.guard(new Guard.Release(originalOf(tx), amountMinor(tx))).durable();
        };
    }

    /** A payee may take a day to agree to a transfer: that is nothing for people to look at. */
    private Decision pending(Transaction tx, HostFacts facts, int attempt, Instant now) {
        if (tx.phase() == Phase.PENDING && tx.kind() == Kind.TRANSFER) {
            return Steps.only(tx, persistence.next(tx, attempt));
        }
        return tx.phase() == Phase.PENDING
                ? persistence.again(tx, attempt, now, PayoutFlow.name(tx))
                : new Steps(tx, now)
                        .then(new Event.HostPending(now, Trigger.PENDING, facts))
                        .effect(new Effect.AnswerClient())
                        .effect(persistence.first(tx))
                        .durable();
    }

    private Decision unknown(Transaction tx, HostFacts facts, int attempt, Instant now) {
        return tx.phase() == Phase.SENT
                ? new Steps(tx, now)
                        .then(new Event.HostSilent(now, facts))
                        .effect(new Effect.AnswerClient())
                        .effect(persistence.first(tx))
                        .durable()
                : persistence.again(tx, attempt, now, PayoutFlow.name(tx));
    }

    private Decision timer(Transaction tx, Input.TimerFired input, Instant now) {
        if (tx.phase().isFinal()) {
            return Steps.nothing(tx);
        }
        return switch (input.timer()) {
            case ANSWER_BY ->
                tx.phase() == Phase.SENT ? unknown(tx, HostFacts.detail("deadline"), 0, now) : Steps.nothing(tx);
            case ASK_AGAIN -> Steps.only(tx, ask(tx, input.attempt()));
            case EXPIRE -> Steps.nothing(tx);
        };
    }

    /**
     * Asks about it, and every other time says it again under the same number: a lost one is found either way. A bank
     * cannot be asked, so it is only told again, marked as a repeat.
     */
    private static Effect ask(Transaction tx, int attempt) {
        if (tx.kind() != Kind.REFUND) {
            return PayoutFlow.ask(tx, attempt);
        }
        boolean card = tx.header().product().equals(CompensationFlow.CARD);
        Operation operation = card || attempt % 2 == 1 ? Operation.REFUND : Operation.QUERY_REFUND;
        return new Effect.CallHost(operation, ChargeFlow.hostOf(tx), card ? Math.max(1, attempt) : attempt);
    }

    private Decision recovered(Transaction tx, Instant now) {
        return tx.phase() == Phase.SENT
                ? unknown(tx, HostFacts.detail("found open after a restart"), 0, now)
                : Steps.only(tx, ask(tx, 0));
    }

    private static TxId originalOf(Transaction tx) {
        return Objects.requireNonNull(tx.header().original(), "it names its payment");
    }

    private static long amountMinor(Transaction tx) {
        return tx.header().money().amountMinor();
    }
}
