package io.txswitch.core.journal;

import io.txswitch.core.contract.BatchContents;
import io.txswitch.core.contract.ListPayments;
import io.txswitch.core.contract.MerchantTotals;
import io.txswitch.core.contract.PaymentPage;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.ReadBatch;
import io.txswitch.core.contract.ReadPayment;
import io.txswitch.core.contract.ReadTotals;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions of customer service and operations; off the hot path, every answer bounded. */
public interface PaymentSearch {
    /** More than this nobody reads; a narrower question does. */
    int MAX_FOUND = 500;

    /**
     * What to look for; null means any.
     *
     * @param from received at or after
     * @param to received before
     * @param amountMinor exactly this amount, minor units
     * @param last4 of the card
     * @param limit 1 to {@link #MAX_FOUND}
     */
    record Filter(
            @Nullable String merchantId,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Long amountMinor,
            @Nullable String last4,
            @Nullable Phase phase,
            int limit) {
        public Filter {
            if (limit < 1 || limit > MAX_FOUND) {
                throw new IllegalArgumentException("limit is 1 to " + MAX_FOUND);
            }
            if (from != null && to != null && !from.isBefore(to)) {
                throw new IllegalArgumentException("the time to is not after the time from");
            }
        }
    }

    /** What totals are grouped by. */
    enum By {
        MERCHANT,
        /** The bank or channel it went to last; {@code -} when it went nowhere. */
        CHANNEL
    }

    /** One group of totals; sums in minor units. */
    record Total(
            String key, Kind kind, Phase phase, String currency, long count, long amountMinor, long refundedMinor) {}

    /** One append of a transaction: when, by which node and writer, where it led, what happened. */
    record Step(int seq, Instant at, String node, int writer, Phase phase, List<Event> events) {}

    /**
     * Transactions by any number that people have: our id (13 characters), our reference number (12), the merchant's
     * order number, the channel's number, or {@code terminal+trace+MMDD}.
     *
     * @return newest first, at most {@link #MAX_FOUND}; several kinds of number may fit
     */
    Future<List<PaymentView>> findAny(String number);

    /** One transaction by our id or by a merchant's number, whole; of another merchant it is not there. */
    Future<Optional<PaymentView>> read(ReadPayment query);

    /** Newest first. Views of a list know no code to scan, subject or notify address. */
    Future<List<PaymentView>> find(Filter filter);

    /** Counts and sums of what was received on a day (UTC), in the order of keys. */
    Future<List<Total>> totals(LocalDate day, By by);

    /** A page of one merchant's transactions, the newest first; views as in {@link #find}. */
    Future<PaymentPage> page(ListPayments query);

    /** What one merchant's transactions come to. */
    Future<MerchantTotals> totals(ReadTotals query);

    /** What a terminal did in one batch. */
    Future<BatchContents> batch(ReadBatch query);

    /** The appends of one transaction in order; empty when there is none. */
    Future<List<Step>> timeline(TxId id);
}
