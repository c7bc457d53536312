package io.txswitch.sandbox.wallet;

/** What the payer does with an order, chosen by the last two digits of its amount in minor units. */
public enum Script {
    /** Scans and pays shortly after the code is made; the merchant is notified. */
    PAY,
    /** 51: scans and declines; the wallet closes the order and sends nothing. */
    DECLINE,
    /** 68: pays, but no notification about this order is ever sent; only a query tells. */
    SILENT,
    /** 69: scans, hesitates for the late delay, then pays; the merchant is notified. */
    LATE;

    private static final int LAST_TWO_DIGITS = 100;

    public static Script of(long amountMinor) {
        return switch ((int) (amountMinor % LAST_TWO_DIGITS)) {
            case 51 -> DECLINE;
            case 68 -> SILENT;
            case 69 -> LATE;
            default -> PAY;
        };
    }
}
