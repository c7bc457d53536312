package io.txswitch.sandbox.wallet;

import io.txswitch.sandbox.books.Book;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The wallet's orders and the only place that moves money; what could not be written to the book did not happen.
 *
 * <p>Confined to one event loop. Refusals are values; each wallet words them in its own codes.
 */
public final class WalletLedger {
    /** What became of a request to make a code. */
    public enum Creation {
        MADE,
        /** The same request again, still unpaid: the same code. */
        SAME,
        /** The number is taken by a request with other content. */
        DIFFERENT,
        ALREADY_PAID,
        ALREADY_CLOSED,
        /** The simulator holds as many orders as it may. */
        FULL
    }

    /** What became of a request to give money back. */
    public enum Refunding {
        ACCEPTED,
        /** The same request again; no money moved. */
        SAME,
        /** The number is taken by a refund of another amount. */
        DIFFERENT,
        NOT_PAID,
        /** Everything was refunded before. */
        NOTHING_LEFT,
        TOO_MUCH,
        /** The order has as many refunds as the wallets allow. */
        TOO_MANY
    }

    /** An answer to {@link #create}; the order is null only when the ledger is full. */
    public record Created(Creation outcome, @Nullable Order order) {}

    /** An answer to {@link #refund}; the refund is there for ACCEPTED and SAME. */
    public record Refunded(Refunding outcome, @Nullable Refund refund) {}

    /**
     * One movement, as a bill lists it.
     *
     * @param refund null when it is the payment itself
     */
    public record Moved(Order order, @Nullable Refund refund, Instant at) {
        public long amountMinor() {
            return refund == null ? order.terms().amountMinor() : refund.amountMinor();
        }
    }

    private record Key(String mchId, String outTradeNo) {}

    /** At a few hundred bytes each this bounds the simulator to about 100 MB; a demo makes a few orders a second. */
    private static final int MAX_ORDERS = 200_000;
    /** WeChat Pay: at most 50 partial refunds of one order. */
    private static final int MAX_REFUNDS = 50;

    private static final int CODE_CHARS = 20;
    private static final int REFUND_ID_DIGITS = 16;

    private final String wallet;
    private final Book book;
    private final Numbers numbers;
    private final Supplier<String> tradeNos;
    private final SequencedMap<Key, Order> orders = new LinkedHashMap<>();
    private final Map<String, Order> byTradeNo = new HashMap<>();

    public WalletLedger(String wallet, Book book, Numbers numbers, Supplier<String> tradeNos) {
        this.wallet = wallet;
        this.book = book;
        this.numbers = numbers;
        this.tradeNos = tradeNos;
    }

    public Created create(NewOrder terms) {
        Key key = new Key(terms.mchId(), terms.outTradeNo());
        Order known = orders.get(key);
        if (known != null) {
            return new Created(repeated(known, terms), known);
        }
        if (orders.size() >= MAX_ORDERS) {
            return new Created(Creation.FULL, null);
        }
        Order order = new Order(terms, numbers.text(CODE_CHARS), tradeNos.get(), numbers.now());
        orders.put(key, order);
        byTradeNo.put(order.tradeNo(), order);
        return new Created(Creation.MADE, order);
    }

    private static Creation repeated(Order known, NewOrder terms) {
        return switch (known.state()) {
            case PAID -> Creation.ALREADY_PAID;
            case CLOSED -> Creation.ALREADY_CLOSED;
            case MADE, SCANNED -> known.terms().sameRequest(terms) ? Creation.SAME : Creation.DIFFERENT;
        };
    }

    public Optional<Order> find(String mchId, String outTradeNo) {
        return Optional.ofNullable(orders.get(new Key(mchId, outTradeNo)));
    }

    /** By the wallet's own number, only if the order is that merchant's. */
    public Optional<Order> findByTradeNo(String mchId, String tradeNo) {
        return Optional.ofNullable(byTradeNo.get(tradeNo))
                .filter(order -> order.terms().mchId().equals(mchId));
    }

    /** Whoever's order it is; for tests, which know only the number. */
    public Optional<Order> findAnywhere(String outTradeNo) {
        return orders.values().stream()
                .filter(order -> order.terms().outTradeNo().equals(outTradeNo))
                .findFirst();
    }

    /** What a telephone finds by what it sees: a code's text, a number of the merchant's or the wallet's own. */
    public Optional<Order> findBySight(String text) {
        return orders.sequencedValues().reversed().stream()
                .filter(order -> text.equals(order.terms().outTradeNo())
                        || text.equals(order.tradeNo())
                        || text.endsWith(order.code()))
                .findFirst();
    }

