package io.txswitch.notifier;

import io.vertx.core.Future;
import java.util.List;

/**
 * The webhooks that are owed, until they are delivered or given up; shared by all nodes.
 *
 * <p>Every operation fails when the store cannot be reached, and may then be repeated.
 */
public interface Deliveries {
    /**
     * A delivery that this caller may attempt until its claim expires.
     *
     * @param attempt 1 for the first; also the claim's token, as each claim counts one up
     */
    record Claimed(Delivery delivery, int attempt) {}

    /** Adds what is not there yet: an event id, or a type of one transaction, is added once. Durable when done. */
    Future<Void> add(List<Delivery> deliveries);

    /** Merchants who have something due, a bounded number of them, in no order. */
    Future<List<String>> dueMerchants();

    /**
     * Claims what is due to one merchant; nobody else gets the same for {@code forMs}.
     *
     * <p>While an earlier delivery of the same payment is unfinished, the later ones are not handed out.
     */
    Future<List<Claimed>> claim(String merchantId, int limit, long forMs);

    /** It was delivered; ignored when the claim has been lost to somebody else. */
    Future<Void> delivered(Claimed claimed);

    /** It becomes due again after {@code afterMs}; ignored when the claim has been lost. */
    Future<Void> again(Claimed claimed, long afterMs, String error);

    /** Nobody will try again; ignored when the claim has been lost. */
    Future<Void> givenUp(Claimed claimed, String error);

    /**
     * Forgets a bounded number of finished deliveries.
     *
     * @param olderThanMs since they were finished
     * @return how many
     */
    Future<Integer> purge(long olderThanMs);

    /** Releases what the store holds open. */
    Future<Void> close();
}
