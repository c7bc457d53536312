package io.txswitch.channel.wallet;

/**
 * What a wallet is answered.
 *
 * @param contentType empty for no body
 */
public record NotificationReply(int status, String contentType, String body) {
    /** What became of a notification, from the wallet's point of view: everything but {@link #TAKEN} is sent again. */
    public enum Outcome {
        /** It is durable. */
        TAKEN,
        /** Its signature or its time is wrong. */
        FORGED,
        /** It contradicts the journal or this channel's registration. */
        MISMATCH,
        /** It names no payment of ours. */
        UNKNOWN_PAYMENT,
        /** It could not be made durable now. */
        TRY_AGAIN
    }
}
