package io.txswitch.sandbox.wallet;

import io.txswitch.sandbox.books.Book;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Parts of paid orders handed on to others, once per number; confined to the simulator's event loop.
 *
 * <p>The last two digits of the sum say what happens: 51 is refused for want of money, of 66 nothing arrives, of 67 all
 * but the first part, 69 takes the late delay, everything else arrives.
 */
public final class WalletShares {
    /** Where a part stands. */
    public enum State {
        UNDER_WAY,
        ARRIVED,
        RETURNED
    }

    /** What one receiver gets. */
    public record Part(String type, String account, long amountMinor, State state) {
        private Part ended(boolean arrives) {
            return new Part(type, account, amountMinor, arrives ? State.ARRIVED : State.RETURNED);
        }

        /** The same as it was asked for. */
        private Part asked() {
            return new Part(type, account, amountMinor, State.UNDER_WAY);
        }
    }

    /** One request to share. */
    public record Share(String no, String id, Order order, List<Part> parts, Instant at) {
        public Share {
            parts = List.copyOf(parts);
        }

        public boolean finished() {
            return parts.stream().noneMatch(part -> part.state() == State.UNDER_WAY);
        }

        private int script() {
            return (int) (parts.stream().mapToLong(Part::amountMinor).sum() % LAST_TWO_DIGITS);
        }

        /** What has left the merchant, or still may. */
        public long amountMinor() {
            return parts.stream()
                    .filter(part -> part.state() != State.RETURNED)
                    .mapToLong(Part::amountMinor)
                    .sum();
        }
    }

    /** What became of a request. */
    public sealed interface Outcome {
        /** New, or the same again. */
        record Taken(Share share, boolean isNew) implements Outcome {}

        /** The number is taken by a request of other content. */
        record Different() implements Outcome {}

        /** The order is not paid. */
        record NotPaid() implements Outcome {}

        /** More than is left of the payment. */
        record TooMuch() implements Outcome {}

        /** The merchant has not enough money. */
        record NoMoney() implements Outcome {}

        /** The simulator holds as many as it may. */
        record Full() implements Outcome {}
    }

    private static final int MAX_SHARES = 200_000;
    private static final int LAST_TWO_DIGITS = 100;
    private static final int NO_MONEY = 51;
    private static final int ALL_RETURN = 66;
    private static final int FIRST_RETURNS = 67;
    private static final int LATE = 69;

    private final String wallet;
    private final Book book;
    private final Numbers numbers;
    private final Supplier<String> ids;
    private final Map<String, Share> byNo = new HashMap<>();
    /** What has been handed on of an order, by its number; as bounded as the shares. */
    private final Map<String, Long> shared = new HashMap<>();

    /** @param ids the wallet's own numbers of shares */
    public WalletShares(String wallet, Book book, Numbers numbers, Supplier<String> ids) {
        this.wallet = wallet;
        this.book = book;
        this.numbers = numbers;
        this.ids = ids;
    }

    /** @param parts as asked for, none of them ended */
    public Outcome share(String no, Order order, List<Part> parts) {
        Share known = byNo.get(no);
        if (known != null) {
            boolean same = known.order() == order
                    && known.parts().stream().map(Part::asked).toList().equals(parts);
            return same ? new Outcome.Taken(known, false) : new Outcome.Different();
        }
        if (byNo.size() >= MAX_SHARES) {
            return new Outcome.Full();
        }
        if (order.state() != Order.State.PAID) {
            return new Outcome.NotPaid();
        }
        Share share = new Share(no, ids.get(), order, parts, numbers.now());
        if (share.amountMinor() > leftMinor(order)) {
            return new Outcome.TooMuch();
        }
        if (share.script() == NO_MONEY) {
            return new Outcome.NoMoney();
        }
        byNo.put(no, share);
        count(order, share.amountMinor());
        return new Outcome.Taken(share, true);
    }

    /** What nobody has been given or given back. */
    public long leftMinor(Order order) {
        return order.refundableMinor() - shared.getOrDefault(order.terms().outTradeNo(), 0L);
    }

    private void count(Order order, long amountMinor) {
        shared.merge(order.terms().outTradeNo(), amountMinor, Long::sum);
    }

    /** How long this one takes. */
    public static long delayMs(Share share, PayerOptions payer) {
        return share.script() == LATE ? payer.lateDelayMs() : payer.payDelayMs();
    }

    /**
     * Lets every part arrive or return; gives the share as it then stands.
     *
     * @param possible whether a part can arrive at all
     */
    public Share finish(Share share, Predicate<Part> possible) {
        Share now = byNo.getOrDefault(share.no(), share);
        if (now.finished()) {
            return now;
        }
        Part first = now.parts().getFirst();
        List<Part> ended = now.parts().stream()
                .map(part -> part.ended(possible.test(part)
                        && now.script() != ALL_RETURN
                        && !(now.script() == FIRST_RETURNS && part == first)))
                .toList();
        Share finished = new Share(now.no(), now.id(), now.order(), ended, now.at());
        write(finished);
        byNo.put(finished.no(), finished);
        count(finished.order(), finished.amountMinor() - now.amountMinor());
        return finished;
    }

    public Optional<Share> find(String no) {
        return Optional.ofNullable(byNo.get(no));
    }

    private void write(Share share) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", numbers.now().toString());
        row.put("wallet", wallet);
        row.put("kind", "SHARE");
        row.put("out_trade_no", share.order().terms().outTradeNo());
        row.put("trade_no", share.order().tradeNo());
        row.put("out_request_no", share.no());
        row.put("amount_minor", share.amountMinor());
        row.put("currency", "CNY");
        row.put("status", share.amountMinor() > 0 ? "OK" : "REFUSED");
        book.add(row);
    }
}
