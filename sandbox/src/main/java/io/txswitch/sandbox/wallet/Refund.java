package io.txswitch.sandbox.wallet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One refund the wallet accepted.
 *
 * @param refundNo the merchant's number, unique within the order
 * @param refundId the wallet's own number
 * @param totalRefundedMinor refunded on the order including this one, fen
 * @param settledAt when the payer had the money; null while it is on its way
 */
public record Refund(
        String refundNo,
        String refundId,
        long amountMinor,
        long totalRefundedMinor,
        Instant acceptedAt,
        @Nullable Instant settledAt) {

    public Refund settled(Instant at) {
        return new Refund(refundNo, refundId, amountMinor, totalRefundedMinor, acceptedAt, at);
    }
}
