package io.txswitch.api;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Optional;

/** Payments as the notifier last wrote them: it only ever saves a question to the journal. */
public interface ReadModel {
    /**
     * Looks one transaction up.
     *
     * @return empty when it is not there, or when the store did not answer; never fails
     */
    Future<Optional<PaymentView>> find(TxId id);
}
