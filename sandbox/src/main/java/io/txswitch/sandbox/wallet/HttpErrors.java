package io.txswitch.sandbox.wallet;

import io.vertx.ext.web.Router;

/** Answers what cannot even be read as a request: the sender's fault, and no error of the simulator's to log. */
public final class HttpErrors {
    private static final int[] SENDERS_FAULT = {400, 413};

    private HttpErrors() {}

    /** Broken percent encoding and oversized bodies get their bare status. */
    public static void answerBriefly(Router router) {
        for (int status : SENDERS_FAULT) {
            router.errorHandler(
                    status, http -> http.response().setStatusCode(status).end());
        }
    }
}
