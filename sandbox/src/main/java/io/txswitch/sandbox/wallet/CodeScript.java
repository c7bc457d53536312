package io.txswitch.sandbox.wallet;

/** What happens when a payer shows his code, chosen by the last two digits of the amount in minor units. */
public enum CodeScript {
    /** Paid at once. */
    PAY,
    /** 51: the payer has not enough money; refused at once, and the order closes. */
    REFUSE,
    /** 52: paid, but the call is answered with HTTP 500. */
    BROKEN,
    /** 66: the payer is asked for his password and cancels after the pay delay. */
    CANCEL,
    /** 68: paid, but the call's connection closes without an answer, and no notification is ever sent. */
    LOST,
    /** 69: the payer is asked for his password and pays after the late delay. */
    LATE;

    private static final int LAST_TWO_DIGITS = 100;

    public static CodeScript of(long amountMinor) {
        return switch ((int) (amountMinor % LAST_TWO_DIGITS)) {
            case 51 -> REFUSE;
            case 52 -> BROKEN;
            case 66 -> CANCEL;
            case 68 -> LOST;
            case 69 -> LATE;
            default -> PAY;
        };
    }
}
