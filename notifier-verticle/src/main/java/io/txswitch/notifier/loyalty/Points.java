package io.txswitch.notifier.loyalty;

import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Points given and taken, once per event. */
public interface Points {
    /**
     * One change.
     *
     * @param eventId what it is for: the same event changes nothing twice
     * @param points negative when they are taken back
     */
    record Entry(String eventId, String merchantId, TxId paymentId, long points, Instant at) {}

    /** Adds what is not there yet, in one go; durable when done. */
    Future<Void> add(List<Entry> entries);

    /**
     * Takes back what a payment has left, if it was given any; {@link Entry#points} does not count.
     *
     * <p>A reversal of a payment that was never approved takes nothing.
     */
    Future<Void> takeBack(Entry reversal);

    /** What a merchant has. */
    Future<Long> balance(String merchantId);

    /** Releases what the store holds open. */
    Future<Void> close();
}