    /** The newest orders, the newest first. */
    public List<Order> newest(int limit) {
        return orders.sequencedValues().reversed().stream().limit(limit).toList();
    }

    public void scan(Order order) {
        if (order.state() == Order.State.MADE) {
            order.scanned();
        }
    }

    /** Takes the payer's money if the order is open; says whether it did. */
    public boolean pay(Order order) {
        Instant payUntil = order.terms().payUntil();
        if (payUntil != null && numbers.now().isAfter(payUntil)) {
            close(order);
        }
        if (!order.open()) {
            return false;
        }
        book(order, "DEBIT", "", order.terms().amountMinor(), "OK");
        order.paid(numbers.now());
        return true;
    }

    /** The payer says no: a refused debit, and the order closes. */
    public void decline(Order order) {
        if (order.open()) {
            book(order, "DEBIT", "", order.terms().amountMinor(), "REFUSED");
            order.declinedByPayer();
            close(order);
        }
    }

    /** Makes sure that an open order can never be paid; says whether it was open. */
    public boolean close(Order order) {
        if (!order.open()) {
            return false;
        }
        book(order, "CLOSE", "", order.terms().amountMinor(), "OK");
        order.closed(numbers.now());
        return true;
    }

    /** Gives money back once per refund number, which is empty for a cancellation; a refusal is booked as refused. */
    public Refunded refund(Order order, String refundNo, long amountMinor) {
        Optional<Refund> known = order.refund(refundNo);
        if (known.isPresent()) {
            boolean same = known.get().amountMinor() == amountMinor;
            return same ? new Refunded(Refunding.SAME, known.get()) : new Refunded(Refunding.DIFFERENT, null);
        }
        Refunding refusal = refusal(order, amountMinor);
        if (refusal != Refunding.ACCEPTED) {
            book(order, "REFUND", refundNo, amountMinor, "REFUSED");
            return new Refunded(refusal, null);
        }
        String refundId = "50" + numbers.day() + numbers.digits(REFUND_ID_DIGITS);
        long total = order.refundedMinor() + amountMinor;
        Refund refund = new Refund(refundNo, refundId, amountMinor, total, numbers.now(), null);
        book(order, "REFUND", refundNo, amountMinor, "OK");
        order.accept(refund);
        return new Refunded(Refunding.ACCEPTED, refund);
    }

    private static Refunding refusal(Order order, long amountMinor) {
        if (order.state() != Order.State.PAID) {
            return Refunding.NOT_PAID;
        }
        if (order.refundableMinor() == 0) {
            return Refunding.NOTHING_LEFT;
        }
        if (amountMinor > order.refundableMinor()) {
            return Refunding.TOO_MUCH;
        }
        return order.refundCount() >= MAX_REFUNDS ? Refunding.TOO_MANY : Refunding.ACCEPTED;
    }

    /** What moved on a day in Beijing, payments and refunds, by time. */
    public List<Moved> moved(LocalDate day) {
        Instant from = day.atStartOfDay().toInstant(Numbers.BEIJING);
        Instant until = day.plusDays(1).atStartOfDay().toInstant(Numbers.BEIJING);
        return orders.values().stream()
                .flatMap(WalletLedger::moved)
                .filter(moved -> !moved.at().isBefore(from) && moved.at().isBefore(until))
                .sorted(Comparator.comparing(Moved::at))
                .toList();
    }

    private static Stream<Moved> moved(Order order) {
        Stream<Moved> refunds = order.refunds().stream().map(refund -> new Moved(order, refund, refund.acceptedAt()));
        return Stream.concat(order.paidAt().stream().map(at -> new Moved(order, null, at)), refunds);
    }

    /** Notes that the payer has the money of this refund. */
    public Refund settle(Order order, Refund refund) {
        Refund settled = refund.settled(numbers.now());
        order.replace(settled);
        return settled;
    }

    private void book(Order order, String kind, String refundNo, long amountMinor, String status) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", numbers.now().toString());
        row.put("wallet", wallet);
        row.put("kind", kind);
        row.put("out_trade_no", order.terms().outTradeNo());
        row.put("trade_no", order.tradeNo());
        if (!refundNo.isEmpty()) {
            row.put("out_request_no", refundNo);
        }
        row.put("amount_minor", amountMinor);
        row.put("currency", "CNY");
        row.put("app_id", order.terms().appId());
        row.put("mch_id", order.terms().mchId());
        row.put("status", status);
        book.add(row);
    }
}
