package io.txswitch.core.contract;

/** Does something to an endpoint that is there. */
public record ChangeWebhookEndpoint(String merchantId, String id, Change change) {
    /** What is done. */
    public enum Change {
        REMOVE,
        /** A new secret; the old one signs beside it for a day, so that no event is missed. */
        ROTATE_SECRET
    }
}
