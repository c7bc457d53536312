package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.bank.LedgerEntry.Booking;
import io.txswitch.sandbox.bank.LedgerEntry.State;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the ledger knows, by key, and what a booking does to its original. */
final class BankEntries {
    /** A day of demo traffic; older requests are forgotten, and a reversal of one is then NOT_FOUND. */
    static final int MAX_ENTRIES = 500_000;

    private final Map<String, LedgerEntry> entries = new LinkedHashMap<>();

    @Nullable
    LedgerEntry get(String key) {
        return entries.get(key);
    }

    @Nullable
    Booking booking(String key) {
        return entries.get(key) instanceof Booking booking ? booking : null;
    }

    void put(String key, LedgerEntry entry) {
        entries.put(key, entry);
        if (entries.size() > MAX_ENTRIES) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /** Does to the original what an approved booking does to it. */
    void apply(Booking booking) {
        Booking original = booking(booking.original());
        if (original == null) {
            return;
        }
        switch (booking.op()) {
            case COMPLETION -> become(booking.original(), State.USED);
            case VOID -> {
                become(booking.original(), State.VOIDED);
                // The money of a voided completion is held again.
                become(original.original(), State.STANDING);
            }
            case REFUND -> refund(booking.original(), original, booking.totalMinor());
            case ADJUSTMENT ->
                put(booking.original(), original.withTotals(booking.totalMinor(), original.refundedMinor()));
            default -> {}
        }
    }

    /** Makes {@link #apply} undone. */
    void undo(Booking booking) {
        Booking original = booking(booking.original());
        if (original == null) {
            return;
        }
        switch (booking.op()) {
            case COMPLETION -> become(booking.original(), State.STANDING);
            case VOID -> {
                become(booking.original(), State.STANDING);
                become(original.original(), State.USED);
            }
            case REFUND -> refund(booking.original(), original, -booking.totalMinor());
            case ADJUSTMENT ->
                put(booking.original(), original.withTotals(booking.beforeMinor(), original.refundedMinor()));
            default -> {}
        }
    }

    private void become(String key, State state) {
        Booking booking = booking(key);
        if (booking != null) {
            put(key, booking.with(state));
        }
    }

    private void refund(String key, Booking original, long amountMinor) {
        put(key, original.withTotals(original.totalMinor(), original.refundedMinor() + amountMinor));
    }
}
