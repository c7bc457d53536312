package io.txswitch.core.contract;

import java.util.List;

/** The answer to {@link ListWebhookEndpoints}; a merchant has at most {@link #MAX}. */
public record WebhookEndpoints(List<WebhookEndpoint> endpoints) {
    /** Each event is posted to each of them: more than a handful is a mistake. */
    public static final int MAX = 16;

    public WebhookEndpoints {
        endpoints = List.copyOf(endpoints);
    }
}
