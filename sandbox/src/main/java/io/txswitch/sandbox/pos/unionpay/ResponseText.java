package io.txswitch.sandbox.pos.unionpay;

import java.util.Map;
import java.util.Set;

/** What a terminal shows for a response code (F39). */
final class ResponseText {
    /** Approvals, some of them with a remark. */
    static final Set<String> APPROVALS = Set.of("00", "10", "11", "16", "A2", "A4", "A5", "A6");

    /** The host itself does not know: the transaction is taken back. */
    static final Set<String> UNKNOWN = Set.of("68", "98", "A0");

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("00", "approved"),
            Map.entry("03", "invalid merchant"),
            Map.entry("05", "do not honour"),
            Map.entry("09", "in progress"),
            Map.entry("10", "approved in part"),
            Map.entry("12", "invalid transaction"),
            Map.entry("13", "invalid amount"),
            Map.entry("14", "invalid card number"),
            Map.entry("22", "related transaction was taken back"),
            Map.entry("25", "original not found"),
            Map.entry("30", "format error"),
            Map.entry("40", "not supported"),
            Map.entry("45", "use the chip"),
            Map.entry("51", "insufficient funds"),
            Map.entry("54", "expired card"),
            Map.entry("55", "wrong PIN"),
            Map.entry("58", "not allowed at this terminal"),
            Map.entry("61", "above the limit"),
            Map.entry("68", "no answer in time"),
            Map.entry("91", "issuer not available"),
            Map.entry("94", "seen before"),
            Map.entry("96", "system malfunction"),
            Map.entry("97", "unknown terminal"),
            Map.entry("98", "no answer from the issuer"),
            Map.entry("99", "PIN unreadable, sign in again"),
            Map.entry("A0", "MAC wrong, sign in again"));

    private ResponseText() {}

    static String of(String code) {
        return TEXTS.getOrDefault(code, "declined");
    }
}
