package io.txswitch.notifier;

import io.txswitch.core.contract.WebhookEndpoint;
import io.txswitch.core.model.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint and what signs its events.
 *
 * @param secret {@code whsec_} and base64
 * @param previous the secret before, as long as it signs beside the new one; else null
 */
public record SignedEndpoint(
        WebhookEndpoint endpoint, Secret secret, @Nullable Secret previous) {
    /** The newest first. */
    List<Secret> secrets() {
        return previous == null ? List.of(secret) : List.of(secret, previous);
    }

    boolean wants(WebhookType type) {
        return endpoint.enabled()
                && (endpoint.eventTypes().isEmpty() || endpoint.eventTypes().contains(type.text()));
    }
}
