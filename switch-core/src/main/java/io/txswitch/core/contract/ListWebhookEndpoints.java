package io.txswitch.core.contract;

/** Asks for all endpoints of one merchant, the oldest first. */
public record ListWebhookEndpoints(String merchantId) {}
