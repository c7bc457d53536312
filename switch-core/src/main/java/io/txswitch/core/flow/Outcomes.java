package io.txswitch.core.flow;

import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.Outcome.Result;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.journal.Views;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import org.jspecify.annotations.Nullable;

/** What a client is told of a transaction as it stands. */
final class Outcomes {
    private static final String APPROVED = "00";
    private static final String APPROVED_IN_PART = "10";
    private static final int RESPONSE_CODE_LENGTH = 2;

    private Outcomes() {}

    static Outcome of(Transaction tx, byte @Nullable [] emv, boolean repeated) {
        PaymentView view = view(tx);
        return switch (tx.phase()) {
            case APPROVED ->
                new Outcome(
                        Result.APPROVED,
                        view,
                        null,
                        tx.facts().approvedMinor() == null ? APPROVED : APPROVED_IN_PART,
                        emv,
                        repeated);
            case PENDING -> told(Result.PENDING, view, Reason.IN_PROGRESS, repeated);
            case DECLINED -> declined(tx, view, emv, repeated);
            case CLOSED -> told(Result.DECLINED, view, Reason.CLOSED, repeated);
            case REVERSING, REVERSED ->
                tx.toldNo()
                        ? toldNo(tx, view, repeated)
                        : told(Result.REVERSED, view, Reason.REVERSED_BEFORE, repeated);
            case FORWARDING, FORWARDED ->
                new Outcome(
                        tx.kind() == Kind.COMPENSATION ? Result.REVERSED : Result.APPROVED,
                        view,
                        null,
                        APPROVED,
                        null,
                        repeated);
            case RECEIVED, HELD, SCREENED, ROUTED, SENT, UNKNOWN ->
                told(Result.UNKNOWN, view, Reason.NO_ANSWER, repeated);
        };
    }

    /** Taken back: nobody knows, or the bank's answer could not be used. */
    private static Outcome toldNo(Transaction tx, PaymentView view, boolean repeated) {
        return tx.reason() == Reason.PARTIAL_NOT_SUPPORTED
                ? told(Result.DECLINED, view, Reason.PARTIAL_NOT_SUPPORTED, repeated)
                : told(Result.UNKNOWN, view, Reason.NO_ANSWER, repeated);
    }

    private static Outcome told(Result result, PaymentView view, Reason reason, boolean repeated) {
        return new Outcome(result, view, reason, reason.responseCode(), null, repeated);
    }

    private static Outcome declined(Transaction tx, PaymentView view, byte @Nullable [] emv, boolean repeated) {
        Reason reason = tx.reason() == null ? Reason.DECLINED_BY_HOST : tx.reason();
        String hostCode = tx.facts().hostCode();
        boolean banksOwn = tx.header().product().equals(CompensationFlow.CARD) && reason != Reason.NOT_SENT;
        String code = banksOwn && hostCode != null && hostCode.length() == RESPONSE_CODE_LENGTH
                ? hostCode
                : reason.responseCode();
        return new Outcome(Result.DECLINED, view, reason, code, emv, repeated);
    }

    /** The key is taken by something else. */
    static Outcome conflict(Transaction existing) {
        return existing.kind() == Kind.TOMBSTONE
                ? Outcome.refused(Reason.REVERSED_BEFORE)
                : new Outcome(
                        Result.CONFLICT, null, Reason.ORDER_CONFLICT, Reason.ORDER_CONFLICT.responseCode(), null, true);
    }

    /** True when a client can be told how it stands. */
    static boolean answerable(Transaction tx) {
        Phase phase = tx.phase();
        return tx.seq() > 0
                && phase != Phase.RECEIVED
                && phase != Phase.SCREENED
                && phase != Phase.ROUTED
                && phase != Phase.SENT
                && !maySucceedInTime(tx);
    }

    /** At a counter "pending" is no answer: the payer may still confirm before the deadline. */
    private static boolean maySucceedInTime(Transaction tx) {
        return tx.kind() == Kind.CODE_PAYMENT
                && tx.isAnsweredInTime()
                && (tx.phase() == Phase.PENDING || tx.phase() == Phase.UNKNOWN);
    }

    /** The answer to a terminal's reversal. */
    static Outcome ofReversal(Transaction tx) {
        return new Outcome(Result.REVERSED, view(tx), null, APPROVED, null, false);
    }

    /** The transaction as it may be shown to its client now; refunds are the journal's to count. */
    static PaymentView view(Transaction tx) {
        return Views.of(tx, tx.seq(), 0);
    }
}
