package io.txswitch.notifier;

import io.txswitch.core.contract.PaymentEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** What the journal's relay publishes: every append, at least once, in order per transaction. */
public interface PaymentEvents {
    /**
     * Hands over one batch after the other, on the caller's event loop.
     *
     * <p>A batch whose handler failed is handed over again, after a pause and before anything later; one that succeeded
     * does not come again except after a crash or a change of nodes.
     *
     * @return done when listening has begun, whether or not there is a server yet
     */
    Future<Void> start(Function<List<PaymentEvent>, Future<Void>> handler);

    /** No further batch; done when the one under way is. */
    Future<Void> stop();
}
