package io.txswitch.iso8583.terminal;

import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.ModuleKey;
import io.txswitch.iso8583.registry.Family;
import org.jspecify.annotations.Nullable;

/** Whether a message is believed; either way the answer has a MAC where there is a key for it. */
sealed interface Admission {
    /** What the answer is authenticated with; null when it has no MAC. */
    @Nullable
    AnswerKey answerKey();

    /** A key and how it is used. */
    record AnswerKey(ModuleKey key, Family family) {}

    /**
     * The terminal is who it says.
     *
     * @param message with its tracks in clear
     */
    record Admitted(
            Caller caller, IsoMessage message, @Nullable AnswerKey answerKey) implements Admission {}

    /** Nothing in the message is to be acted upon. */
    record Refused(Reason reason, @Nullable AnswerKey answerKey) implements Admission {}

    static Admission refused(Reason reason) {
        return new Refused(reason, null);
    }
}
