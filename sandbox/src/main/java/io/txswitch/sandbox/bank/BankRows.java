package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.bank.BankLedger.Decision;
import io.txswitch.sandbox.bank.LedgerEntry.Booking;
import io.txswitch.sandbox.bank.LedgerEntry.State;
import io.txswitch.sandbox.bank.LedgerEntry.Tombstone;
import io.txswitch.sandbox.iso.IsoMessage;
import java.time.InstantSource;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the bank's book, written and read back; no row names a card.
 *
 * <p>Kinds: DEBIT (sale, completion, offline sale), HOLD, RELEASE (a hold's void or reversal), CREDIT (refund), VOID (a
 * debit's), ADJUST (a debit's new total), REVERSAL ({@code of} says of which of these). {@code orig_rrn} names what a
 * row takes back or continues.
 */
final class BankRows {
    /** ISO 4217: the numeric code of DE49 to the letters that books use. */
    private static final Map<String, String> LETTERS = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toUnmodifiableMap(
                    Currency::getNumericCodeAsString, Currency::getCurrencyCode, (newer, older) -> newer));

    private static final String OK = "OK";

    private final String bank;
    private final InstantSource clock;

    BankRows(String bank, InstantSource clock) {
        this.bank = bank;
        this.clock = clock;
    }

    Map<String, Object> booking(IsoMessage request, Booking booking, @Nullable Booking original) {
        Map<String, Object> row = row(kind(booking.op(), original), request, booking.rrn(), booking.responseCode());
        row.put("amount_minor", booking.totalMinor());
        row.put("status", booking.state() == State.REFUSED ? "REFUSED" : OK);
        row.put("auth_code", booking.authCode());
        row.put("op", booking.op().name());
        row.put("mti", booking.mti());
        if (booking.askedMinor() != booking.totalMinor()) {
            row.put("asked_minor", booking.askedMinor());
        }
        if (original != null) {
            row.put("orig_rrn", original.rrn());
            row.put("original", booking.original());
            row.put("before_minor", booking.beforeMinor());
        }
        if (!request.has(37)) {
            row.put("key", BankLedger.key(request));
        }
        return row;
    }

    private static String kind(BankOp op, @Nullable Booking original) {
        return op.rowKind(original != null && original.op() == BankOp.PRE_AUTH);
    }

    Map<String, Object> reversal(IsoMessage reversal, Decision decision, @Nullable Booking known) {
        boolean ofHold = known != null && known.op() == BankOp.PRE_AUTH;
        Map<String, Object> row =
                row(ofHold ? "RELEASE" : "REVERSAL", reversal, decision.rrn(), decision.responseCode());
        row.put("amount_minor", decision.amountMinor());
        row.put(
                "status",
                switch (decision.responseCode()) {
                    case "00" -> OK;
                    case "25" -> "NOT_FOUND";
                    default -> "REFUSED";
                });
        row.put("auth_code", decision.authCode());
        row.put("op", "REVERSAL");
        if (known != null) {
            row.put("of", known.op().name());
            row.put("orig_rrn", known.rrn());
        }
        if (!reversal.has(37)) {
            row.put("key", BankLedger.reversalKey(reversal));
        }
        return row;
    }

    /** The columns in their order; the amount and what follows from the decision come later. */
    private Map<String, Object> row(String kind, IsoMessage message, String rrn, String responseCode) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", clock.instant().toString());
        row.put("bank", bank);
        row.put("kind", kind);
        row.put("rrn", rrn);
        row.put("stan", message.text(11));
        row.put("terminal_id", message.text(41));
        row.put("merchant_id", message.get(42).map(String::strip).orElse(""));
        row.put("amount_minor", message.number(4));
        row.put("currency", currency(message.get(49).orElse("")));
        row.put("status", "");
        row.put("rc", responseCode);
        row.put("auth_code", "");
        row.put("sent_at", message.text(7));
        return row;
    }

    private static String currency(String numeric) {
        return LETTERS.getOrDefault(numeric, numeric);
    }

    /** Tells the entries what a row of an earlier run did. */
    static void recall(Map<String, Object> row, BankEntries entries) {
        if (!row.containsKey("op")) {
            return;
        }
        String key = row.containsKey("key") ? text(row, "key") : text(row, "rrn");
        Booking before = entries.booking(key);
        switch (text(row, "op") + " " + text(row, "status")) {
            case "REVERSAL OK" -> {
                if (before != null) {
                    entries.put(key, before.with(State.REVERSED));
                    entries.undo(before);
                }
            }
            case "REVERSAL NOT_FOUND" -> entries.put(key, new Tombstone());
            case "REVERSAL REFUSED" -> {}
            default -> {
                if (entries.get(key) == null) {
                    Booking booking = booking(row);
                    entries.put(key, booking);
                    if (booking.stands()) {
                        entries.apply(booking);
                    }
                }
            }
        }
    }

    private static Booking booking(Map<String, Object> row) {
        long totalMinor = number(row, "amount_minor");
        return new Booking(
                BankOp.valueOf(text(row, "op")),
                text(row, "mti"),
                text(row, "rrn"),
                text(row, "stan"),
                text(row, "sent_at"),
                row.containsKey("asked_minor") ? number(row, "asked_minor") : totalMinor,
                totalMinor,
                0,
                text(row, "auth_code"),
                text(row, "rc"),
                text(row, "original"),
                number(row, "before_minor"),
                OK.equals(row.get("status")) ? State.STANDING : State.REFUSED);
    }

    private static long number(Map<String, Object> row, String key) {
        return row.get(key) instanceof Number number ? number.longValue() : 0;
    }

    private static String text(Map<String, Object> row, String key) {
        Object value = row.get(key);
        return value == null ? "" : value.toString();
    }
}
