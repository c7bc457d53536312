package io.txswitch.sandbox.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds the journal against what the bank, the wallets, the terminals and the merchant wrote down themselves.
 *
 * <p>Every difference is a sentence; none at all is the only good result once traffic has come to rest.
 */
public final class BookComparer {
    /** Differences that are spelled out; a broken switch has thousands and the first ones tell enough. */
    private static final int MAX_SPELLED_OUT = 200;

    private static final List<String> WALLETS = List.of("alipay", "wechat", "unionpay", "sample");

    private final Path books;
    private final Map<String, JournalRow> journal;
    private final Map<String, JournalRow> byRrn = new HashMap<>();
    private final Set<String> moving = new HashSet<>();
    private final List<String> differences = new ArrayList<>();
    private final JournalSums sums;
    private int count;

    /** @param payments how many transactions the journal has */
    public record Result(int payments, int mismatches, List<String> differences) {}

    private BookComparer(Path books, Map<String, JournalRow> all, long settledBeforeMs) {
        this.books = books;
        this.journal = new HashMap<>();
        for (JournalRow row : all.values()) {
            if (row.receivedAtMs() < settledBeforeMs) {
                journal.put(row.id(), row);
                byRrn.put(row.rrn(), row);
            } else {
                moving.addAll(List.of(row.id(), row.rrn(), row.originalId()));
            }
        }
        this.sums = new JournalSums(journal.values());
    }

    /** Compares everything. */
    public static Result compare(Path books, JournalView journal) {
        return compare(books, journal.all(), Long.MAX_VALUE);
    }

    /** Compares what arrived before a moment, while traffic goes on. */
    public static Result compareSettled(Path books, JournalView journal, long settledBeforeMs) {
        return compare(books, journal.all(), settledBeforeMs);
    }

    static Result compare(Path books, Map<String, JournalRow> journal, long settledBeforeMs) {
        BookComparer comparer = new BookComparer(books, journal, settledBeforeMs);
        comparer.itself();
        comparer.banks();
        comparer.wallets();
        comparer.terminals();
        comparer.merchant();
        return new Result(comparer.journal.size(), comparer.count, List.copyOf(comparer.differences));
    }

    private void differ(String difference) {
        count++;
        if (differences.size() < MAX_SPELLED_OUT) {
            differences.add(difference);
        }
    }

    /** The journal alone: all final, no gaps, no refund over its payment, nothing taken back or completed twice. */
    private void itself() {
        for (JournalRow row : journal.values()) {
            if (row.open() && !row.waitsForPayer()) {
                differ("journal: " + row.id() + " is still open in " + row.phase());
            }
            if (row.appends() != row.lastSeq() + 1) {
                differ("journal: " + row.id() + " has " + row.appends() + " appends, the last is " + row.lastSeq());
            }
            originals(row);
        }
    }

    private void originals(JournalRow row) {
        long given = sums.refundedMinor(row);
        if (given > row.amountMinor()) {
            differ("journal: " + row.id() + " gave back " + given + " of " + row.amountMinor());
        }
        if (sums.voids(row) > 1 || sums.completions(row) > 1) {
            differ("journal: " + row.id() + " was voided " + sums.voids(row) + " times and completed "
                    + sums.completions(row) + " times");
        }
        if (sums.sharedMinor(row) > row.amountMinor()) {
            differ("journal: " + row.id() + " handed on " + sums.sharedMinor(row) + " of " + row.amountMinor());
        }
        if (row.kind().equals("DEDUCTION") && row.approved() && !isByAgreement(row)) {
            differ("journal: deduction " + row.id() + " names no agreement that was signed");
        }
        if (sums.voids(row) > 0 && given > 0) {
            differ("journal: " + row.id() + " was voided, and gave back " + given);
        }
        if (row.isWallet() && given != row.refundedMinor() && !moving.contains(row.id())) {
            differ("journal: " + row.id() + " counts " + row.refundedMinor() + " refunded, refunds are " + given);
        }
    }

    private boolean isByAgreement(JournalRow row) {
        JournalRow agreement = journal.get(row.originalId());
        return moving.contains(row.originalId())
                || (agreement != null && agreement.kind().equals("AGREEMENT"));
    }

