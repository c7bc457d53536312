package io.txswitch.core.contract;

import io.txswitch.core.model.SharedSecret;
import org.jspecify.annotations.Nullable;

/**
 * What became of a change of endpoints.
 *
 * @param endpoint as it is now, or was before it was removed; null unless {@link Result#DONE}
 * @param secret what its events are signed with, {@code whsec_} and base64: only where it was made just now
 * @param detail why an address was refused, for the merchant's engineer
 */
public record EndpointAnswer(
        Result result,
        @Nullable WebhookEndpoint endpoint,
        @Nullable SharedSecret secret,
        @Nullable String detail) {
    /** The closed set of results. */
    public enum Result {
        DONE,
        NOT_FOUND,
        /** The address is none that may be called. */
        REFUSED_URL,
        /** The merchant has as many as he may. */
        TOO_MANY,
        /** Nothing was changed; it may be tried again. */
        UNAVAILABLE
    }

    public static EndpointAnswer of(Result result) {
        return new EndpointAnswer(result, null, null, null);
    }
}
