package io.txswitch.channel.sample;

import static java.util.Map.entry;

import io.txswitch.channel.wallet.Meaning;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.Reason;
import java.util.Map;

/**
 * The sample wallet's refusals in the switch's words.
 *
 * <p>A number that was used before is no decline: something of ours is there, and a query tells what.
 */
final class SampleCodes {
    private static final Map<String, Meaning> TABLE = Map.ofEntries(
            entry("ORDER_NOT_FOUND", Meaning.of(Result.NOT_FOUND)),
            entry("REFUND_NOT_FOUND", Meaning.of(Result.NOT_FOUND)),
            entry("ORDER_CLOSED", Meaning.of(Result.CLOSED)),
            entry("ORDER_PAID", Meaning.UNKNOWN),
            entry("ORDER_USED", Meaning.UNKNOWN),
            entry("NOT_REVERSIBLE", Meaning.of(Result.CLOSED)),
            entry("NOT_REFUNDABLE", Meaning.declined(Reason.NOT_REFUNDABLE)),
            entry("REFUND_TOO_LARGE", Meaning.declined(Reason.REFUND_TOO_LARGE)),
            entry("AGREEMENT_NOT_FOUND", Meaning.of(Result.NOT_FOUND)),
            entry("AGREEMENT_ENDED", Meaning.of(Result.CLOSED)),
            entry("CONTRACT", Meaning.declined(Reason.AGREEMENT_NOT_ACTIVE)),
            entry("OVER_LIMIT", Meaning.declined(Reason.AMOUNT_LIMIT)),
            entry("TRANSFER_NOT_FOUND", Meaning.of(Result.NOT_FOUND)),
            entry("MERCHANT_BALANCE", Meaning.declined(Reason.INSUFFICIENT_FUNDS)),
            entry("SHARE_NOT_FOUND", Meaning.of(Result.NOT_FOUND)),
            entry("NOT_SHARABLE", Meaning.declined(Reason.NOT_REFUNDABLE)),
            entry("SHARE_TOO_LARGE", Meaning.declined(Reason.SHARE_TOO_LARGE)),
            entry("NO_BILL", Meaning.of(Result.NOT_FOUND)),
            entry("BALANCE", Meaning.declined(Reason.INSUFFICIENT_FUNDS)),
            entry("PAYER_CODE", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("CONFIRM_CODE", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("BUSY", Meaning.of(Result.RETRYABLE)),
            entry("PARAMETER", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("SIGNATURE", Meaning.declined(Reason.CHANNEL_REFUSED)));

    private SampleCodes() {}

    /** What no row names may have moved money. */
    static Meaning meaning(String code) {
        return TABLE.getOrDefault(code, Meaning.UNKNOWN);
    }
}
