package io.txswitch.channel.unionpay;

import static java.util.Map.entry;

import io.txswitch.channel.wallet.Meaning;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.Reason;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * UnionPay's response codes in the switch's words; the same list serves {@code respCode} and {@code origRespCode}.
 *
 * <p>A number that was used before (12) is no decline: something of ours is there, and a query tells what. Nor are the
 * codes that speak of a payer who was charged (42, 74, 75). Source: UnionPay online platform 5.1.0, response codes: 00
 * done, 01 to 09 the platform, 10 to 29 the message, 30 to 59 the merchant, 60 to 89 the card.
 */
final class UnionPayCodes {
    static final String DONE = "00";
    static final String DUPLICATE = "12";
    /** Done, with a defect that does not touch the money. */
    private static final String DONE_WITH_DEFECT = "A6";

    private static final Meaning REFUSED = Meaning.declined(Reason.CHANNEL_REFUSED);
    private static final Meaning PAYER = Meaning.declined(Reason.PAYER_PROBLEM);
    private static final Meaning UNDER_WAY = Meaning.of(Result.PENDING);

    private static final Set<String> ALL_DONE = Set.of(DONE, DONE_WITH_DEFECT);

    private static final Map<String, Meaning> TABLE = Map.ofEntries(
            entry("01", Meaning.declined(Reason.DECLINED_BY_HOST)),
            entry("02", Meaning.UNKNOWN),
            entry("03", UNDER_WAY),
            entry("04", UNDER_WAY),
            entry("05", UNDER_WAY),
            entry("06", Meaning.UNKNOWN),
            entry("10", REFUSED),
            entry("11", REFUSED),
            entry(DUPLICATE, Meaning.UNKNOWN),
            entry("13", REFUSED),
            entry("30", Meaning.declined(Reason.DECLINED_BY_HOST)),
            entry("31", REFUSED),
            entry("32", REFUSED),
            entry("33", Meaning.declined(Reason.AMOUNT_LIMIT)),
            entry("34", Meaning.of(Result.NOT_FOUND)),
            entry("35", Meaning.declined(Reason.NOT_REFUNDABLE)),
            entry("36", Meaning.declined(Reason.REFUND_TOO_LARGE)),
            entry("37", Meaning.UNKNOWN),
            entry("38", PAYER),
            entry("39", REFUSED),
            entry("40", REFUSED),
            entry("41", REFUSED),
            entry("42", Meaning.UNKNOWN),
            entry("43", REFUSED),
            entry("60", Meaning.declined(Reason.DECLINED_BY_HOST)),
            entry("61", PAYER),
            entry("62", PAYER),
            entry("63", PAYER),
            entry("64", Meaning.declined(Reason.INSUFFICIENT_FUNDS)),
            entry("65", PAYER),
            entry("66", PAYER),
            entry("67", PAYER),
            entry("68", PAYER),
            entry("69", PAYER),
            entry("70", UNDER_WAY),
            entry("71", PAYER),
            entry("72", PAYER),
            entry("73", PAYER),
            entry("74", Meaning.UNKNOWN),
            entry("75", Meaning.UNKNOWN),
            entry("76", PAYER),
            entry("77", PAYER),
            entry("78", PAYER));

    private UnionPayCodes() {}

    static boolean done(@Nullable String code) {
        return code != null && ALL_DONE.contains(code);
    }

    /** What a code other than a success means; one that no row names may have moved money. */
    static Meaning meaning(@Nullable String code) {
        return code == null || done(code) ? Meaning.UNKNOWN : TABLE.getOrDefault(code, Meaning.UNKNOWN);
    }
}
