package io.txswitch.sandbox.books;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the banks' rows add up to, by reference number: money held or taken, given back, taken back.
 *
 * <p>A row of kind DEBIT or HOLD begins a position; ADJUST gives it a new total, CREDIT gives a part back, VOID and
 * RELEASE take it back whole, and REVERSAL undoes whichever row has its reference number.
 */
final class BankPositions {
    private static final String OK = "OK";

    private final Map<String, Position> positions = new HashMap<>();
    private final Map<String, Booking> bookings = new HashMap<>();
    private final Map<String, Integer> standing = new HashMap<>();

    private static final class Position {
        private final Deque<Long> totals = new ArrayDeque<>();
        private long creditedMinor;
        private boolean takenBack;
    }

    /** The row that has a reference number: what it did, and to which position. */
    private record Booking(String kind, String position, long amountMinor) {}

    BankPositions(List<Map<String, Object>> rows) {
        rows.stream().filter(row -> OK.equals(row.get("status"))).forEach(this::add);
    }

    private void add(Map<String, Object> row) {
        String kind = text(row, "kind");
        String rrn = text(row, "rrn");
        boolean own = kind.equals("DEBIT") || kind.equals("HOLD");
        if (kind.equals("REVERSAL") || (kind.equals("RELEASE") && rrn.equals(text(row, "orig_rrn")))) {
            standing.merge(rrn, -1, Integer::sum);
            undo(bookings.getOrDefault(rrn, new Booking("DEBIT", rrn, 0)));
            return;
        }
        standing.merge(rrn, 1, Integer::sum);
        Booking booking = new Booking(kind, own ? rrn : text(row, "orig_rrn"), amount(row));
        bookings.put(rrn, booking);
        apply(booking);
    }

    private void apply(Booking booking) {
        Position position = positions.computeIfAbsent(booking.position(), made -> new Position());
        switch (booking.kind()) {
            case "CREDIT" -> position.creditedMinor += booking.amountMinor();
            case "VOID", "RELEASE" -> position.takenBack = true;
            case "ADJUST" -> position.totals.push(booking.amountMinor());
            default -> position.totals.push(booking.amountMinor());
        }
    }

    private void undo(Booking booking) {
        Position position = positions.computeIfAbsent(booking.position(), made -> new Position());
        switch (booking.kind()) {
            case "CREDIT" -> position.creditedMinor -= booking.amountMinor();
            case "VOID", "RELEASE" -> position.takenBack = false;
            case "ADJUST" -> position.totals.poll();
            default -> position.totals.clear();
        }
    }

    /** What the bank still holds or has taken under a reference number, after tips, refunds and voids. */
    long netMinor(String rrn) {
        Position position = positions.get(rrn);
        if (position == null || position.takenBack || position.totals.isEmpty()) {
            return position == null ? 0 : position.totals.isEmpty() ? -position.creditedMinor : 0;
        }
        return position.totals.getFirst() - position.creditedMinor;
    }

    /** Whether a row with this reference number stands, whatever it did. */
    boolean stands(String rrn) {
        return standing.getOrDefault(rrn, 0) > 0;
    }

    /** The amount of the row with this reference number; 0 when none stands. */
    long amountMinor(String rrn) {
        Booking booking = bookings.get(rrn);
        return booking == null || !stands(rrn) ? 0 : booking.amountMinor();
    }

    /** By reference number: bookings less reversals. Anything but 0 and 1 was booked, or taken back, twice. */
    Map<String, Integer> standing() {
        return standing;
    }

    private static String text(Map<String, Object> row, String key) {
        Object value = row.get(key);
        return value == null ? "" : value.toString();
    }

    private static long amount(Map<String, Object> row) {
        return row.get("amount_minor") instanceof Number number ? number.longValue() : 0;
    }
}
