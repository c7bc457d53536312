package io.txswitch.core.contract;

import java.time.Instant;
import java.util.List;

/**
 * Where a merchant's events go.
 *
 * @param id {@code we_} and 24 lower-case hexadecimal digits
 * @param url absolute http(s) address
 * @param eventTypes the names of the events it wants, such as {@code payment.succeeded}; empty for all
 * @param enabled false: kept, and sent nothing
 */
public record WebhookEndpoint(
        String id,
        String merchantId,
        String url,
        List<String> eventTypes,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt) {
    public WebhookEndpoint {
        eventTypes = List.copyOf(eventTypes);
    }
}
