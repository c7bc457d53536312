package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.bank.LedgerEntry.Booking;
import io.txswitch.sandbox.bank.LedgerEntry.State;
import io.txswitch.sandbox.bank.LedgerEntry.Tombstone;
import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.iso.IsoMessage;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bank's money: what was taken, held, given back and taken back, each moved once and written to the book before it
 * is confirmed.
 *
 * <p>Requests are known by DE37. A terminal that speaks to the bank directly sends none; then terminal, trace number
 * and transmission time stand in for it. Not thread safe: one event loop owns it.
 */
final class BankLedger {
    private static final Logger LOG = LoggerFactory.getLogger(BankLedger.class);
    private static final long RRNS = 1_000_000_000_000L;
    private static final String APPROVED = "00";
    private static final String PARTIAL = "10";

    private final BankRows rows;
    private final Book book;
    private final BankEntries entries;
    private long nextRrn;

    /** A ledger that remembers what its book says already. */
    BankLedger(String bank, InstantSource clock, Book book, List<Map<String, Object>> history) {
        this.rows = new BankRows(bank, clock);
        this.book = book;
        this.entries = new BankEntries();
        this.nextRrn = clock.millis() % RRNS;
        history.forEach(row -> BankRows.recall(row, entries));
    }

    /**
     * What the bank decided about a request or a reversal.
     *
     * @param amountMinor what was moved: the answered amount
     * @param fresh decided now, as its script said; a repeat, an orphan or an impossible request is not
     */
    record Decision(String responseCode, String rrn, String authCode, long amountMinor, boolean fresh) {
        boolean approved() {
            return responseCode.equals(APPROVED) || responseCode.equals(PARTIAL);
        }
    }

    /**
     * Books a request unless its script refuses it.
     *
     * <p>A request that comes again is 94; an advice, or a request marked as a repeat, gets its first answer again. One
     * whose reversal came first is 12.
     *
     * @param responseCode what the script wants: 00, 10 for half of the amount, or a refusal
     */
    Decision book(BankOp op, IsoMessage request, String responseCode) {
        String key = key(request);
        return switch (entries.get(key)) {
            case null -> first(op, key, request, responseCode);
            case Tombstone() -> reversedBefore(op, key, request);
            case Booking known -> again(op, known, request);
        };
    }

    private Decision first(BankOp op, String key, IsoMessage request, String wanted) {
        Booking original =
                op.hasOriginal() ? Originals.key(request).map(entries::booking).orElse(null) : null;
        String fault = op.hasOriginal() ? Originals.fault(op, request, original) : APPROVED;
        boolean possible = fault.equals(APPROVED);
        Decision decision = decision(request, possible ? wanted : fault, possible);
        Booking booking = booking(op, request, decision, original);
        book.add(rows.booking(request, booking, original));
        entries.put(key, booking);
        if (decision.approved()) {
            entries.apply(booking);
        }
        return decision;
    }

    private Decision decision(IsoMessage request, String responseCode, boolean fresh) {
        String rrn = request.has(37) ? request.text(37) : makeRrn();
        long amountMinor = request.number(4);
        return switch (responseCode) {
            case APPROVED -> new Decision(responseCode, rrn, authCode(request, rrn), amountMinor, fresh);
            case PARTIAL -> new Decision(responseCode, rrn, authCode(request, rrn), (amountMinor + 1) / 2, fresh);
            default -> new Decision(responseCode, rrn, "", amountMinor, fresh);
        };
    }

    private static Booking booking(BankOp op, IsoMessage request, Decision decision, @Nullable Booking original) {
        return new Booking(
                op,
                request.mti(),
                decision.rrn(),
                request.text(11),
                request.text(7),
                request.number(4),
                decision.amountMinor(),
                0,
                decision.authCode(),
                decision.responseCode(),
                original == null ? "" : Originals.key(request).orElse(""),
                op == BankOp.ADJUSTMENT && original != null ? original.totalMinor() : 0,
                decision.approved() ? State.STANDING : State.REFUSED);
    }

