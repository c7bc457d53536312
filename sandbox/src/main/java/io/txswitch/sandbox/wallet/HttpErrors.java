package io.txswitch.sandbox.wallet;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Answers that are no answers: to what cannot even be read as a request, and where a script wants none. */
public final class HttpErrors {
    private static final int[] SENDERS_FAULT = {400, 413};

    private static final int SERVER_ERROR = 500;

    private HttpErrors() {}

    /** Ends a call whose handler failed: as its script wants it, or as any other failure. */
    public static void fail(RoutingContext http, Throwable cause) {
        if (!(cause instanceof Unanswered unanswered)) {
            http.fail(cause);
            return;
        }
        switch (unanswered.how()) {
            case DROPPED -> http.request().connection().close();
            case SERVER_ERROR -> http.response().setStatusCode(SERVER_ERROR).end("Internal Server Error");
        }
    }

    /** Broken percent encoding and oversized bodies get their bare status. */
    public static void answerBriefly(Router router) {
        for (int status : SENDERS_FAULT) {
            router.errorHandler(
                    status, http -> http.response().setStatusCode(status).end());
        }
    }
}
