package io.txswitch.core.contract;

import java.util.List;

/**
 * Makes or changes an endpoint. The edge chooses the id of a new one, so that a repeat meets what the first has made.
 *
 * @param make true to make it when there is none (one that is there stays as it is); false to change one
 * @param eventTypes empty for all
 */
public record PutWebhookEndpoint(
        String merchantId, String id, boolean make, String url, List<String> eventTypes, boolean enabled) {
    public PutWebhookEndpoint {
        eventTypes = List.copyOf(eventTypes);
    }
}
