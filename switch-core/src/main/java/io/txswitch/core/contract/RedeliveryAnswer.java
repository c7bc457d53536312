package io.txswitch.core.contract;

import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link RedeliverEvent}: the post itself follows.
 *
 * @param event as it stands now, null unless {@link Result#DONE}
 */
public record RedeliveryAnswer(Result result, @Nullable WebhookEvent event) {
    /** The closed set of results. */
    public enum Result {
        DONE,
        NOT_FOUND,
        /** There is nowhere to send it to. */
        NO_ENDPOINT,
        UNAVAILABLE
    }
}
