package io.txswitch.sandbox.books;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds the wallets' books against the journal: payments and what was given back of them, transfers, shares, and which
 * agreements live.
 *
 * <p>A row's {@code out_trade_no} is the payment, the transfer or the agreement; its {@code out_request_no} is the
 * refund or the share.
 */
final class WalletRows {
    private final List<Map<String, Object>> rows;
    private final Map<String, JournalRow> journal;
    private final Set<String> moving;
    /** By payment, what the wallet holds of it. */
    private final Map<String, Long> held = new HashMap<>();
    /** By refund, transfer or share, what has gone where it should. */
    private final Map<String, Long> gone = new HashMap<>();
    /** By agreement, how often it was signed less how often it ended. */
    private final Map<String, Integer> signed = new HashMap<>();

    private final List<String> differences = new ArrayList<>();

    /** @param moving ids that are too young to be compared */
    WalletRows(List<Map<String, Object>> rows, Map<String, JournalRow> journal, Set<String> moving) {
        this.rows = rows;
        this.journal = journal;
        this.moving = moving;
    }

    List<String> differences() {
        rows.stream().filter(row -> "OK".equals(row.get("status"))).forEach(this::count);
        journal.values().stream().filter(row -> !moving.contains(row.id())).forEach(this::compare);
        return differences;
    }

    private void count(Map<String, Object> row) {
        String order = String.valueOf(row.get("out_trade_no"));
        String request = String.valueOf(row.get("out_request_no"));
        long amountMinor = row.get("amount_minor") instanceof Number number ? number.longValue() : 0;
        switch (String.valueOf(row.get("kind"))) {
            case "DEBIT" -> {
                held.merge(order, amountMinor, Long::sum);
                known("order", order);
            }
            case "REFUND" -> {
                held.merge(order, -amountMinor, Long::sum);
                gone.merge(request, amountMinor, Long::sum);
                known("order", order);
            }
            case "TRANSFER" -> {
                gone.merge(order, amountMinor, Long::sum);
                known("transfer", order);
            }
            case "SHARE" -> {
                gone.merge(request, amountMinor, Long::sum);
                known("share", request);
            }
            case "SIGN" -> {
                signed.merge(order, 1, Integer::sum);
                known("agreement", order);
            }
            case "UNSIGN" -> signed.merge(order, -1, Integer::sum);
            default -> {}
        }
    }

    private void known(String what, String id) {
        if (!journal.containsKey(id) && !moving.contains(id)) {
            differences.add("wallet: " + what + " " + id + " is unknown to the journal");
        }
    }

    private void compare(JournalRow row) {
        switch (row.kind()) {
            case "WALLET_PAYMENT", "CODE_PAYMENT", "DEDUCTION" -> {
                long expected = row.approved() ? row.amountMinor() - row.refundedMinor() : 0;
                expect(row, expected, held.getOrDefault(row.id(), 0L), "the wallet holds");
            }
            case "REFUND" -> {
                if (!isOfCard(row)) {
                    expectWhole(row, "the wallet gave back");
                }
            }
            case "TRANSFER" -> expectWhole(row, "the wallet sent");
            case "SHARE" -> expectWhole(row, "the wallet handed on");
            case "AGREEMENT" -> {
                int live = signed.getOrDefault(row.id(), 0);
                if (live != (row.approved() ? 1 : 0)) {
                    differences.add("wallet: agreement " + row.id() + " is " + row.phase() + ", at the wallet it is "
                            + (live > 0 ? "signed" : "not signed"));
                }
            }
            default -> {}
        }
    }

    private boolean isOfCard(JournalRow row) {
        JournalRow original = journal.get(row.originalId());
        return original != null && original.isCardCharge();
    }

    private void expectWhole(JournalRow row, String did) {
        expect(row, row.approved() ? row.amountMinor() : 0, gone.getOrDefault(row.id(), 0L), did);
    }

    private void expect(JournalRow row, long expectedMinor, long foundMinor, String did) {
        if (foundMinor != expectedMinor) {
            String name = row.isWallet() ? row.id() : row.kind().toLowerCase(java.util.Locale.ROOT) + " " + row.id();
            differences.add(
                    "wallet: " + name + " is " + row.phase() + " of " + expectedMinor + ", " + did + " " + foundMinor);
        }
    }
}
