package io.txswitch.core.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link ListWebhookEvents}.
 *
 * @param next where the next page begins, null when this was the last
 */
public record WebhookEventPage(
        List<WebhookEvent> events, @Nullable String next) {
    public WebhookEventPage {
        events = List.copyOf(events);
    }
}
