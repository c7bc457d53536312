package io.txswitch.sandbox.wallet.sample;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One agreement as the wallet sees it.
 *
 * @param signUrl where the payer signs
 * @param contractId the wallet's own number, shown once it is signed
 * @param signUntil nobody can sign afterwards
 * @param orderNo of the payment that signs it on the way; null where it is signed alone
 */
record SampleAgreement(
        SampleConsent consent,
        State state,
        String signUrl,
        String contractId,
        String notifyUrl,
        Instant signUntil,
        @Nullable String orderNo) {
    /** Where it stands. */
    enum State {
        WAIT_SIGN,
        SIGNED,
        /** Signed once, and ended by either side. */
        ENDED,
        /** Never signed, and never will be. */
        CLOSED
    }

    SampleAgreement in(State newState) {
        return new SampleAgreement(consent, newState, signUrl, contractId, notifyUrl, signUntil, orderNo);
    }

    SampleAgreement signedBy(String payment) {
        return new SampleAgreement(consent, state, signUrl, contractId, notifyUrl, signUntil, payment);
    }

    /** The payer has signed it, whatever came afterwards. */
    boolean wasSigned() {
        return state == State.SIGNED || state == State.ENDED;
    }
}
