package io.txswitch.notifier;

import io.txswitch.notifier.Delivery.Lane;
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
     * @param round 1 for the first since the delivery was added or asked for again: its place in the schedule
     */
    record Claimed(Delivery delivery, int attempt, int round) {}

    /**
     * Adds what is not there yet: an event id, or a type of one transaction, is added once, and goes once to each
     * endpoint. Durable when done.
     *
     * @param events all that happened, told to somebody or not
     * @param deliveries of these events
     * @return fails with {@link UnstorableException} when a row can never be stored
     */
    Future<Void> add(List<MerchantEvent> events, List<Delivery> deliveries);

    /** Endpoints that something is due to, a bounded number of them, in no order. */
    Future<List<Lane>> due();

    /**
     * Claims what is due to one endpoint; nobody else gets the same for {@code forMs}.
     *
     * <p>While an earlier delivery of the same payment to the same endpoint is unfinished, the later ones are not
     * handed out.
     */
    Future<List<Claimed>> claim(Lane lane, int limit, long forMs);

    /** It was delivered; ignored when the claim has been lost to somebody else. */
    Future<Void> delivered(Claimed claimed);

    /** It becomes due again after {@code afterMs}; ignored when the claim has been lost. */
    Future<Void> again(Claimed claimed, long afterMs, String error);

    /** Nobody will try again of himself; ignored when the claim has been lost. */
    Future<Void> givenUp(Claimed claimed, String error);

    /**
     * Forgets a bounded number of finished deliveries, and events without any.
     *
     * @param olderThanMs since they were finished, or added
     * @return how many
     */
    Future<Integer> purge(long olderThanMs);

    /** Releases what the store holds open, also for what shares it. */
    Future<Void> close();
}
