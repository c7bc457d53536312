package io.txswitch.api;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@link ReadModel} in memory: empty on a node without Redis, filled by tests. */
public final class InMemoryReadModel implements ReadModel {
    private final Map<TxId, PaymentView> byId = new ConcurrentHashMap<>();

    public void put(PaymentView payment) {
        byId.put(payment.id(), payment);
    }

    @Override
    public Future<Optional<PaymentView>> find(TxId id) {
        return Future.succeededFuture(Optional.ofNullable(byId.get(id)));
    }
}
