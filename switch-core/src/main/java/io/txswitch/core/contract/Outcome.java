package io.txswitch.core.contract;

import io.txswitch.core.model.Reason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the client is told.
 *
 * @param result the kind of answer
 * @param payment the transaction as it stands, null when nothing was written
 * @param reason why not, null for an approval
 * @param responseCode DE39 for a terminal: the bank's own code where it gave one
 * @param emv issuer data for the chip (DE55 of the answer), never kept
 * @param balance DE54 of a balance inquiry, never kept
 * @param repeated true when an identical request came earlier, answered by now or not
 */
public record Outcome(
        Result result,
        @Nullable PaymentView payment,
        @Nullable Reason reason,
        String responseCode,
        byte @Nullable [] emv,
        @Nullable String balance,
        boolean repeated) {

    public Outcome(
            Result result,
            @Nullable PaymentView payment,
            @Nullable Reason reason,
            String responseCode,
            byte @Nullable [] emv,
            boolean repeated) {
        this(result, payment, reason, responseCode, emv, null, repeated);
    }

    /** The kinds of answer an edge can give. */
    public enum Result {
        APPROVED,
        /** The payer has to act: show the code. */
        PENDING,
        DECLINED,
        /** Sent and not answered; may still end either way, and a card is being reversed. */
        UNKNOWN,
        /** Reversed or being reversed, which is what was asked for. */
        REVERSED,
        /** Refused before anything was written or sent. */
        REFUSED,
        /** The same key was used with other content. */
        CONFLICT
    }

    public static Outcome refused(Reason reason) {
        return new Outcome(Result.REFUSED, null, reason, reason.responseCode(), null, false);
    }

    /** The same with DE54 of a balance inquiry; only an approval shows one. */
    public Outcome withBalance(@Nullable String shown) {
        return shown == null || result != Result.APPROVED
                ? this
                : new Outcome(result, payment, reason, responseCode, emv, shown, repeated);
    }

    /** The same, told to somebody who asked while the first was under way. */
    public Outcome asRepeat() {
        return new Outcome(result, payment, reason, responseCode, emv, balance, true);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Outcome that
                && result == that.result
                && java.util.Objects.equals(payment, that.payment)
                && reason == that.reason
                && responseCode.equals(that.responseCode)
                && Arrays.equals(emv, that.emv)
                && java.util.Objects.equals(balance, that.balance)
                && repeated == that.repeated;
    }

    @Override
    public int hashCode() {
        return responseCode.hashCode() * 31 + result.hashCode();
    }
}
