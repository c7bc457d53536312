package io.txswitch.core.flow;

import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.journal.Guard;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payer's standing consent: a charge without money that claims its key in its first append, and is cancelled by being
 * reversed. {@link Steps} frees the key when it ends.
 *
 * <pre>
 *   submit ─▶ risk, route ─▶ claim + SENT ─▶ PENDING ─(signed)─▶ APPROVED ─(cancel)─▶ REVERSING ─▶ REVERSED
 *                                │              └─(time over)─▶ CLOSE at the channel ─▶ CLOSED
 *                                └─ somebody has the key: nothing is written
 * </pre>
 */
final class AgreementFlow {
    private final ChargeFlow charge;
    private final ReversalFlow reversal;

    AgreementFlow(ChargeFlow charge, ReversalFlow reversal) {
        this.charge = charge;
        this.reversal = reversal;
    }

    Decision decide(Transaction tx, Input input, Instant now) {
        return switch (input) {
            case Input.Submitted i -> submitted(tx);
            case Input.RouteAnswered i when i.choice().hostId() != null -> routed(tx, i.choice(), now);
            case Input.HostAnswered i
            when i.operation() == Operation.CHARGE
                    && tx.phase() == Phase.SENT
                    && isElsewhere(i.answer().result()) -> declinedHere(tx, i, now);
            case Input.HostReported i
            when tx.phase() == Phase.APPROVED && isEnd(i.answer().result()) ->
                reversal.requested(tx, "ended at the channel", now);
            default -> charge.decide(tx, input, now);
        };
    }

    private static Decision submitted(Transaction tx) {
        if (Originals.termsOf(tx) == null) {
            return Steps.refuse(tx, Reason.INVALID_TRANSACTION);
        }
        return tx.header().money().amountMinor() == 0
                ? Steps.only(tx, new Effect.AskRisk())
                : Steps.refuse(tx, Reason.INVALID_AMOUNT);
    }

    private static Decision routed(Transaction tx, RouteChoice choice, Instant now) {
        String hostId = Objects.requireNonNull(choice.hostId());
        return ChargeFlow.routed(tx, choice, Operation.CHARGE, new Guard.Claim(tx.id(), claimKey(tx, hostId)), now);
    }

    /** The claim is on this channel: what another charge would try elsewhere ends here. */
    private static Decision declinedHere(Transaction tx, Input.HostAnswered input, Instant now) {
        Reason reason =
                input.answer().result() == Result.NOT_SENT ? Reason.NOT_SENT : ChargeFlow.reasonOf(input.answer());
        return new Steps(tx, now)
                .then(new Event.HostDeclined(now, reason, input.answer().facts()))
                .effect(new Effect.AnswerClient())
                .durable();
    }

    private static boolean isElsewhere(Result result) {
        return result == Result.NOT_SENT || result == Result.RETRYABLE;
    }

    /** Payers end agreements in their wallets, too: the channel is asked to end it, which it confirms. */
    private static boolean isEnd(Result result) {
        return result == Result.CLOSED || result == Result.REVERSED;
    }

    /** Hashed, since a merchant may name his payers as he likes; only the last part can hold a line end. */
    static String claimKey(Transaction tx, String hostId) {
        AgreementTerms terms = Objects.requireNonNull(Originals.termsOf(tx));
        String text = String.join("\n", tx.header().merchantId(), tx.header().product(), hostId, terms.payerRef());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What becomes of the live row when an agreement moves: due when it is signed, not any more when it is not. */
    static @Nullable Guard holdOf(Transaction from, Transaction at) {
        boolean claimed = from.seq() > 0 && from.phase() != at.phase();
        if (!claimed) {
            return null;
        }
        TxId id = at.id();
        AgreementTerms terms = Originals.termsOf(at);
        return switch (at.phase()) {
            case APPROVED -> terms == null ? null : new Guard.Due(id, terms.dueAt(0));
            case REVERSING -> from.phase() == Phase.APPROVED ? new Guard.Due(id, null) : null;
            case DECLINED, CLOSED, REVERSED -> new Guard.Unclaim(id);
            default -> null;
        };
    }
}
