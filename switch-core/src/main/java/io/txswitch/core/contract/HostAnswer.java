package io.txswitch.core.contract;

import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a host answered, in the switch's words.
 *
 * @param reason of a decline, else null
 * @param money the amount the host says it moved, null when it did not say; another amount than asked is no approval.
 *     Of REVERSED: what it gave back, null when it had taken nothing or does not say
 * @param emv issuer data for the chip, passed on and never kept
 * @param balance DE54 of a balance inquiry, passed on and never kept
 */
public record HostAnswer(
        Result result,
        HostFacts facts,
        @Nullable Reason reason,
        @Nullable Money money,
        byte @Nullable [] emv,
        @Nullable String balance) {

    public HostAnswer(
            Result result, HostFacts facts, @Nullable Reason reason, @Nullable Money money, byte @Nullable [] emv) {
        this(result, facts, reason, money, emv, null);
    }

    /** The closed set of results every host's codes are mapped to. */
    public enum Result {
        /** The host moved the money (charge, refund), or says it did (query). */
        APPROVED,
        DECLINED,
        /** Certainly not carried out, and another route may be tried. */
        RETRYABLE,
        /** Waiting for the payer. */
        PENDING,
        /** Waiting for what the payer was sent: it has to be brought back by a {@code ConfirmPayment}. */
        CONFIRM_NEEDED,
        /** Certainly never left this switch. */
        NOT_SENT,
        /** It left, or may have left, and nobody knows. */
        UNKNOWN,
        /** The host knows no such payment. */
        NOT_FOUND,
        /** The host has closed it unpaid. */
        CLOSED,
        /** The host has reversed it. */
        REVERSED
    }

    public static HostAnswer of(Result result, HostFacts facts) {
        return new HostAnswer(result, facts, null, null, null);
    }

    public static HostAnswer declined(Reason reason, HostFacts facts) {
        return new HostAnswer(Result.DECLINED, facts, reason, null, null);
    }

    public static HostAnswer notSent(String detail) {
        return of(Result.NOT_SENT, HostFacts.detail(detail));
    }

    public static HostAnswer unknown(String detail) {
        return of(Result.UNKNOWN, HostFacts.detail(detail));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostAnswer that
                && result == that.result
                && facts.equals(that.facts)
                && reason == that.reason
                && Objects.equals(money, that.money)
                && Arrays.equals(emv, that.emv)
                && Objects.equals(balance, that.balance);
    }

    @Override
    public int hashCode() {
        return Objects.hash(result, facts, reason, money);
    }
}
