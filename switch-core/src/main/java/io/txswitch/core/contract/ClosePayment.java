package io.txswitch.core.contract;

import io.txswitch.core.model.TxId;

/**
 * A merchant does not want a payment any more. Nothing is closed here before the channel has closed it.
 *
 * @param how whether a payment that was made already may be taken back
 * @param answerWithinMs how long the client waits, from now; without an end by then the answer is "unknown"
 */
public record ClosePayment(TxId id, String merchantId, How how, long answerWithinMs) {
    /** What is asked for. */
    public enum How {
        /** Only if it is not paid: it is asked for at the channel, which may answer that it is paid. */
        CLOSE,
        /** Closed when it is not paid, taken back when it is. */
        CANCEL
    }
}
