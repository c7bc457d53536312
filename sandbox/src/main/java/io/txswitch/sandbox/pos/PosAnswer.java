package io.txswitch.sandbox.pos;

import io.txswitch.sandbox.iso.IsoMessage;
import java.util.Optional;

/**
 * What a terminal was told.
 *
 * @param request what it had asked
 * @param message the answer as it came
 */
public record PosAnswer(PosRequest request, IsoMessage message) {
    /** The type of the answer, such as 0210. */
    public String mti() {
        return message.mti();
    }

    /** DE39; empty text when the answer has none, which is no approval. */
    public String responseCode() {
        return message.get(39).orElse("");
    }

    /** The reference number, DE37. */
    public Optional<String> rrn() {
        return message.get(37).map(String::strip);
    }

    /** Whether this answer approves what was asked: 00, for this terminal and this amount. */
    public boolean approved() {
        return responseCode().equals("00") && sameAsAsked(4) && sameAsAsked(41);
    }

    private boolean sameAsAsked(int number) {
        return message.get(number).equals(request.message().get(number));
    }
}
