package io.txswitch.api;

import io.txswitch.core.config.Merchant;
import java.util.Locale;

/** Who sent a request. */
sealed interface Caller {
    /** @param nonce of the request; it goes into the first append of what the request makes */
    record Known(Merchant merchant, String nonce) implements Caller {}

    record Unknown(Why why) implements Caller {}

    /**
     * Why nobody is believed to have sent it. An unknown application and a wrong signature are one case, or the answer
     * would tell which applications there are.
     */
    enum Why {
        NO_SIGNATURE("Exactly one header Authorization is needed."),
        MALFORMED("The header Authorization is not " + RequestSignature.SCHEME + " (or " + RequestSignature.RSA_SCHEME
                + ") app_id=…,timestamp=…,nonce=…,signature=… in this order and without blanks."),
        STALE("The timestamp is more than 300 s from this server's clock."),
        WRONG_SIGNATURE("The signature is not this application's over this request."),
        REPLAYED("The nonce was used before.");

        private final String detail;

        Why(String detail) {
            this.detail = detail;
        }

        Problem problem() {
            return Problem.of(ApiCode.UNAUTHORIZED, detail);
        }

        /** For a metric's label. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
