package io.txswitch.core.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one address.
 *
 * @param endpointId null for an address given with the payment ({@code notify_url}) or in the merchant's settings
 * @param nextAt when it is tried next, null unless {@link State#WAITING}
 * @param doneAt when it ended, null while it is waiting
 * @param lastError what went wrong last, a short text without the answer's body
 */
public record WebhookDelivery(
        @Nullable String endpointId,
        String url,
        State state,
        int attempts,
        @Nullable Instant nextAt,
        @Nullable Instant doneAt,
        @Nullable String lastError) {
    /** Where it stands. */
    public enum State {
        WAITING,
        DELIVERED,
        GIVEN_UP
    }
}
