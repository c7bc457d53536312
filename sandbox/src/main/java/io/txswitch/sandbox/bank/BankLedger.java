package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.bank.LedgerEntry.GivenBack;
import io.txswitch.sandbox.bank.LedgerEntry.Refused;
import io.txswitch.sandbox.bank.LedgerEntry.Taken;
import io.txswitch.sandbox.bank.LedgerEntry.Tombstone;
import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.iso.IsoMessage;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bank's money: debits and their reversals, each moved once and written to the book before it is confirmed.
 *
 * <p>Sales are known by DE37. A terminal that speaks to the bank directly sends none; then terminal, trace number and
 * transmission time stand in for it. Not thread safe: one event loop owns it.
 */
final class BankLedger {
    /** A day of demo traffic; older sales are forgotten, and a reversal of one is then NOT_FOUND. */
    static final int MAX_ENTRIES = 500_000;

    private static final Logger LOG = LoggerFactory.getLogger(BankLedger.class);
    private static final long RRNS = 1_000_000_000_000L;

    private final BankRows rows;
    private final Book book;
    private final Map<String, LedgerEntry> entries = new LinkedHashMap<>();
    private long nextRrn;

    /** A ledger that remembers what its book says already. */
    BankLedger(String bank, InstantSource clock, Book book, List<Map<String, Object>> history) {
        this.rows = new BankRows(bank, clock);
        this.book = book;
        this.nextRrn = clock.millis() % RRNS;
        history.forEach(this::recall);
    }

    private void recall(Map<String, Object> row) {
        String rrn = String.valueOf(row.get("rrn"));
        LedgerEntry entry = BankRows.entry(row, entries.get(rrn));
        if (entry != null) {
            remember(rrn, entry);
        }
    }

    private void remember(String key, LedgerEntry entry) {
        entries.put(key, entry);
        if (entries.size() > MAX_ENTRIES) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /** What the bank decided about a sale or a reversal. */
    record Decision(String responseCode, String rrn, String authCode) {
        boolean approved() {
            return responseCode.equals("00");
        }
    }

    /**
     * Debits a sale unless its script refuses it; a repeat is 94, and a sale whose reversal came first is 12.
     *
     * @param responseCode what the script wants: 00 or a refusal
     */
    Decision debit(IsoMessage sale, String responseCode) {
        String key = saleKey(sale);
        LedgerEntry known = entries.get(key);
        return switch (known) {
            case null -> firstSale(key, sale, responseCode);
            case Tombstone() -> reversedBefore(key, sale);
            case Taken(Debit debit) -> new Decision("94", debit.rrn(), "");
            case GivenBack(Debit debit) -> new Decision("94", debit.rrn(), "");
            case Refused() -> new Decision("94", sale.get(37).orElse(key), "");
        };
    }

    private Decision firstSale(String key, IsoMessage sale, String responseCode) {
        String rrn = sale.has(37) ? sale.text(37) : makeRrn();
        boolean approved = responseCode.equals("00");
        String authCode = approved ? authCode(rrn) : "";
        Decision decision = new Decision(responseCode, rrn, authCode);
        book.add(rows.debit(sale, decision));
        Debit debit = new Debit(rrn, sale.text(11), sale.text(7), sale.number(4), authCode);
        remember(key, approved ? new Taken(debit) : new Refused());
        return decision;
    }

    private Decision reversedBefore(String key, IsoMessage sale) {
        LOG.warn("sale_after_its_reversal rrn={} stan={}", key, sale.text(11));
        Decision decision = new Decision("12", sale.has(37) ? sale.text(37) : makeRrn(), "");
        book.add(rows.debit(sale, decision));
        return decision;
    }

    /**
     * Gives a debit back, once; repeats get the first answer again and are not booked.
     *
     * <p>00 given back, 25 nothing to give back (remembered), 12 when DE90 names another sale than DE37, 13 when the
     * amount is not the sale's.
     */
    Decision reverse(IsoMessage reversal) {
        String key = reversalKey(reversal);
        LedgerEntry known = entries.get(key);
        return switch (known) {
            case null -> nothingToReverse(key, reversal);
            case Refused() -> nothingToReverse(key, reversal);
            case Tombstone() -> new Decision("25", rrnOf(reversal), "");
            case GivenBack(Debit debit) -> new Decision("00", debit.rrn(), debit.authCode());
            case Taken(Debit debit) -> giveBack(key, reversal, debit);
        };
    }

    private Decision nothingToReverse(String key, IsoMessage reversal) {
        Decision decision = new Decision("25", rrnOf(reversal), "");
        book.add(rows.reversal(reversal, decision));
        remember(key, new Tombstone());
        return decision;
    }

    private Decision giveBack(String key, IsoMessage reversal, Debit debit) {
        Decision decision = new Decision(fault(reversal, debit), debit.rrn(), debit.authCode());
        book.add(rows.reversal(reversal, decision));
        if (decision.approved()) {
            remember(key, new GivenBack(debit));
        } else {
            LOG.warn("reversal_refused rrn={} rc={} stan={}", debit.rrn(), decision.responseCode(), reversal.text(11));
        }
        return decision;
    }

    private static String fault(IsoMessage reversal, Debit debit) {
        if (!debit.isOriginalOf(reversal)) {
            return "12";
        }
        return reversal.number(4) == debit.amountMinor() ? "00" : "13";
    }

    /** The key that a reversal finds its sale by. */
    static String reversalKey(IsoMessage reversal) {
        String original = reversal.text(90);
        return reversal.has(37)
                ? reversal.text(37)
                : reversal.text(41) + "/" + original.substring(4, 10) + "/" + original.substring(10, 20);
    }

    /** The key that a sale is known by. */
    static String saleKey(IsoMessage sale) {
        return sale.has(37) ? sale.text(37) : sale.text(41) + "/" + sale.text(11) + "/" + sale.text(7);
    }

    private String rrnOf(IsoMessage reversal) {
        return reversal.has(37) ? reversal.text(37) : makeRrn();
    }

    private String makeRrn() {
        nextRrn = (nextRrn + 1) % RRNS;
        String digits = Long.toString(nextRrn);
        return "0".repeat(12 - digits.length()) + digits;
    }

    /** Six digits that follow from the reference number, so that a repeated run reads the same. */
    private static String authCode(String rrn) {
        return Integer.toString(100_000 + Math.floorMod(rrn.hashCode(), 900_000));
    }
}
