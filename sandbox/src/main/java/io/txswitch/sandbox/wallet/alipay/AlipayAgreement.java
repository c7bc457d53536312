package io.txswitch.sandbox.wallet.alipay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a payer consented to, or is looking at.
 *
 * @param externalNo the merchant's number of it
 * @param agreementNo Alipay's own
 * @param singleMinor the most that one deduction may take, fen
 * @param notifyUrl where the merchant wants to be told; empty for none
 * @param outTradeNo of the order that signs it on the way; null when it is signed alone
 */
record AlipayAgreement(
        AlipayApp app,
        String externalNo,
        String agreementNo,
        String product,
        String scene,
        long singleMinor,
        String notifyUrl,
        @Nullable String outTradeNo,
        Instant at,
        State state) {
    /** Where an agreement stands. */
    enum State {
        /** The payer looks at it. */
        TEMP,
        NORMAL,
        /** Ended by either side, or refused. */
        ENDED
    }

    AlipayAgreement in(State newState, Instant since) {
        return new AlipayAgreement(
                app, externalNo, agreementNo, product, scene, singleMinor, notifyUrl, outTradeNo, since, newState);
    }

    boolean isInForce() {
        return state == State.NORMAL;
    }
}
