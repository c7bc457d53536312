package io.txswitch.sandbox.books;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What terminals were told is what is so: yes for money that stayed, anything else for money that did not. */
final class TerminalRows {
    private static final Set<String> QUESTIONS = Set.of("0100", "0200", "0220");
    private static final Set<String> APPROVALS = Set.of("00", "10", "11", "16", "A2", "A4", "A5", "A6");
    private static final String REVERSAL = "0400";

    private final List<Map<String, Object>> rows;
    private final Map<String, JournalRow> byRrn;
    private final Set<String> moving;
    private final Set<String> reversed = new HashSet<>();
    private final List<String> differences = new ArrayList<>();

    TerminalRows(List<Map<String, Object>> rows, Map<String, JournalRow> byRrn, Set<String> moving) {
        this.rows = rows;
        this.byRrn = byRrn;
        this.moving = moving;
    }

    List<String> differences() {
        for (Map<String, Object> row : rows) {
            if (REVERSAL.equals(text(row, "mti")) && text(row, "response_code").equals("00")) {
                reversed.add(text(row, "rrn"));
                reversed.add(slip(row));
            }
        }
        rows.stream().filter(row -> QUESTIONS.contains(text(row, "mti"))).forEach(this::compare);
        return differences;
    }

    private void compare(Map<String, Object> row) {
        String rrn = text(row, "rrn");
        JournalRow known = byRrn.get(rrn);
        if (rrn.isBlank() || (known == null && moving.contains(rrn))) {
            return;
        }
        boolean toldYes = APPROVALS.contains(text(row, "response_code"));
        boolean takenBack = reversed.contains(rrn) || reversed.contains(slip(row));
        if (known == null) {
            differences.add("terminal: rrn " + rrn + " is unknown to the journal");
        } else if (known.phase().equals("REVERSED")) {
            if (toldYes && !takenBack) {
                differences.add("terminal: " + known.id() + " was told 00 and is REVERSED without being asked");
            }
        } else if (toldYes != holds(known) && !takenBack) {
            differences.add("terminal: " + known.id() + " is " + known.phase() + ", the terminal was told "
                    + text(row, "response_code"));
        }
    }

    /** An advice is answered once it is durable, before the bank has heard it. */
    private static boolean holds(JournalRow row) {
        return row.succeeded() || row.phase().equals("FORWARDING");
    }

    /** A reversal that carries its original's trace number. */
    private static String slip(Map<String, Object> row) {
        return text(row, "terminal_id") + "/" + text(row, "trace");
    }

    private static String text(Map<String, Object> row, String key) {
        Object value = row.get(key);
        return value == null ? "" : value.toString();
    }
}
