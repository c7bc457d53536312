package io.txswitch.core.contract;

import org.jspecify.annotations.Nullable;

/**
 * Asks for an event to be posted once more, however its deliveries ended.
 *
 * @param endpointId only to this endpoint, null for all that it belongs to
 */
public record RedeliverEvent(
        String merchantId, String eventId, @Nullable String endpointId) {}
