package io.txswitch.notifier;

import io.txswitch.core.contract.PaymentView;
import io.vertx.core.Future;
import java.util.List;

/** Payments as they last stood, for whoever asks; a copy that may be lost at any time. */
public interface ReadModel {
    /**
     * Writes views, each only when what is there is not newer; of a charge also the way from its order number to its
     * id.
     *
     * @return fails when the store did not answer in time; nothing depends on it
     */
    Future<Void> write(List<PaymentView> views);

    /** Releases what the store holds open. */
    Future<Void> close();
}
