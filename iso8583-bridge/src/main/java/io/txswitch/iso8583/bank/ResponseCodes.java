package io.txswitch.iso8583.bank;

import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.Reason;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a bank's DE39 means to the switch; a code that is not here means that nobody knows.
 *
 * <p>Source: ISO 8583-1:1987, table of response codes. 10 (partial approval) is not an approval of what was asked;
 * 09, 68, 94, 96 and 98 say that the bank itself is not sure, or speaks of another message.
 */
final class ResponseCodes {
    private static final Set<String> APPROVED = Set.of("00", "11", "16");
    /** "Issuer or switch inoperative": the bank says that it was not carried out, and another route may do. */
    private static final Set<String> RETRYABLE = Set.of("91");

    private static final Map<String, Reason> OWN_REASON = Map.ofEntries(
            Map.entry("03", Reason.UNKNOWN_MERCHANT),
            Map.entry("12", Reason.INVALID_TRANSACTION),
            Map.entry("13", Reason.INVALID_AMOUNT),
            Map.entry("14", Reason.INVALID_CARD),
            Map.entry("30", Reason.FORMAT_ERROR),
            Map.entry("51", Reason.INSUFFICIENT_FUNDS),
            Map.entry("61", Reason.AMOUNT_LIMIT),
            Map.entry("65", Reason.VELOCITY),
            Map.entry("92", Reason.NO_ROUTE),
            Map.entry("97", Reason.UNKNOWN_TERMINAL));
    /**
     * Declines the merchant is told no more about: refer, capture, do not honour, expired, PIN, restricted,
     * cut-over.
     */
    private static final Set<String> DECLINED = Set.of(
            "01", "02", "04", "05", "07", "15", "21", "31", "33", "34", "35", "36", "37", "38", "39", "40", "41", "42",
            "43", "52", "53", "54", "55", "56", "57", "58", "59", "60", "62", "63", "64", "66", "67", "75", "77", "78",
            "79", "80", "82", "88", "90", "93", "99");

    /** What was reversed once stays reversed: 94 answers a repeat. */
    private static final Set<String> REVERSED = Set.of("00", "94");

    private static final Set<String> NOTHING_TO_REVERSE = Set.of("25");

    private ResponseCodes() {}

    static Result ofCharge(@Nullable String code) {
        if (code == null) {
            return Result.UNKNOWN;
        }
        if (APPROVED.contains(code)) {
            return Result.APPROVED;
        }
        if (RETRYABLE.contains(code)) {
            return Result.RETRYABLE;
        }
        return OWN_REASON.containsKey(code) || DECLINED.contains(code) ? Result.DECLINED : Result.UNKNOWN;
    }

    static Reason reason(String code) {
        return OWN_REASON.getOrDefault(code, Reason.DECLINED_BY_HOST);
    }

    static Result ofReversal(@Nullable String code) {
        if (code == null) {
            return Result.UNKNOWN;
        }
        if (REVERSED.contains(code)) {
            return Result.REVERSED;
        }
        return NOTHING_TO_REVERSE.contains(code) ? Result.NOT_FOUND : Result.UNKNOWN;
    }
}
