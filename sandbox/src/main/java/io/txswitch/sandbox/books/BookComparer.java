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

    private static final String OK = "OK";

    private final Path books;
    private final Map<String, JournalRow> journal;
    private final Map<String, JournalRow> byRrn = new HashMap<>();
    private final Set<String> moving = new HashSet<>();
    private final List<String> differences = new ArrayList<>();
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

    /** The journal alone: all final, no gaps, no refund over its payment. */
    private void itself() {
        Map<String, Long> refunded = new HashMap<>();
        for (JournalRow row : journal.values()) {
            if (row.open() && !row.waitsForPayer()) {
                differ("journal: " + row.id() + " is still open in " + row.phase());
            }
            if (row.appends() != row.lastSeq() + 1) {
                differ("journal: " + row.id() + " has " + row.appends() + " appends, the last is " + row.lastSeq());
            }
            if (row.isRefund() && row.approved()) {
                refunded.merge(row.originalId(), row.amountMinor(), Long::sum);
            }
        }
        for (JournalRow row : journal.values()) {
            long given = refunded.getOrDefault(row.id(), 0L);
            if (given > row.amountMinor()) {
                differ("journal: " + row.id() + " gave back " + given + " of " + row.amountMinor());
            }
            if (row.isWallet() && given != row.refundedMinor() && !moving.contains(row.id())) {
                differ("journal: " + row.id() + " counts " + row.refundedMinor() + " refunded, refunds are " + given);
            }
        }
    }

    private void banks() {
        Map<String, Long> net = new HashMap<>();
        Map<String, Integer> debits = new HashMap<>();
        for (Map<String, Object> row : rows("bank-")) {
            if (!OK.equals(row.get("status"))) {
                continue;
            }
            String rrn = String.valueOf(row.get("rrn"));
            boolean debit = "DEBIT".equals(row.get("kind"));
            net.merge(rrn, debit ? amount(row) : -amount(row), Long::sum);
            debits.merge(rrn, debit ? 1 : -1, Integer::sum);
            if (!byRrn.containsKey(rrn) && !moving.contains(rrn)) {
                differ("bank: rrn " + rrn + " is unknown to the journal");
            }
        }
        debits.forEach((rrn, n) -> {
            if (n < 0 || n > 1) {
                differ("bank: rrn " + rrn + " has " + n + " more debits than reversals");
            }
        });
        journal.values().stream().filter(JournalRow::isCard).forEach(row -> {
            long booked = net.getOrDefault(row.rrn(), 0L);
            long expected = row.approved() ? row.amountMinor() : 0;
            if (booked != expected) {
                differ("bank: " + row.id() + " is " + row.phase() + " of " + expected + ", the bank holds " + booked);
            }
        });
    }

    private void wallets() {
        Map<String, Long> paid = new HashMap<>();
        Map<String, Long> returned = new HashMap<>();
        List<Map<String, Object>> all = new ArrayList<>(rows("alipay"));
        all.addAll(rows("wechat"));
        all.addAll(rows("unionpay"));
        for (Map<String, Object> row : all) {
            if (!OK.equals(row.get("status")) || "CLOSE".equals(row.get("kind"))) {
                continue;
            }
            boolean debit = "DEBIT".equals(row.get("kind"));
            String order = String.valueOf(row.get("out_trade_no"));
            paid.merge(order, debit ? amount(row) : -amount(row), Long::sum);
            if (!debit) {
                returned.merge(String.valueOf(row.get("out_request_no")), amount(row), Long::sum);
            }
            if (!journal.containsKey(order) && !moving.contains(order)) {
                differ("wallet: order " + order + " is unknown to the journal");
            }
        }
        for (JournalRow row : journal.values()) {
            if (moving.contains(row.id())) {
                continue;
            }
            if (row.isWallet()) {
                long expected = row.approved() ? row.amountMinor() - row.refundedMinor() : 0;
                long held = paid.getOrDefault(row.id(), 0L);
                if (held != expected) {
                    differ("wallet: " + row.id() + " is " + row.phase() + " of " + expected + ", the wallet holds "
                            + held);
                }
            } else if (row.isRefund()) {
                long expected = row.approved() ? row.amountMinor() : 0;
                long given = returned.getOrDefault(row.id(), 0L);
                if (given != expected) {
                    differ("wallet: refund " + row.id() + " is " + row.phase() + ", the wallet gave back " + given);
                }
            }
        }
    }

    /** What a terminal was told is what is so: 00 for money that stayed, anything else for money that did not. */
    private void terminals() {
        Set<String> reversed = new HashSet<>();
        for (Map<String, Object> row : rows("pos")) {
            if ("0400".equals(row.get("mti")) && "00".equals(row.get("response_code"))) {
                reversed.add(String.valueOf(row.get("rrn")));
            }
        }
        for (Map<String, Object> row : rows("pos")) {
            String rrn = String.valueOf(row.get("rrn"));
            if (!"0200".equals(row.get("mti")) || rrn.isBlank() || rrn.equals("null")) {
                continue;
            }
            JournalRow known = byRrn.get(rrn);
            boolean toldYes = "00".equals(row.get("response_code"));
            if (known == null && !moving.contains(rrn)) {
                differ("terminal: rrn " + rrn + " is unknown to the journal");
            } else if (known == null) {
                continue;
            } else if (toldYes != known.approved()
                    && !reversed.contains(rrn)
                    && !known.phase().equals("REVERSED")) {
                differ("terminal: " + known.id() + " is " + known.phase() + ", the terminal was told "
                        + row.get("response_code"));
            } else if (toldYes && known.phase().equals("REVERSED") && !reversed.contains(rrn)) {
                differ("terminal: " + known.id() + " was told 00 and is REVERSED without being asked");
            }
        }
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
            } else if (known.amountMinor() != amount(row)) {
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
