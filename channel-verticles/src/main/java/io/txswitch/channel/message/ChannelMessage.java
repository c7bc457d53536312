package io.txswitch.channel.message;

import io.txswitch.core.model.TxId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One raw message to or from a wallet, redacted.
 *
 * @param txId the transaction it belongs to; null for a callback that could not be tied to one
 * @param at when it was sent or received
 * @param channel the channel's id
 * @param operation what was asked ({@code CHARGE}, {@code QUERY}, …), or {@code NOTIFY}
 * @param durationMs of an answer: since its request; of a callback's answer: since the callback; else 0
 * @param httpStatus of an answer, else 0; 0 on an answer means that none came
 * @param code the wallet's own code, as far as the text has one, or the kind of failure
 * @param body the text, through {@link Redaction}
 */
public record ChannelMessage(
        @Nullable TxId txId,
        Instant at,
        String channel,
        Direction direction,
        String operation,
        long durationMs,
        int httpStatus,
        @Nullable String code,
        String body) {
    /** A code is a word; a longer one is cut. */
    private static final int MAX_CODE_LENGTH = 64;

    /** Whose words these are, and to what. */
    public enum Direction {
        REQUEST,
        ANSWER,
        CALLBACK,
        CALLBACK_ANSWER
    }

    public ChannelMessage {
        body = Redaction.redact(body);
        if (code != null && code.length() > MAX_CODE_LENGTH) {
            code = code.substring(0, MAX_CODE_LENGTH);
        }
    }
}
