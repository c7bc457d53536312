package io.txswitch.channel.bill;

/** The kinds of bill that wallets make. */
public enum BillType {
    /** Payments and refunds. */
    TRADE,
    /** Payments alone. */
    PAYMENTS,
    /** Refunds alone. */
    REFUNDS,
    /** Every movement on the merchant's account. */
    FUND_FLOW
}
