package io.txswitch.sandbox.wallet;

import io.txswitch.sandbox.books.Book;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Money from the merchant to payers, once per number; confined to the simulator's event loop.
 *
 * <p>The amount's last two digits say what happens: 51 fails for want of money, 66 fails later, 69 takes the late
 * delay, anything else arrives.
 */
public final class WalletTransfers {
    /** Where a transfer stands. */
    public enum State {
        UNDER_WAY,
        DONE,
        FAILED,
        /** Taken back before the payee agreed, where payees have to. */
        CANCELLED
    }

    /** One transfer. */
    public record Sent(String no, String id, long amountMinor, String payee, Instant at, State state) {
        private Sent in(State newState) {
            return new Sent(no, id, amountMinor, payee, at, newState);
        }
    }

    /** What became of a request. */
    public sealed interface Outcome {
        /** New, or the same again. */
        record Taken(Sent sent, boolean isNew) implements Outcome {}

        /** The number is taken by a transfer of other content. */
        record Different() implements Outcome {}

        /** The merchant has not enough money. */
        record NoMoney() implements Outcome {}

        /** The simulator holds as many as it may. */
        record Full() implements Outcome {}
    }

    private static final int MAX_TRANSFERS = 200_000;
    private static final int ID_DIGITS = 20;
    private static final int LAST_TWO_DIGITS = 100;
    private static final int NO_MONEY = 51;
    private static final int FAILS = 66;
    private static final int LATE = 69;

    private final String wallet;
    private final Book book;
    private final Numbers numbers;
    private final Map<String, Sent> byNo = new HashMap<>();

    public WalletTransfers(String wallet, Book book, Numbers numbers) {
        this.wallet = wallet;
        this.book = book;
        this.numbers = numbers;
    }

    public Outcome send(String no, long amountMinor, String payee) {
        Sent known = byNo.get(no);
        if (known != null) {
            boolean same = known.amountMinor() == amountMinor && known.payee().equals(payee);
            return same ? new Outcome.Taken(known, false) : new Outcome.Different();
        }
        if (byNo.size() >= MAX_TRANSFERS) {
            return new Outcome.Full();
        }
        if (amountMinor % LAST_TWO_DIGITS == NO_MONEY) {
            return new Outcome.NoMoney();
        }
        Sent sent = new Sent(
                no, numbers.day() + numbers.digits(ID_DIGITS), amountMinor, payee, numbers.now(), State.UNDER_WAY);
        byNo.put(no, sent);
        return new Outcome.Taken(sent, true);
    }

    /** How long this one takes. */
    public static long delayMs(Sent sent, PayerOptions payer) {
        return sent.amountMinor() % LAST_TWO_DIGITS == LATE ? payer.lateDelayMs() : payer.payDelayMs();
    }

    /** True when this one needs time even where transfers arrive at once. */
    public static boolean slow(Sent sent) {
        return sent.amountMinor() % LAST_TWO_DIGITS == LATE || sent.amountMinor() % LAST_TWO_DIGITS == FAILS;
    }

    /** Lets one that is under way arrive or fail; gives it as it then stands. */
    public Sent finish(Sent sent) {
        Sent now = byNo.getOrDefault(sent.no(), sent);
        if (now.state() != State.UNDER_WAY) {
            return now;
        }
        boolean fails = sent.amountMinor() % LAST_TWO_DIGITS == FAILS;
        write(sent, fails ? "REFUSED" : "OK");
        Sent finished = sent.in(fails ? State.FAILED : State.DONE);
        byNo.put(sent.no(), finished);
        return finished;
    }

    /** Takes one back that is under way; gives it as it then stands. */
    public Sent cancel(Sent sent) {
        Sent now = byNo.getOrDefault(sent.no(), sent);
        if (now.state() != State.UNDER_WAY) {
            return now;
        }
        write(sent, "REFUSED");
        Sent cancelled = sent.in(State.CANCELLED);
        byNo.put(sent.no(), cancelled);
        return cancelled;
    }

    public Optional<Sent> find(String no) {
        return Optional.ofNullable(byNo.get(no));
    }

    private void write(Sent sent, String status) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", numbers.now().toString());
        row.put("wallet", wallet);
        row.put("kind", "TRANSFER");
        row.put("out_trade_no", sent.no());
        row.put("trade_no", sent.id());
        row.put("amount_minor", sent.amountMinor());
        row.put("currency", "CNY");
        row.put("status", status);
        book.add(row);
    }
}
