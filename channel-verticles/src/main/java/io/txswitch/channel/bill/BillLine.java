package io.txswitch.channel.bill;

import io.txswitch.core.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a bill.
 *
 * @param at when it was booked
 * @param orderNo our number of the payment; empty where the wallet names none
 * @param channelNo the wallet's number of the payment, or of the movement
 * @param refundNo our number of the refund; null for a payment, and for what a reversal gave back
 * @param money what moved, never negative: {@code kind} tells the direction
 * @param feeYuan what the wallet kept or gave back, up to five decimals; null where the bill has no such column
 * @param state the wallet's own word for it
 */
public record BillLine(
        Kind kind,
        Instant at,
        String orderNo,
        String channelNo,
        @Nullable String refundNo,
        Money money,
        @Nullable BigDecimal feeYuan,
        String state) {
    /** What a line is about. */
    public enum Kind {
        PAYMENT,
        REFUND,
        /** Of a fund-flow bill: onto the merchant's account. */
        INCOME,
        /** Of a fund-flow bill: off it. */
        EXPENSE
    }

    @Override
    public String toString() {
        return "BillLine[" + kind + " " + orderNo + " " + money + "]";
    }
}
