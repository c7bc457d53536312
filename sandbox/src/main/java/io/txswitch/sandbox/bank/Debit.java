package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.iso.IsoMessage;

/**
 * A debit as the bank remembers it.
 *
 * @param rrn reference number, DE37, or one that the bank made
 * @param stan trace number of the sale, DE11
 * @param sentAt when the sale was transmitted, DE7
 * @param amountMinor amount in minor units, DE4
 * @param authCode approval code, DE38; empty for a refused sale
 */
record Debit(String rrn, String stan, String sentAt, long amountMinor, String authCode) {
    /** DE90 begins with the type, trace number and transmission time of the original. */
    private static final int ORIGINAL_DIGITS = 20;

    /** Whether the reversal names this sale in DE90: type, trace number and transmission time. */
    boolean isOriginalOf(IsoMessage reversal) {
        return reversal.text(90).substring(0, ORIGINAL_DIGITS).equals("0200" + stan + sentAt);
    }
}
