package io.txswitch.core.contract;

import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.util.List;

/**
 * Something a merchant is told, and how that went.
 *
 * @param id {@code evt_…}: the same in every delivery
 * @param body the JSON that is, or was, posted
 * @param deliveries one per endpoint
 */
public record WebhookEvent(
        String id, String type, TxId paymentId, Instant createdAt, String body, List<WebhookDelivery> deliveries) {
    public WebhookEvent {
        deliveries = List.copyOf(deliveries);
    }
}
