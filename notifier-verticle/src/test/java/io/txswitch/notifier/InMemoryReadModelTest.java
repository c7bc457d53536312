package io.txswitch.notifier;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.TxId;
import java.util.Optional;

class InMemoryReadModelTest extends ReadModelContract {
    private final InMemoryReadModel readModel = new InMemoryReadModel();

    @Override
    ReadModel readModel() {
        return readModel;
    }

    @Override
    Optional<PaymentView> find(TxId id) {
        return readModel.find(id);
    }

    @Override
    Optional<TxId> idOf(String merchantId, String orderNo) {
        return readModel.idOf(merchantId, orderNo);
    }
}
