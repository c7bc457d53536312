package io.txswitch.core.contract;

import io.txswitch.core.model.TxId;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a merchant's events, the newest first.
 *
 * @param cursor {@link WebhookEventPage#next} of the page before, null for the first page
 * @param limit 1 to 100
 * @param type only this type, null for any
 * @param paymentId only of this payment (its refunds included), null for any
 */
public record ListWebhookEvents(
        String merchantId,
        @Nullable String cursor,
        int limit,
        @Nullable String type,
        @Nullable TxId paymentId) {}