    private Decision reversedBefore(BankOp op, String key, IsoMessage request) {
        LOG.warn("request_after_its_reversal op={} rrn={} stan={}", op, key, request.text(11));
        Decision decision = decision(request, "12", false);
        book.add(rows.booking(request, booking(op, request, decision, null), null));
        return decision;
    }

    private static Decision again(BankOp op, Booking known, IsoMessage request) {
        boolean advice = request.mti().charAt(2) == '2';
        boolean marked = request.mti().charAt(3) == '1';
        if (known.op() == op && (advice || marked) && known.state() != State.REVERSED) {
            return new Decision(known.responseCode(), known.rrn(), known.authCode(), answered(known), false);
        }
        return new Decision("94", known.rrn(), "", request.number(4), false);
    }

    private static long answered(Booking known) {
        return known.responseCode().equals(PARTIAL) ? known.totalMinor() : known.askedMinor();
    }

    /**
     * Takes a request back, once; repeats get the first answer again and are not booked.
     *
     * <p>00 taken back, 25 nothing to take back (remembered), 12 when DE90 names another request than DE37 or the
     * request was voided, completed or refunded meanwhile, 13 when the amount is not the request's.
     */
    Decision reverse(IsoMessage reversal) {
        String key = reversalKey(reversal);
        return switch (entries.get(key)) {
            case null -> nothingToReverse(key, reversal);
            case Tombstone() -> new Decision("25", rrnOf(reversal), "", reversal.number(4), false);
            case Booking known ->
                switch (known.state()) {
                    case REFUSED -> nothingToReverse(key, reversal);
                    case REVERSED -> reversal(APPROVED, known);
                    case STANDING, VOIDED, USED -> takeBack(key, reversal, known);
                };
        };
    }

    private Decision nothingToReverse(String key, IsoMessage reversal) {
        Decision decision = new Decision("25", rrnOf(reversal), "", reversal.number(4), true);
        book.add(rows.reversal(reversal, decision, null));
        entries.put(key, new Tombstone());
        return decision;
    }

    private Decision takeBack(String key, IsoMessage reversal, Booking known) {
        Decision decision = reversal(fault(reversal, known), known);
        book.add(rows.reversal(reversal, decision, known));
        if (decision.approved()) {
            entries.put(key, known.with(State.REVERSED));
            entries.undo(known);
        } else {
            LOG.warn("reversal_refused rrn={} rc={} stan={}", known.rrn(), decision.responseCode(), reversal.text(11));
        }
        return decision;
    }

    private static Decision reversal(String responseCode, Booking known) {
        return new Decision(responseCode, known.rrn(), known.authCode(), known.totalMinor(), true);
    }

    private static String fault(IsoMessage reversal, Booking known) {
        if (!known.stands() || known.refundedMinor() > 0 || !Originals.named(reversal, known)) {
            return "12";
        }
        long amountMinor = reversal.number(4);
        return amountMinor == known.askedMinor() || amountMinor == known.totalMinor() ? APPROVED : "13";
    }

    /** The key that a reversal finds its request by. */
    static String reversalKey(IsoMessage reversal) {
        return reversal.has(37) ? reversal.text(37) : Originals.key(reversal).orElse("");
    }

    /** The key that a request is known by. */
    static String key(IsoMessage request) {
        return request.has(37) ? request.text(37) : request.text(41) + "/" + request.text(11) + "/" + request.text(7);
    }

    private String rrnOf(IsoMessage reversal) {
        return reversal.has(37) ? reversal.text(37) : makeRrn();
    }

    private String makeRrn() {
        nextRrn = (nextRrn + 1) % RRNS;
        String digits = Long.toString(nextRrn);
        return "0".repeat(12 - digits.length()) + digits;
    }

    /**
     * Six digits that follow from the reference number, so that a repeated run reads the same; an offline sale keeps
     * the code that the card or the voice centre gave.
     */
    private static String authCode(IsoMessage request, String rrn) {
        boolean offline = request.mti().startsWith("022") && request.has(38) && !request.has(90);
        return offline ? request.text(38) : Integer.toString(100_000 + Math.floorMod(rrn.hashCode(), 900_000));
    }
}
