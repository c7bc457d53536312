package io.txswitch.notifier;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@link ReadModel} of one process, for tests and simulation. */
public final class InMemoryReadModel implements ReadModel {
    private final Map<TxId, PaymentView> views = new ConcurrentHashMap<>();
    private final Map<String, TxId> ids = new ConcurrentHashMap<>();

    @Override
    public Future<Void> write(List<PaymentView> written) {
        for (PaymentView each : written) {
            views.merge(each.id(), each, (there, next) -> isOlder(next, there) ? there : next);
            if (each.kind().isCharge() && each.orderNo() != null) {
                ids.put(each.merchantId() + ":" + each.orderNo(), each.id());
            }
        }
        return Future.succeededFuture();
    }

    /** A refund changes the refunded amount, which only grows, and no version. */
    private static boolean isOlder(PaymentView next, PaymentView there) {
        return next.version() < there.version()
                || (next.version() == there.version() && next.refundedMinor() < there.refundedMinor());
    }

    public Optional<PaymentView> find(TxId id) {
        return Optional.ofNullable(views.get(id));
    }

    public Optional<TxId> idOf(String merchantId, String orderNo) {
        return Optional.ofNullable(ids.get(merchantId + ":" + orderNo));
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
