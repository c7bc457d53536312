package io.txswitch.sandbox.pos;

import io.txswitch.sandbox.iso.Frame;
import io.txswitch.sandbox.iso.IsoMessage;

/**
 * A request as a terminal sends it, and sends it again when it repeats.
 *
 * @param message what it says
 * @param frame the same as bytes
 */
public record PosRequest(IsoMessage message, Frame frame) {
    /** The trace number, DE11, six digits. */
    public String trace() {
        return message.text(11);
    }

    /** The amount in minor units, DE4; 0 for an echo. */
    public long amountMinor() {
        return message.has(4) ? message.number(4) : 0;
    }

    /** The complete frame, with length and TPDU, as upper-case hex. */
    public String hex() {
        return frame.toHex();
    }
}
