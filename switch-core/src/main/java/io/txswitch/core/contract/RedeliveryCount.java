package io.txswitch.core.contract;

/** How many deliveries have become due by {@link RedeliverGivenUp}; ask again until it is 0. */
public record RedeliveryCount(int deliveries) {}
