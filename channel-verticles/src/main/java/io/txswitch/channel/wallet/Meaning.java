package io.txswitch.channel.wallet;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Reason;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of a wallet's table of codes.
 *
 * @param reason of a decline, else null
 */
public record Meaning(Result result, @Nullable Reason reason) {
    /** What no table names may have happened or not. */
    public static final Meaning UNKNOWN = new Meaning(Result.UNKNOWN, null);

    private static final Set<Result> TRUE_OF_THE_ORDER = EnumSet.of(Result.PENDING, Result.NOT_FOUND, Result.CLOSED);

    public static Meaning of(Result result) {
        return new Meaning(result, null);
    }

    public static Meaning declined(Reason reason) {
        return new Meaning(Result.DECLINED, reason);
    }

    /** The answer to a payment by the payer's code: what is not found there is not understood. */
    public HostAnswer ofPayment(HostFacts facts) {
        return result == Result.NOT_FOUND ? HostAnswer.of(Result.UNKNOWN, facts) : ofCharge(facts);
    }

    /** The answer to a request that makes a code. */
    public HostAnswer ofCharge(HostFacts facts) {
        return new HostAnswer(result, facts, reason, null, null);
    }

    /** The answer to a refund: what the wallet does not find cannot be given back, and no other channel can do it. */
    public HostAnswer ofRefund(HostFacts facts) {
        return switch (result) {
            case NOT_FOUND -> HostAnswer.declined(Reason.ORIGINAL_NOT_FOUND, facts);
            case CLOSED -> HostAnswer.declined(Reason.NOT_REFUNDABLE, facts);
            case DECLINED -> new HostAnswer(result, facts, reason, null, null);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }

    /** The answer to taking a payment back: CLOSED stands for a refusal that only a query explains. */
    public HostAnswer ofTakingBack(HostFacts facts) {
        return switch (result) {
            case NOT_FOUND -> HostAnswer.of(Result.NOT_FOUND, facts);
            case CLOSED, DECLINED -> HostAnswer.of(Result.CLOSED, facts);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }

    /** The answer to a question: a question that is refused says nothing of the payment. */
    public HostAnswer ofQuestion(HostFacts facts) {
        return HostAnswer.of(TRUE_OF_THE_ORDER.contains(result) ? result : Result.UNKNOWN, facts);
    }
}
