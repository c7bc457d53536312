package io.txswitch.sandbox.books;

import java.util.Map;

/** What a row of the merchant's book is about, and what the merchant must have heard of a transaction. */
final class MerchantRows {
    private MerchantRows() {}

    /** The id of the payment, or of the refund: it stands in the event's id ({@code evt_<id>_<seq>}). */
    static String subject(Map<String, Object> row) {
        String[] parts = String.valueOf(row.get("event_id")).split("_");
        return parts.length == 3 ? parts[1] : "";
    }

    /** The event that tells the end of this transaction; empty when nobody is told. */
    static String expected(JournalRow row) {
        return switch (row.kind()) {
            case "REFUND" -> moved(row, "refund");
            case "TRANSFER" -> moved(row, "transfer");
            case "SHARE" -> moved(row, "share");
            case "AGREEMENT" ->
                switch (row.phase()) {
                    case "APPROVED" -> "agreement.signed";
                    case "DECLINED", "CLOSED" -> "agreement.closed";
                    case "REVERSED" -> "agreement.cancelled";
                    default -> "";
                };
            default -> row.isPayment() ? paid(row) : "";
        };
    }

    private static String moved(JournalRow row, String what) {
        return switch (row.phase()) {
            case "APPROVED" -> what + ".succeeded";
            case "DECLINED", "CLOSED" -> what + ".failed";
            default -> "";
        };
    }

    private static String paid(JournalRow row) {
        return switch (row.phase()) {
            case "APPROVED" -> "payment.succeeded";
            case "DECLINED" -> "payment.failed";
            case "CLOSED" -> "payment.closed";
            case "REVERSED" -> "payment.reversed";
            default -> "";
        };
    }
}
