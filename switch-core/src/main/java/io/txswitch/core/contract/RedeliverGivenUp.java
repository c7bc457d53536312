package io.txswitch.core.contract;

import org.jspecify.annotations.Nullable;

/**
 * Asks for everything that was given up to be posted once more, a bounded number of events at a time.
 *
 * @param endpointId only to this endpoint, null for all of the merchant
 */
public record RedeliverGivenUp(String merchantId, @Nullable String endpointId) {}