    private void banks() {
        List<Map<String, Object>> rows = rows("bank-");
        BankPositions bank = new BankPositions(rows);
        bank.standing().forEach((rrn, n) -> {
            if (!byRrn.containsKey(rrn) && !moving.contains(rrn)) {
                differ("bank: rrn " + rrn + " is unknown to the journal");
            }
            if (n < 0 || n > 1) {
                differ("bank: rrn " + rrn + " has " + n + " more bookings than reversals");
            }
        });
        journal.values().stream().filter(row -> !moving.contains(row.id())).forEach(row -> bank(row, bank));
    }

    private void bank(JournalRow row, BankPositions bank) {
        if (row.phase().equals("FORWARDING")) {
            return; // still open, which was said; the bank may or may not have heard it
        }
        if (row.isCardCharge()) {
            long expected = sums.expectedMinor(row);
            long booked = bank.netMinor(row.rrn());
            if (booked != expected) {
                differ("bank: " + row.id() + " is " + row.phase() + " of " + expected + ", the bank holds " + booked);
            }
        } else if (row.movesNothing() && bank.stands(row.rrn())) {
            differ("bank: " + row.id() + " is a " + row.kind() + ", and the bank booked it");
        } else if (isOfCard(row) && bank.stands(row.rrn()) != row.succeeded()) {
            differ("bank: " + row.kind() + " " + row.id() + " is " + row.phase() + ", the bank has "
                    + (bank.stands(row.rrn()) ? "booked it" : "not booked it"));
        } else if (isOfCard(row) && row.isRefund() && row.succeeded()) {
            long given = bank.amountMinor(row.rrn());
            if (given != row.amountMinor()) {
                differ("bank: refund " + row.id() + " is of " + row.amountMinor() + ", the bank gave back " + given);
            }
        }
    }

    /** A void, a refund or a tip of something that a bank booked. */
    private boolean isOfCard(JournalRow row) {
        JournalRow original = journal.get(row.originalId());
        boolean later = row.kind().equals("VOID") || row.kind().equals("ADJUSTMENT") || row.isRefund();
        return later && original != null && original.isCardCharge();
    }

    private void wallets() {
        List<Map<String, Object>> all = new ArrayList<>();
        WALLETS.forEach(each -> all.addAll(rows(each)));
        new WalletRows(all, journal, moving).differences().forEach(this::differ);
    }

    private void terminals() {
        new TerminalRows(rows("pos"), byRrn, moving).differences().forEach(this::differ);
    }

    private void merchant() {
        Map<String, Set<String>> told = new HashMap<>();
        for (Map<String, Object> row : rows("merchant")) {
            String type = String.valueOf(row.get("type"));
            String id = MerchantRows.subject(row);
            JournalRow known = journal.get(id);
            if (!Boolean.TRUE.equals(row.get("sig_ok"))) {
                differ("merchant: event " + row.get("event_id") + " was not signed as it should be");
            } else if (known == null && moving.contains(id)) {
                continue;
            } else if (known == null) {
                differ("merchant: " + type + " for " + id + ", which is unknown to the journal");
            } else if (known.movesMoney() && known.amountMinor() != amount(row)) {
                differ("merchant: " + id + " is " + known.amountMinor() + ", the merchant was told " + amount(row));
            } else {
                told.computeIfAbsent(id, x -> new HashSet<>()).add(type);
            }
        }
        for (JournalRow row : journal.values()) {
            String expected = MerchantRows.expected(row);
            if (!expected.isEmpty() && !told.getOrDefault(row.id(), Set.of()).contains(expected)) {
                differ("merchant: " + row.id() + " is " + row.phase() + ", the merchant never heard " + expected);
            }
        }
    }

    private List<Map<String, Object>> rows(String prefix) {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(books)) {
            files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.getFileName().toString().endsWith(".jsonl"))
                    .sorted()
                    .forEach(file -> rows.addAll(Book.rows(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("the books in " + books + " cannot be read", e);
        }
        return rows;
    }

    private static long amount(Map<String, Object> row) {
        return row.get("amount_minor") instanceof Number number ? number.longValue() : 0;
    }
}
