package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.bank.BankLedger.Decision;
import io.txswitch.sandbox.bank.LedgerEntry.GivenBack;
import io.txswitch.sandbox.bank.LedgerEntry.Refused;
import io.txswitch.sandbox.bank.LedgerEntry.Taken;
import io.txswitch.sandbox.bank.LedgerEntry.Tombstone;
import io.txswitch.sandbox.iso.IsoMessage;
import java.time.InstantSource;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of the bank's book, written and read back; no row names a card. */
final class BankRows {
    /** ISO 4217: the numeric code of DE49 to the letters that books use. */
    private static final Map<String, String> LETTERS = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toUnmodifiableMap(
                    Currency::getNumericCodeAsString, Currency::getCurrencyCode, (newer, older) -> newer));

    private final String bank;
    private final InstantSource clock;

    BankRows(String bank, InstantSource clock) {
        this.bank = bank;
        this.clock = clock;
    }

    Map<String, Object> debit(IsoMessage sale, Decision decision) {
        return row("DEBIT", sale, decision, decision.approved() ? "OK" : "REFUSED");
    }

    Map<String, Object> reversal(IsoMessage reversal, Decision decision) {
        String status = switch (decision.responseCode()) {
            case "00" -> "OK";
            case "25" -> "NOT_FOUND";
            default -> "REFUSED";
        };
        return row("REVERSAL", reversal, decision, status);
    }

    private Map<String, Object> row(String kind, IsoMessage message, Decision decision, String status) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", clock.instant().toString());
        row.put("bank", bank);
        row.put("kind", kind);
        row.put("rrn", decision.rrn());
        row.put("stan", message.text(11));
        row.put("terminal_id", message.text(41));
        row.put("merchant_id", message.get(42).map(String::strip).orElse(""));
        row.put("amount_minor", message.number(4));
        row.put("currency", currency(message.get(49).orElse("")));
        row.put("status", status);
        row.put("rc", decision.responseCode());
        row.put("auth_code", decision.authCode());
        row.put("sent_at", message.text(7));
        return row;
    }

    private static String currency(String numeric) {
        return LETTERS.getOrDefault(numeric, numeric);
    }

    /** What the ledger knows after this row, or null when the row changed nothing. */
    static @Nullable LedgerEntry entry(Map<String, Object> row, @Nullable LedgerEntry before) {
        return switch (text(row, "kind") + " " + text(row, "status")) {
            case "DEBIT OK" -> new Taken(debit(row));
            case "DEBIT REFUSED" -> before == null ? new Refused() : null;
            case "REVERSAL OK" -> before instanceof Taken(Debit debit) ? new GivenBack(debit) : null;
            case "REVERSAL NOT_FOUND" -> new Tombstone();
            default -> null;
        };
    }

    private static Debit debit(Map<String, Object> row) {
        long amountMinor = row.get("amount_minor") instanceof Number number ? number.longValue() : 0;
        return new Debit(
                text(row, "rrn"), text(row, "stan"), text(row, "sent_at"), amountMinor, text(row, "auth_code"));
    }

    private static String text(Map<String, Object> row, String key) {
        return String.valueOf(row.get(key));
    }
}
